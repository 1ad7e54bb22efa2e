"""What publishing would change, in sentences: the one for the chairman first, then each number before and after."""

from dashboard import format as fmt
from dashboard.findings.targets import has_figures, share_marked
from dashboard.text import Text
from queries import Changes, ListChange, NumberChange, Result, Row, Target, TargetChange

# The stocks that the first sentence always tells of, changed or not.
STOCKS = ("poor_households", "near_poor_households")
LISTED, UNCLEAR = ("poor", "near_poor"), "unknown"
# «beside»: on the paper of the review, on neither list before or after.
MOVES = ("entered", "left", "moved_class", "unclear", "beside")


def headline(changes: Changes, stocks: tuple[Result, ...], text: Text, *, is_published: bool = False) -> str:
    """Say «Nếu công bố: 03 chỉ tiêu đổi, hộ nghèo 5 → 4, …»; `stocks`: `STOCKS` in the newest round of the draft."""
    if changes.is_nothing:
        return text("preview.nothing_changed" if is_published else "preview.nothing")
    moved = sum(1 for target in changes.targets if target.is_changed)
    parts = [text("preview.targets", count=fmt.padded(moved, text)) if moved else text("preview.no_targets")]
    parts += [_say_stock(stock, changes, text) for stock in stocks if stock.total]
    parts += [say_moves(_keep_round(changes, stocks), text)] if stocks else []
    key = "preview.first" if changes.before is None else "preview.headline"
    return text("preview.changed" if is_published else key, parts=", ".join(filter(None, parts)))


def say_moves(lists: tuple[ListChange, ...], text: Text) -> str:
    """Say who enters and leaves the lists of poor and near-poor households, and who changes between the two."""
    counts = dict.fromkeys(MOVES, 0)
    for change in lists:
        counts[_name_move(change)] += change.households
    told = [text(f"preview.{name}", count=fmt.padded(count, text)) for name, count in counts.items() if count]
    return "; ".join(told)


def _name_move(change: ListChange) -> str:
    was, will = (code in LISTED for code in (change.before_class, change.after_class))
    if UNCLEAR in (change.before_class, change.after_class):
        return "unclear"
    return "moved_class" if was and will else "left" if was else "entered" if will else "beside"


def _keep_round(changes: Changes, stocks: tuple[Result, ...]) -> tuple[ListChange, ...]:
    """Return the moves of the newest round: the same household stands on the lists of other rounds too."""
    rounds = {(stock.filters.period, stock.filters.standard_id) for stock in stocks}
    return tuple(
        change
        for change in changes.lists
        if (change.period, change.standard_id) in rounds and _name_move(change) != "beside"
    )


def _say_stock(stock: Result, changes: Changes, text: Text) -> str:
    """Say «hộ nghèo 5 → 4» or «hộ nghèo không đổi (4)» of the newest round."""
    title = text.of(stock.indicator.title)
    name = title[:1].lower() + title[1:]
    found = next(
        (
            number
            for number in changes.numbers
            if number.place == "ward"
            and number.indicator.id == stock.indicator.id
            and not number.is_within
            and (number.period, number.standard_id) == (stock.filters.period, stock.filters.standard_id)
        ),
        None,
    )
    if found is None:
        return text("preview.same", title=name, now=_bare(stock.total, text))
    return text("preview.moved", title=name, before=_bare(found.before, text), after=_bare(found.after, text))


def _bare(row: Row | None, text: Text) -> str:
    if row is None or not has_figures(row):
        return fmt.DASH
    shown = fmt.count(row.numerator, text)
    return shown if row.is_complete else text("table.partial", total=shown)


def write_row(row: Row | None, change: NumberChange | TargetChange, small_below: int, text: Text) -> str:
    """Write one side: «5», «+2», «7/9 trẻ · 77,78%», «chưa báo cáo»; «—» where that snapshot has nothing of it."""
    unit = change.indicator.unit
    if row is None:
        return fmt.DASH
    if not has_figures(row):
        return text("not_reported")
    if unit.noun == "vnd":
        shown = f"{fmt.money(row.numerator, text)} / {fmt.money(row.denominator, text)}"
    elif row.denominator is not None:
        shown = share_marked(row, unit.noun, small_below, text)
    else:
        shown = fmt.signed(row.numerator, text) if unit.is_signed else fmt.count(row.numerator, text)
        shown = text("table.unknown", shown=shown, unknown=fmt.count(row.unknown, text)) if row.unknown else shown
    return shown if row.is_complete else text("table.partial", total=shown)


def name_status(row: Row | None, text: Text) -> str:
    if row is None:
        return text("overview.no_data")
    return text(f"status.{row.status.name.lower()}") if row.status else fmt.DASH


def say_unchanged(changes: Changes, text: Text) -> str:
    """Say how many numbers stay, so that nobody wonders whether they were looked at."""
    return text("preview.unchanged", count=fmt.count(changes.unchanged, text)) if changes.unchanged else ""


def name_target(target: Target, text: Text) -> str:
    shown = target.text_en if text.lang == "en" else target.text_shown
    return f"{target.label}. {shown}"
