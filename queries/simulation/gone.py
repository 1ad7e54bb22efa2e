"""What a scenario cannot suppose: what nobody knows is refused, what is no more is set apart and named."""

from pathlib import Path

from queries.errors import AskedWrongly
from queries.simulation.households import Household
from queries.simulation.model import INCOME, Gone, Help
from queries.ward import Reference
from queries.warehouse import Warehouse

STATEMENT = Path(__file__).with_name("gone.sql").read_text(encoding="utf-8")
Helps = tuple[Help, ...]


def check_helps(helps: Helps, households: tuple[Household, ...], period: str, reference: Reference) -> None:
    """Raise AskedWrongly for what no scenario can suppose."""
    known = {household.household_id for household in households}
    indicators, areas = _list_known(reference)
    for help_ in helps:
        if not help_.household_ids and help_.area_id is None:
            raise AskedWrongly(
                "Hãy chọn hộ hoặc khối được hỗ trợ.", "Choose the households or the neighbourhood helped."
            )
        if help_.area_id is not None and help_.area_id not in areas:
            raise AskedWrongly(f"Không có khối «{help_.area_id}».", f"There is no neighbourhood «{help_.area_id}».")
        for code in help_.indicators:
            if code not in indicators:
                raise AskedWrongly(f"Không có chỉ số «{code}».", f"There is no indicator «{code}».")
        for asked in help_.household_ids:
            if asked not in known:
                raise AskedWrongly(
                    f"Hộ «{asked}» không còn trong danh sách hộ nghèo, cận nghèo của kỳ {period}: "
                    "không mô phỏng được cho hộ đã ra khỏi danh sách.",
                    f"Household «{asked}» is not on the list of poor and near-poor households of {period}: "
                    "nothing can be supposed of a household that has left.",
                )


def set_apart(
    helps: Helps, households: tuple[Household, ...], period: str, reference: Reference, warehouse: Warehouse
) -> tuple[Helps, tuple[Gone, ...]]:
    """Return the helps without what is no more, and what that is, each once."""
    known = {household.household_id for household in households}
    indicators, areas = _list_known(reference)
    asked = dict.fromkeys(code for help_ in helps for code in help_.household_ids if code not in known)
    gone = (
        *(_trace(code, period, warehouse) for code in asked),
        *(Gone("area", h.area_id) for h in helps if h.area_id is not None and h.area_id not in areas),
        *(Gone("indicator", code) for h in helps for code in h.indicators if code not in indicators),
    )
    left = (
        Help(
            tuple(code for code in help_.indicators if code in indicators),
            tuple(code for code in help_.household_ids if code in known),
            help_.area_id if help_.area_id in areas else None,
        )
        for help_ in helps
    )
    return tuple(one for one in left if one.household_ids or one.area_id), tuple(dict.fromkeys(gone))


def _trace(household_id: str, period: str, warehouse: Warehouse) -> Gone:
    asked = {"household": household_id, "period": period}
    ((listed, is_known),) = warehouse.cursor().execute(STATEMENT, asked).fetchall()
    return Gone("household", household_id, listed, is_known)


def _list_known(reference: Reference) -> tuple[set[str], set[str]]:
    """Return the indicators, income among them, and the khối."""
    indicators = {key for slice_, _, key in reference.labels if slice_ == "indicator"} | {INCOME}
    return indicators, {area.area_id for area in reference.areas}
