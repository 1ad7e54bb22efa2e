"""Roll-ups of many wards -> their lines in one table and the totals that every ward tells."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum
from pathlib import Path
from typing import Literal

from queries.rollup.checks import adds_up, split_slices
from queries.rollup.line import Line
from queries.rollup.reading import Refused, Rollup, read

Group = tuple[str, str]
Name = tuple[str, str | None, str | None]
# whole; partial: some ward does not tell it; suppressed: some ward hides it; mixed: lists of different periods answer;
# not_added: what wards count is not of one kind.
State = Literal["whole", "partial", "suppressed", "mixed", "not_added"]


@dataclass(frozen=True, slots=True)
class Total:
    """One number over all wards handed in for a period and standard; without numbers unless `state` is whole."""

    period: str
    standard_id: str
    indicator_id: str
    slice: str | None
    key: str | None
    unit: str
    numerator: float | None
    denominator: float | None
    value: float | None
    unknown: int | None
    wards_told: int
    wards_total: int
    state: State
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Stack:
    """`lines` and `totals` in an order of their own, whatever the order of the files; `refused` by file."""

    lines: tuple[Line, ...]
    totals: tuple[Total, ...]
    refused: tuple[Refused, ...]


def stack(paths: Iterable[Path]) -> Stack:
    """Stack the files. One that does not fit is refused, and its ward counts as one that does not tell its numbers."""
    answers = [read(path) for path in sorted(set(paths), key=lambda path: (path.name, str(path)))]
    refused = [one for one in answers if isinstance(one, Refused)]
    fit, unfit = _sort_out([one for one in answers if isinstance(one, Rollup)])
    refused += unfit
    lines = sorted(
        (line for one in fit for line in one.lines), key=lambda line: (line.group, line.ward_code, line.name)
    )
    totals = [total for group in sorted({one.head.group for one in fit}) for total in _add_up(group, fit, refused)]
    return Stack(tuple(lines), tuple(totals), tuple(sorted(refused, key=lambda one: one.why)))


def _sort_out(rollups: list[Rollup]) -> tuple[list[Rollup], list[Refused]]:
    """Refuse the sample among real wards, other definitions than most have, and what is handed in twice."""
    fit, refused = rollups, []
    for keep in (_drop_sample, _drop_other_definitions, _drop_twice):
        fit, dropped = keep(fit)
        refused += [
            Refused(one.file, f"«{one.file}»: {why}", one.head.ward_code, one.head.group, counts)
            for one, why, counts in dropped
        ]
    return fit, refused


# The files that stay, and those that do not: why, and whether the ward is then one without numbers.
Kept = tuple[list[Rollup], list[tuple[Rollup, str, bool]]]


def _drop_sample(rollups: list[Rollup]) -> Kept:
    real = [one for one in rollups if not one.head.is_sample]
    if not real:
        return rollups, []
    why = "là dữ liệu mẫu hư cấu, không xếp chung với số liệu thật."
    return real, [(one, why, False) for one in rollups if one.head.is_sample]


def _drop_other_definitions(rollups: list[Rollup]) -> Kept:
    """Keep the definitions that most files have; of as many, the first by digest, whatever the order of the files."""
    counts = Counter(one.head.definitions for one in rollups)
    if len(counts) < 2:
        return rollups, []
    usual, most = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    why = f"cách tính khác {most} tệp còn lại (khác bản phần mềm hoặc khác ngưỡng). Hãy xuất lại bằng cùng một bản."
    return (
        [one for one in rollups if one.head.definitions == usual],
        [(one, why, True) for one in rollups if one.head.definitions != usual],
    )


def _drop_twice(rollups: list[Rollup]) -> Kept:
    """Keep one of exact copies; of two that differ keep none, for only the ward knows which one counts."""
    found: dict[tuple[str, Group], list[Rollup]] = defaultdict(list)
    for one in rollups:
        found[one.head.ward_code, one.head.group].append(one)
    kept, dropped = [], []
    for same in found.values():
        first = same[0]
        if len({one.digest for one in same}) == 1:
            kept.append(first)
            dropped += [(one, f"là bản sao của «{first.file}», chỉ tính một lần.", False) for one in same[1:]]
            continue
        files, head = ", ".join(f"«{one.file}»" for one in same), first.head
        why = f"{head.ward_name} ({head.ward_code}) có nhiều tệp khác nhau của kỳ {head.period}: {files}."
        dropped += [(one, f"{why} Hãy chọn một tệp.", True) for one in same]
    return kept, dropped


def _add_up(group: Group, fit: list[Rollup], refused: list[Refused]) -> list[Total]:
    wards = [one for one in fit if one.head.group == group]
    told = {one.head.ward_code for one in wards}
    # A ward that is refused does not tell; nor does a file of which nobody knows whose it is.
    silent = {one.ward for one in refused if one.group == group and one.is_of_ward} - told
    nobodys = sum(1 for one in refused if one.group is None and one.is_of_ward)
    number = len(told) + len(silent) + nobodys
    found: dict[Name, dict[str, Line]] = defaultdict(dict)
    for one in wards:
        for line in one.lines:
            found[line.indicator_id, line.slice, line.key][line.ward_code] = line
    slices = {(indicator_id, by) for indicator_id, by, _ in found if by is not None}
    divided = {one.head.ward_code: _list_whole_slices(one.lines, slices) for one in wards}
    return [
        _add(lines, {code for code in told if (name[0], name[1]) in divided[code]}, number)
        for name, lines in sorted(found.items(), key=lambda pair: tuple(part or "" for part in pair[0]))
    ]


def _list_whole_slices(lines: tuple[Line, ...], asked: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the slices whose parts make the ward's whole total: a part that is not listed there is none at all."""
    totals = {line.indicator_id: line for line in lines if line.slice is None and line.is_told}
    parts = split_slices(lines)
    return {
        (indicator_id, by)
        for indicator_id, by in asked
        if indicator_id in totals and _makes_whole(totals[indicator_id], parts.get((indicator_id, by), ()))
    }


def _makes_whole(total: Line, parts: tuple[Line, ...]) -> bool:
    if not parts:
        # Of nothing there are no parts; else they are hidden, or nobody asked.
        return not (total.numerator or total.denominator or total.unknown)
    return all(part.is_told for part in parts) and bool(adds_up(total, parts))


def _add(lines: dict[str, Line], whole: set[str], wards: int) -> Total:
    """Add up one number. `whole`: the wards that have none of it where they do not list it."""
    first = lines[min(lines)]
    told = [line for line in lines.values() if line.is_told]
    count = len(told) + len(whole - set(lines))
    state = _find_state(list(lines.values()), told, count, wards)
    numerator = denominator = unknown = None
    if state == "whole":
        numerator = fsum(line.numerator or 0 for line in told)
        is_ratio = any(line.denominator is not None for line in told)
        denominator = fsum(line.denominator or 0 for line in told) if is_ratio else None
        unknown = sum(line.unknown or 0 for line in told)
    value = numerator
    if first.kind == "ratio":
        value = numerator / denominator if denominator and numerator is not None else None
    return Total(
        period=first.period,
        standard_id=first.standard_id,
        indicator_id=first.indicator_id,
        slice=first.slice,
        key=first.key,
        unit=first.unit,
        numerator=numerator,
        denominator=denominator,
        value=value,
        unknown=unknown,
        wards_told=count,
        wards_total=wards,
        state=state,
        is_sample=first.is_sample,
    )


def _find_state(lines: list[Line], told: list[Line], count: int, wards: int) -> State:
    if not all(line.is_additive for line in lines):
        return "not_added"
    if len({line.answered_by for line in told}) > 1:
        return "mixed"
    if any(line.suppressed for line in lines):
        return "suppressed"
    return "whole" if count == wards else "partial"
