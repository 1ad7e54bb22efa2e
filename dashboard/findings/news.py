"""What changed since the snapshot before: the same questions put to both, told where both know the number whole."""

from dataclasses import dataclass

from dashboard import format as fmt
from dashboard.text import Text
from queries import Result, Row, SourceFile, Target


@dataclass(frozen=True, slots=True)
class Pair:
    """One question put to both snapshots; `before` None: the one before cannot be asked it."""

    now: Result
    before: Result | None

    @property
    def rows(self) -> tuple[Row | None, Row | None]:
        return (self.before.total if self.before else None), self.now.total

    @property
    def is_hidden(self) -> bool:
        """Whether this viewer may not see the number of one of the two, or what lies between them."""
        results = [result for result in (self.before, self.now) if result]
        return any(result.withheld or (result.total and result.total.suppressed) for result in results)


@dataclass(frozen=True, slots=True)
class News:
    """`finding` is the heading, `sentences` what changed, one each."""

    finding: str
    sentences: tuple[str, ...]


def tell(
    numbers: tuple[Pair, ...],
    targets: tuple[tuple[Target, Pair], ...],
    areas: Pair,
    files: tuple[tuple[SourceFile, ...], tuple[SourceFile, ...]],
    moment: str,
    text: Text,
) -> News:
    """Say what changed since `moment`: numbers, states of targets, khối that report (`areas` by khối), files.

    `files`: those of the snapshot before and those of now.
    """
    said = (
        *(_tell_number(pair, text) for pair in numbers),
        *(_tell_status(target, pair, text) for target, pair in targets),
        *_tell_areas(areas, text),
        _tell_files(*files, text),
    )
    changes = tuple(sentence for sentence in said if sentence)
    is_hidden = any(pair.is_hidden for pair in numbers)
    key = "some" if changes else "none_shown" if is_hidden else "none"
    finding = text(f"news.{key}", moment=moment, count=fmt.padded(len(changes), text))
    return News(finding, (*changes, text("news.hidden")) if is_hidden else changes)


def _tell_number(pair: Pair, text: Text) -> str:
    (then, now), title = pair.rows, text.of(pair.now.indicator.title)
    if pair.is_hidden or _same(then, now):
        return ""
    before, after = _write(then, pair.now, text), _write(now, pair.now, text)
    if before is None and after is None:
        return text("news.partial", title=title)
    if after is None:
        return text("news.lost", title=title, before=before)
    if before is None:
        return text("news.known", title=title, after=after)
    if pair.before and (pair.before.periods, pair.before.is_divided) != (pair.now.periods, pair.now.is_divided):
        return text("news.other_base", title=title)
    return text("news.number", title=title, before=before, after=after)


def _same(then: Row | None, now: Row | None) -> bool:
    """Tell whether both know the same; a number that nobody reported is as unknown as one that nobody asked."""
    before, after = (
        (row.numerator, row.denominator, row.unknown, row.is_complete) if row and row.numerator is not None else None
        for row in (then, now)
    )
    return before == after


def _write(row: Row | None, result: Result, text: Text) -> str | None:
    """Return the number with what is unknown in it, None where nothing in it is known or a khối is missing."""
    if row is None or row.numerator is None or not row.is_complete or (row.unknown and row.unknown == row.denominator):
        return None
    unit = result.indicator.unit
    if row.denominator is not None:
        shown = fmt.share(row.numerator, row.denominator, unit.noun, text)
    else:
        shown = fmt.signed(row.numerator, text) if unit.is_signed else fmt.count(row.numerator, text)
    return text("table.unknown", shown=shown, unknown=fmt.count(row.unknown, text)) if row.unknown else shown


def _tell_status(target: Target, pair: Pair, text: Text) -> str:
    """Say a state that changed; of a number that has none, for its year or place, nothing is said."""
    before, after = (_name_status(row, text) for row in pair.rows)
    if not before or not after or before == after:
        return ""
    return text("news.status", label=target.label, before=before, after=after)


def _name_status(row: Row | None, text: Text) -> str:
    if row is None:
        return text("overview.no_data")
    return text(f"status.{row.status.name.lower()}") if row.status else ""


def _tell_areas(areas: Pair, text: Text) -> tuple[str, ...]:
    """Name the khối whose list came in, or is gone; nothing where the two answer for other periods."""
    if areas.before is None or areas.now.periods != areas.before.periods:
        return ()
    then, now = _list_reported(areas.before, text), _list_reported(areas.now, text)
    steps = (("areas_new", now, then), ("areas_gone", then, now))
    named = ((key, [name for area_id, name in these.items() if area_id not in those]) for key, these, those in steps)
    return tuple(text(f"news.{key}", areas=", ".join(names)) for key, names in named if names)


def _list_reported(result: Result, text: Text) -> dict[str | None, str]:
    return {row.key: text.of(row.label) for row in result.rows if row.areas_reported}


def _tell_files(before: tuple[SourceFile, ...], now: tuple[SourceFile, ...], text: Text) -> str:
    """Count what came, went, changed and was refused, by content first: a file that was only renamed is no news."""
    then_taken, then_refused, taken, refused = (
        {file.sha256: file.file for file in files if not file.is_copy and file.is_refused == is_refused}
        for files in (before, now)
        for is_refused in (False, True)
    )
    came = {file for sha256, file in taken.items() if sha256 not in then_taken}
    went = {file for sha256, file in then_taken.items() if sha256 not in taken}
    counts = {
        "new": len(came - went),
        "changed": len(came & went),
        "gone": len(went - came),
        "refused": len(refused.keys() - then_refused.keys()),
    }
    steps = [text(f"news.files_{key}", count=fmt.padded(count, text)) for key, count in counts.items() if count]
    return text("news.files", steps="; ".join(steps)) if steps else ""
