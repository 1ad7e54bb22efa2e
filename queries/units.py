"""What indicators are measured in. Scale, decimals and sign live here only; bodies hold fractions and counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """`noun` names what the numerator counts (household, child, vnd, output); `scale` turns a value into what is shown.

    `is_signed`: a change, which an unknown may raise or lower. `is_whole`: the numerator comes in whole numbers.
    `is_share`: of a whole, so numerator and unknown together never exceed the denominator.
    `uniform_by` names a slice: sums are only made where it has one value (3 classes and 12 households do not make 15).
    """

    id: str
    noun: str
    scale: int = 1
    decimals: int = 0
    is_signed: bool = False
    is_whole: bool = True
    is_share: bool = False
    uniform_by: str | None = None


UNITS = {
    unit.id: unit
    for unit in (
        Unit("household", "household"),
        Unit("household_change", "household", is_signed=True),
        Unit("percent_of_households", "household", scale=100, decimals=2, is_share=True),
        Unit("percent_by_deprivation", "household", scale=100, decimals=2, is_share=True, uniform_by="indicator"),
        Unit("percent_of_children", "child", scale=100, decimals=2, is_share=True),
        Unit("percent_of_entitlements", "entitlement", scale=100, decimals=2, is_share=True),
        Unit("percent_of_vnd", "vnd", scale=100, decimals=2),
        Unit("percent_of_output", "output", scale=100, decimals=2, is_whole=False, uniform_by="output_unit"),
    )
}
