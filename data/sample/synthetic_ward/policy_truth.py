"""The known truth of the policies: of how many it is due to, who has it, who waits, of whom it is not known."""

from synthetic_ward.coverage import count_rows, list_entitlements
from synthetic_ward.households import Ward
from synthetic_ward.member_truth import Truth
from synthetic_ward.scenario import Cells, read_rows


def tell_policies(ward: Ward) -> Truth:
    """By the name of the policy. A list of persons is told where there is one, else what every khối reports."""
    rules = [rule for rule in read_rows("policies") if not rule["turns"]]
    return {rule["policy"]: tell_listed(ward, rule) if rule["is_listed"] else tell_reported(ward, rule) for rule in rules}


def tell_listed(ward: Ward, rule: Cells) -> Truth:
    """Who waits is not known to wait where the list leaves the cell empty."""
    entitled = list_entitlements(ward, rule)
    waiting = sum(not one.served_day for one in entitled)
    unknown = 0 if rule["waiting_word"] else waiting
    return {"eligible": len(entitled), "served": len(entitled) - waiting, "unknown": unknown}


def tell_reported(ward: Ward, rule: Cells) -> Truth:
    """A khối that says nothing, or more than there can be, leaves all its eligible unknown."""
    rows = [(eligible or 0, served) for _, eligible, served in count_rows(ward, rule)]
    told = [(eligible, served) for eligible, served in rows if served is not None and served <= eligible]
    return {
        "eligible": sum(eligible for eligible, _ in rows),
        "served": sum(served for _, served in told),
        "unknown": sum(eligible for eligible, _ in rows) - sum(eligible for eligible, _ in told),
    }
