"""The known truth of the project reports, in whole đồng."""

from collections.abc import Sequence

from synthetic_ward.member_truth import Truth
from synthetic_ward.project_lines import ProjectLine

MILLION = 1_000_000
OUTPUTS = ("planned", "milestone", "done")


def tell_report(lines: Sequence[ProjectLine]) -> Truth:
    return {
        **tell_report_totals(lines),
        "carried_over_vnd": sum_vnd([line.carried_over for line in lines]),
        "lines": {line.key: tell_line(line) for line in lines},
    }


def tell_report_totals(lines: Sequence[ProjectLine]) -> Truth:
    """As `inspect --json` gives them for one report: what was not reported adds nothing and is named."""
    units = dict.fromkeys(line.unit_name for line in lines)
    return {
        **sum_money(lines),
        "by_unit": {name: sum_money([line for line in lines if line.unit_name == name]) for name in units},
        "not_reported": [line.line for line in lines if line.disbursed is None],
    }


def sum_money(lines: Sequence[ProjectLine]) -> Truth:
    return {
        "plan_vnd": sum_vnd([line.assigned for line in lines]),
        "disbursed_vnd": sum_vnd([line.disbursed for line in lines]),
    }


def sum_vnd(millions: Sequence[float | None]) -> int | None:
    """None where no line says anything."""
    known = [vnd for vnd in map(convert_to_vnd, millions) if vnd is not None]
    return sum(known) if known else None


def tell_line(line: ProjectLine) -> Truth:
    outputs = {name: getattr(line, name) for name in OUTPUTS}
    money = {f"{name}_vnd": convert_to_vnd(getattr(line, name)) for name in ("assigned", "carried_over", "disbursed")}
    return {"unit_id": line.unit_id, "status": line.status, **outputs, **money}


def convert_to_vnd(millions: float | None) -> int | None:
    return None if millions is None else round(millions * MILLION)
