"""What changed since the last meeting: the same questions put to the snapshot that stood on its day."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import queries
from dashboard import format as fmt
from dashboard.briefing.desk import Desk
from dashboard.findings import news
from dashboard.findings.news import News, Pair
from queries import Result, Target, Warehouse


@dataclass(frozen=True, slots=True)
class Since:
    """`meeting`: the day of the last meeting with conclusions, None without one; `news` None: nothing to compare with.

    `is_of_meeting` False: the snapshot compared with is younger than that meeting.
    """

    meeting: date | None
    news: News | None
    is_of_meeting: bool


@lru_cache(maxsize=16)
def read_news(desk: Desk) -> Since:
    """Return what changed since the snapshot that stood on the day of the last meeting, else since the one before."""
    meeting = find_meeting(desk)
    stood = queries.open_before(desk.warehouse, until=meeting) if meeting else None
    before = stood or queries.open_before(desk.warehouse)
    return Since(meeting, tell_since(desk, before) if before else None, stood is not None)


def find_meeting(desk: Desk) -> date | None:
    days = [day for day in desk.table("conclusion_list").column("meeting_date") if isinstance(day, date)]
    return max(days, default=None)


def tell_since(desk: Desk, before: Warehouse) -> News:
    """Put the questions of the desk to the snapshot before too, and say what changed."""
    asked = [(target, _put_again(target, desk, before)) for target in desk.ward.targets]
    return news.tell(
        # Two targets may rest on the same number.
        numbers=tuple({pair.now.indicator.id: pair for _, pairs in asked for pair in pairs}.values()),
        targets=tuple((target, pairs[0]) for target, pairs in asked if pairs),
        areas=_pair(desk.value("poor_households", by="area_id"), desk, before),
        files=(queries.reference(before).files, desk.ward.files),
        moment=fmt.stamp(before.stamp, desk.text),
        text=desk.text,
    )


def _put_again(target: Target, desk: Desk, before: Warehouse) -> tuple[Pair, ...]:
    """Return the adopted reading, the stock and the other reading, which would tell the first where that is hidden."""
    readings = desk.readings(target)
    if readings.adopted is None:
        return ()
    adopted = _pair(readings.adopted, desk, before)
    rest = (readings.stock, None if adopted.is_hidden else readings.wider)
    return adopted, *(_pair(result, desk, before) for result in rest if result)


def _pair(now: Result, desk: Desk, before: Warehouse) -> Pair:
    return Pair(now, queries.value_before(now, viewer=desk.viewer, before=before))
