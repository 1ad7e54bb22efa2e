"""Who may see what. Applied inside this package and before any ratio, so page, tooltip and file cannot differ.

docs/access.md is written from here: officer and leader see all, a khối its own, a unit the rows of its own projects and
policies and else what the public sees, which is what may leave the house.
"""

from dataclasses import dataclass, replace

from queries.aggregation import Sums
from queries.indicator import Access
from queries.viewer import Mode, Viewer
from queries.ward import Setting
from queries.words import Words

# By khối outside the house only what is posted by law: who left or entered a list in one khối is soon a name, and a
# hidden cell follows from the ward's total and the other khối.
NOT_BY_AREA = {
    Mode.MEETING: Words(
        "Trình chiếu: theo khối chỉ hiện số và tỷ lệ hộ nghèo, hộ cận nghèo; số liệu này chỉ hiện toàn phường.",
        "Meeting: by neighbourhood only the count and share of poor and near-poor households are shown; "
        "this figure is shown of the whole ward alone.",
    ),
    Mode.OUTGOING: Words(
        "Gửi ra ngoài: theo khối chỉ có số và tỷ lệ hộ nghèo, hộ cận nghèo; số liệu này chỉ có của toàn phường.",
        "Outgoing: by neighbourhood only the count and share of poor and near-poor households are given; "
        "this figure is given of the whole ward alone.",
    ),
}
OUTSIDERS_NOT_BY_AREA = Words(
    "Theo khối, tài khoản này chỉ thấy số và tỷ lệ hộ nghèo, hộ cận nghèo; số liệu này chỉ hiện toàn phường.",
    "By neighbourhood this account sees only the count and share of poor and near-poor households; "
    "this figure is shown of the whole ward alone.",
)
OWN_AREA_ONLY = Words(
    "Tài khoản của khối chỉ thấy số liệu này của khối mình. Hãy chọn khối ở bộ lọc.",
    "The account of a neighbourhood sees this figure of its own neighbourhood alone. Choose it in the filter.",
)
NO_LISTS_OUT = Words(
    "Gửi ra ngoài: không gồm danh sách từng hộ, từng người có thông tin nhạy cảm.",
    "Outgoing: no list of single households or persons with sensitive attributes.",
)
NO_NAMES = Words(
    "Danh sách có họ tên chỉ dành cho người được giao, trong chế độ nội bộ.",
    "Lists with names are for those they are entrusted to, in internal mode.",
)
NOT_BY_GROUP_AND_AREA = Words(
    "Nhóm hộ trong từng khối chỉ hiện trong chế độ nội bộ: số ít hộ dễ nhận ra.",
    "Groups of households within one neighbourhood are shown in internal mode alone: few households are soon known.",
)
NO_TABLES_BY_GROUP = Words(
    "Bảng theo nhóm hộ chỉ hiện trong chế độ nội bộ.", "Tables by group of households are shown in internal mode alone."
)
PROTECTED = ("sensitive", "restricted")
OFFICE = ("officer", "leader")
NAMED_ROLES = ("officer", "leader", "area")


@dataclass(frozen=True, slots=True)
class SmallCounts:
    """The counts that do not leave the house when they describe a sensitive attribute, both ends included."""

    low: int
    high: int

    def hide(self, count: float | None) -> bool:
        return count is not None and self.low <= count <= self.high


def read_small_counts(settings: dict[str, Setting]) -> SmallCounts:
    return SmallCounts(int(settings["suppression_from"].value), int(settings["suppression_to"].value))


def at_own_work(viewer: Viewer, *, has_unit: bool) -> Viewer:
    """Return the viewer as they stand before rows with a unit, which `limit_units` cuts to their own."""
    return replace(viewer, owns_rows=True) if viewer.role == "unit" and has_unit else viewer


def is_outsider(viewer: Viewer) -> bool:
    """Tell who sees no more than anybody: the public, and a unit outside its own work."""
    return viewer.role == "public" or (viewer.role == "unit" and not viewer.owns_rows)


def effective_mode(viewer: Viewer) -> Mode:
    """An outsider sees what may leave the house, whatever mode is asked for."""
    return Mode.OUTGOING if is_outsider(viewer) else viewer.mode


def refuse_area(access: Access, viewer: Viewer, *, by_area: bool) -> Words | None:
    """Say why a number is not told by or for a khối, or of the whole ward; None when it may be."""
    if access == "public":
        return None
    if not by_area:
        return OWN_AREA_ONLY if viewer.role == "area" else None
    return OUTSIDERS_NOT_BY_AREA if is_outsider(viewer) else NOT_BY_AREA.get(viewer.mode)


def protect_group(access: Access, group: str | None) -> Access:
    """Return the access of a number counted of one group alone: ethnicity and sex are nobody's business outside."""
    return "sensitive" if group and access not in PROTECTED else access


def refuse_group(group: str | None, viewer: Viewer, *, by_area: bool) -> Words | None:
    """Say why a number of one group is not told by or for a khối, None when it may be."""
    return NOT_BY_GROUP_AND_AREA if group and by_area and effective_mode(viewer) is not Mode.INTERNAL else None


def refuse_table_of_group(group: str | None, viewer: Viewer) -> Words | None:
    """Say why a table of one group is not shown: with the table of all it would tell the others, cell by cell."""
    return NO_TABLES_BY_GROUP if group and effective_mode(viewer) is not Mode.INTERNAL else None


def refuse_names(access: Access, viewer: Viewer) -> Words | None:
    """Say why a restricted listing is not shown, None when it may be."""
    is_entrusted = viewer.role in NAMED_ROLES or viewer.owns_rows
    if access != "restricted" or (is_entrusted and viewer.mode is Mode.INTERNAL):
        return None
    return NO_NAMES


def refuse_listing(access: Access, viewer: Viewer) -> Words | None:
    """Say why a listing whose every row is one household or child does not leave the house, None when it may."""
    return NO_LISTS_OUT if access in PROTECTED and effective_mode(viewer) is Mode.OUTGOING else None


def limit_areas(access: Access, viewer: Viewer) -> tuple[str, ...] | None:
    """Return the only khối whose names this viewer may read, None for all."""
    return viewer.areas if access == "restricted" and viewer.role == "area" else None


def limit_units(viewer: Viewer, unit_id: str | None) -> tuple[str, ...] | None:
    """Return the only units whose rows are read, the chosen one or the viewer's own; None for all."""
    if unit_id is not None:
        return (unit_id,)
    return viewer.units if viewer.owns_rows else None


def reads_free_text(access: Access, viewer: Viewer) -> bool:
    """Tell who reads what somebody wrote in their own words, which may name a family: of a khối only its own rows."""
    return effective_mode(viewer) is Mode.INTERNAL and (viewer.role != "area" or access == "restricted")


def reads_own_words(viewer: Viewer) -> bool:
    """Tell who reads how tasks and conclusions are worded, which may name a family: the office and its meetings."""
    return effective_mode(viewer) is not Mode.OUTGOING


def names_files(viewer: Viewer, access: Access = "public") -> bool:
    """Tell who reads how a workbook is called, which may be after a family: of a khối only where its own rows stand."""
    is_own = viewer.role == "area" and access == "restricted"
    return effective_mode(viewer) is Mode.INTERNAL and (viewer.role in OFFICE or is_own)


def protects_small(access: Access, viewer: Viewer) -> bool:
    return access in PROTECTED and effective_mode(viewer) is Mode.OUTGOING


def is_small(sums: Sums, small: SmallCounts) -> bool:
    """Tell whether any count of a group, or the rest of its denominator, is small enough to point at somebody."""
    rest = None if sums.numerator is None or sums.denominator is None else sums.denominator - sums.numerator
    return any(small.hide(count) for count in (sums.numerator, sums.denominator, rest, sums.unknown))


def blank(sums: Sums) -> Sums:
    """Return the group with nothing told."""
    return replace(sums, numerator=None, denominator=None, unknown=0)
