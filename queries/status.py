"""Whether a target is met. A status claims only what holds whatever the unknowns turn out to be."""

from enum import StrEnum

from queries.target import Target


class Status(StrEnum):
    NOT_APPLICABLE = "không áp dụng"
    UNKNOWN = "chưa rõ"
    MET = "đạt"
    EXCEEDED = "vượt"
    NOT_MET = "không đạt"
    OPEN = "còn thời gian"


def judge(
    target: Target,
    numerator: float | None,
    denominator: float | None,
    unknown: int,
    *,
    is_complete: bool,
    is_closed: bool,
    is_signed: bool = False,
) -> Status:
    """Say where a number stands against its target. `denominator` None: the target is a count, not a share.

    `unknown` may each add one to the numerator, and in a signed change also take one away.
    """
    limit = target.passing_count(denominator)
    if denominator == 0 and is_complete:
        return Status.NOT_APPLICABLE
    if numerator is None or limit is None or not is_complete:
        return Status.UNKNOWN
    low, high = numerator - (unknown if is_signed else 0), numerator + unknown
    return _compare(target.comparison, limit, low, high, Status.NOT_MET if is_closed else Status.OPEN)


def _compare(comparison: str | None, limit: int, low: float, high: float, failed: Status) -> Status:
    """Place the whole range of what may be true, `low` to `high`, against the limit."""
    if comparison == "=":
        certain, possible, beyond = low == high == limit, low <= limit <= high, False
    elif comparison == "<=":
        certain, possible, beyond = high <= limit, low <= limit, high < limit
    else:
        certain, possible, beyond = low >= limit, high >= limit, low > limit
    if certain:
        return Status.EXCEEDED if beyond else Status.MET
    return Status.UNKNOWN if possible else failed
