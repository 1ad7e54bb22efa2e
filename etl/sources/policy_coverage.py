"""Kết quả thực hiện chính sách: how many a policy is due to in a khối, and how many have received it."""

from etl.issue import Severity
from etl.row_reader import RowReader
from etl.sheet_report import Record


def read_coverage(row: RowReader) -> Record:
    """One policy in one khối, or in the ward where the row names no khối. Raises RowQuarantined as `read_policy`."""
    policy_id = read_policy(row)
    eligible, served = row.count("eligible"), row.count("served")
    if served is None:
        row.note(Severity.INFO, "not_reported", "served", "chưa báo cáo số đã được hưởng; để «chưa rõ», không phải 0")
    if eligible is not None and served is not None and served > eligible:
        row.note(
            Severity.WARNING,
            "served_above_eligible",
            "served",
            f"số đã được hưởng ({served}) lớn hơn số được hưởng ({eligible}); số trong tệp được giữ, hãy đối chiếu lại",
        )
    return row.provenance() | {
        "period": row.report.period,
        "report_date": row.report.report_date,
        "policy_id": policy_id,
        "area_id": _read_area(row),
        "eligible": eligible,
        "served": served,
    }


def read_policy(row: RowReader) -> str:
    """The policy of the plan. Raises RowQuarantined for any other, naming the nearest (rule `policy_unknown`)."""
    written = row.text("policy")
    found = row.context.policies.find(written)
    if found is None:
        near = row.context.policies.suggest(written) if written else None
        hint = f"gần nhất: «{row.context.policy_names[near]}»" if near else "ghi như mục II.2 của Kế hoạch"
        raise row.quarantine("policy_unknown", "policy", f"không nhận ra chính sách; {hint}")
    return found


def _read_area(row: RowReader) -> str:
    """«Toàn phường», or no khối at all, is the ward."""
    is_ward = not row.text("area") and row.fallback_area_id is None and not row.has("area")
    return row.context.ward_id if is_ward or row.context.areas.is_wider(row.text("area")) else row.area_id()
