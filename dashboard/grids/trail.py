"""The lines of the trail as a table: the newest first."""

from dashboard.grids.grid import Cell, Grid, Head
from dashboard.text import Text
from queries import ROLES, Mode, tables
from trail import Act, Entry, Verdict

# Mostly words, which begin at the left.
LOOK = ""
FILTERS = ("ky", "khoi", "don_vi")
# What was asked for and is not theirs; what the door refused; who was nobody.
REFUSALS = (
    *("page", "khoi", "don_vi", "ho", "kich_ban"),
    *("file", "proxy", "account", "elsewhere"),
    *("unknown", "refused", "expired", "closed"),
)
# Looked at, and no table of its own.
OTHERS = ("questions", "records", "link_suggestions", "draft_households", "consultation")
COLUMNS = ("number", "moment", "who", "act", "what", "rows", "filters")


def entries(found: tuple[Entry, ...], text: Text) -> Grid:
    return Grid(
        text("trail.lines"),
        (tuple(Head(text(f"trail.{name}"), "number" if name in ("number", "rows") else "words") for name in COLUMNS),),
        tuple(_line(entry, text) for entry in found),
        look=LOOK,
    )


def faults(verdict: Verdict, text: Text) -> Grid:
    """Return which lines of the file are not as they were written, and why."""
    is_vietnamese = text.lang == "vi"
    rows = tuple(
        (Cell(str(one.line), (one.line,), "number"), Cell(one.vi if is_vietnamese else one.en))
        for one in verdict.findings
    )
    heads = (Head(text("trail.line"), "number"), Head(text("trail.fault")))
    return Grid(text("trail.faults"), (heads,), rows, look=LOOK)


def _line(entry: Entry, text: Text) -> tuple[Cell, ...]:
    act = entry.act
    mode = text(f"filter.mode_{act.mode}") if act.mode in tuple(Mode) else act.mode
    chosen = (
        f"{text(f'filter.{name}')}: {code}" if name in FILTERS else f"{name}: {code}"
        for name, code in act.filters.items()
    )
    return (
        Cell(str(entry.number), (entry.number,), "number"),
        Cell(f"{entry.at:%d/%m/%Y %H:%M:%S}", kind="words"),
        Cell(act.who, kind="words", quiet=text(f"role.{act.role}") if act.role in ROLES else act.role),
        Cell(text(f"act.{act.act}"), kind="words"),
        Cell(_name(act, text), kind="words"),
        Cell("" if act.rows is None else str(act.rows), (act.rows,), "number"),
        Cell(" · ".join(filter(None, (mode, *chosen))), kind="words"),
    )


def _name(act: Act, text: Text) -> str:
    """Return why somebody was refused, or the title of a table or of its file; what else was acted on keeps its id."""
    if act.act == "refuse":
        return text(f"refused.{act.what}") if act.what in REFUSALS else act.what
    name, _, suffix = act.what.partition(".")
    title = next((text.of(table.title) for table in tables() if table.id == name), "")
    title = text(f"trail.of_{name}") if name in OTHERS else title
    return " ".join(filter(None, (title, suffix and f".{suffix}"))) if title else act.what
