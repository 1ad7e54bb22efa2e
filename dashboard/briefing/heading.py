"""What stands above every scene, slide and page: whose numbers, of when, in what state, for whom they are."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from dashboard import format as fmt
from dashboard.briefing.desk import Desk
from dashboard.findings import provenance


@dataclass(frozen=True, slots=True)
class Heading:
    """`badges`: place, period, standard, state of the data, moment of the load. `sample` "" where the data are real.

    `moment`: that of the load, the only one a document knows.
    """

    ward: str
    period: str
    badges: str
    mode: str
    sample: str
    moment: datetime


@lru_cache(maxsize=64)
def read_heading(desk: Desk) -> Heading:
    text, ward, stock = desk.text, desk.ward, desk.value("poor_households")
    return Heading(
        ward=ward.ward.name,
        period=provenance.say_period(stock.filters.period, text),
        badges=provenance.badge_line(desk.filters, text, ward, stock),
        mode=text(f"filter.mode_{desk.viewer.mode}"),
        sample=text("sample") if ward.is_sample else "",
        moment=fmt.read_stamp(ward.stamp),
    )
