"""Headers that tell the two ends of a period by dates or years: «Năm 2025» and «Năm 2026», «01/01» and «31/12»."""

import re

_TIME = re.compile(
    r"(?<!\d)(?:(?P<day>\d{1,2}) (?:thang )?(?P<month>\d{1,2})(?: (?:nam )?(?P<year>20\d{2}))?"
    r"|(?:thang )?(?P<of_month>\d{1,2}) (?:nam )?(?P<of_year>20\d{2})"
    r"|(?P<start>dau nam )?(?:nam )?(?P<alone>20\d{2}))(?!\d)"
)
# A class with its year in one label: the year is its parent.
_CLASS_OF_YEAR = re.compile(r"^(phan loai|phan loai ho|ket qua ra soat|ket qua phan loai) (?:cuoi )?(nam 20\d{2})$")
OPENING, CLOSING = "dau ky", "cuoi ky"
# Where words tell the ends already, no time need to.
_WORDS = {OPENING: ("dau nam", "dau ky", "truoc"), CLOSING: ("cuoi nam", "cuoi ky", "sau ra soat", "sau khi ra soat")}

Path = tuple[str, ...]
Moment = tuple[int, int, int]


def name_ends(paths: list[Path]) -> tuple[list[Path], dict[int, str]]:
    """Put «dau ky» and «cuoi ky» in place of two times that stand over the same headers; else the paths as they are.

    Also which of the two each column was taken for, by column. `paths`: folded header tiers of each column.
    """
    parted = [_part_class(path) for path in paths]
    moments = [_read_moment(path) for path in parted]
    leaves: dict[str, set[Moment]] = {}
    for path, moment in zip(parted, moments, strict=True):
        if moment is not None:
            leaves.setdefault(path[-1], set()).add(moment)
    times = {moment for found in leaves.values() for moment in found}
    if len(times) != 2 or not any(len(found) == 2 for found in leaves.values()):
        return parted, {}
    ends = {min(times): OPENING, max(times): CLOSING}
    named = {column: ends[moment] for column, moment in enumerate(moments) if moment is not None}
    if all(any(word in tier for word in _WORDS[end] for tier in parted[column]) for column, end in named.items()):
        return parted, {}
    return [(named[column], path[-1]) if column in named else path for column, path in enumerate(parted)], named


def _part_class(path: Path) -> Path:
    found = _CLASS_OF_YEAR.match(path[-1]) if path else None
    return (*path[:-1], found[2], found[1]) if found else path


def _read_moment(path: Path) -> Moment | None:
    """The one time that the parents of a column name; the year of 01/01 is that of the day before, for comparing."""
    found = [place for tier in path[:-1] for place in _TIME.finditer(tier)]
    if len(found) != 1:
        return None
    place = found[0]
    if place["alone"]:
        year = int(place["alone"]) - (1 if place["start"] else 0)
        return (year, 12, 31)
    if place["of_month"]:
        month, year = int(place["of_month"]), int(place["of_year"])
        return (year, month, 31) if 1 <= month <= 12 else None
    day, month = int(place["day"]), int(place["month"])
    return (int(place["year"] or 0), month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
