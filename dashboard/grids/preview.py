"""Before and after as tables: targets, lists, numbers of the ward, of its khối, of what a number is made of."""

from collections import defaultdict

from dashboard import format as fmt
from dashboard.findings import preview
from dashboard.grids.grid import Cell, Grid, headed
from dashboard.text import Text
from queries import Changes, ListChange, ListedHousehold, NumberChange, TargetChange, words_of

LOOK = "preview"


def targets(changes: Changes, small_below: int, text: Text) -> Grid:
    """Return every target that rests on a number; one that stays says so."""
    heads = headed(*(text(f"preview.{name}") for name in ("target", "before", "after", "state")))
    return Grid(
        text("preview.targets_caption"),
        heads,
        tuple(_target(change, small_below, text) for change in changes.targets),
        look=LOOK,
    )


def _target(change: TargetChange, small_below: int, text: Text) -> tuple[Cell, ...]:
    name = Cell(preview.name_target(change.target, text))
    before, after = (preview.write_row(row, change, small_below, text) for row in (change.before, change.after))
    if not change.is_changed:
        state = f"{text('preview.unchanged_cell')} · {preview.name_status(change.after, text)}"
        return name, Cell(before, kind="words"), Cell(after, kind="words"), Cell(state, kind="words quiet")
    states = (preview.name_status(change.before, text), preview.name_status(change.after, text))
    state = states[0] if states[0] == states[1] else f"{states[0]} → {states[1]}"
    return name, Cell(before, kind="words"), Cell(after, kind="words changed"), Cell(state, kind="words changed")


def numbers(
    changed: tuple[NumberChange, ...], title: str, standards: dict[str, str], small_below: int, text: Text
) -> Grid:
    """Return one line a number; what cannot be compared stands side by side and says so."""
    heads = headed(*(text(f"preview.{name}") for name in ("number", "period", "before", "after")))
    return Grid(title, heads, tuple(_number(change, standards, small_below, text) for change in changed), look=LOOK)


def _number(change: NumberChange, standards: dict[str, str], small_below: int, text: Text) -> tuple[Cell, ...]:
    title = text.of(change.indicator.title)
    name = f"{title} – {text.of(change.label)}" if change.label else title
    after = preview.write_row(change.after, change, small_below, text)
    doubt = "" if change.is_comparable else text("preview.not_comparable")
    doubt = text("preview.within") if change.is_within else doubt
    return (
        Cell(name),
        Cell(fmt.period(change.period, text), quiet=standards.get(change.standard_id or "", ""), kind="words"),
        Cell(preview.write_row(change.before, change, small_below, text), kind="words"),
        Cell(after, kind="words changed", quiet=doubt),
    )


def lists(changed: tuple[ListChange, ...], areas: dict[str, str], title: str, text: Text) -> Grid:
    """Return one line a khối and one column a way from class to class, of one round."""
    ways = sorted({(change.before_class, change.after_class) for change in changed})
    counts: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for change in changed:
        counts[change.area_id][change.before_class, change.after_class] = change.households
    heads = headed(text("preview.khoi"), *(name_way(way, text) for way in ways))
    order = [area_id for area_id in areas if area_id in counts] + [one for one in counts if one not in areas]
    rows = tuple(
        (Cell(areas.get(area_id, area_id)), *(_count(counts[area_id].get(way), text) for way in ways))
        for area_id in order
    )
    foot = [sum(count.get(way, 0) for count in counts.values()) for way in ways]
    return Grid(title, heads, rows, (Cell(text("table.total")), *(_count(whole, text) for whole in foot)))


def name_way(way: tuple[str, str], text: Text) -> str:
    before, after = (text.of(words_of("class", code)) for code in way)
    return f"{before} → {after}"


def _count(count: int | None, text: Text) -> Cell:
    return Cell(fmt.count(count, text), (count,), "number") if count else Cell(fmt.DASH, (0,), "number")


def households(found: tuple[ListedHousehold, ...], title: str, text: Text) -> Grid:
    """Return who would enter, leave or change class, by name, with the row that says so."""
    heads = headed(*(text(f"preview.{name}") for name in ("head", "khoi", "way", "row")))
    rows = tuple(
        (
            Cell(one.head_name or one.household_code or fmt.DASH, quiet=one.household_code or "", kind="name"),
            Cell(one.area_name or fmt.DASH, kind="name"),
            Cell(name_way((one.before_class, one.after_class), text), kind="words"),
            Cell(
                text("preview.source", file=one.source_file, sheet=one.source_sheet, row=one.source_row),
                kind="source-row",
            ),
        )
        for one in found
    )
    return Grid(title, heads, rows, look=LOOK)
