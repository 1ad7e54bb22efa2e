"""One table before it is drawn or written: every cell knows how it reads and what it is worth in a file."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from html import escape

# None in a file is said by the words of the cell: an unknown number is never an empty field or a zero.
Value = float | int | str | bool | date | None


@dataclass(frozen=True, slots=True)
class Link:
    """Where a cell leads; `said` is what a screen reader says instead of a bare number, "" for the words themselves."""

    address: str
    said: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """The shape and the colour under which the picture shows a row: the table is its key."""

    shape: str
    colour: str


@dataclass(frozen=True, slots=True)
class Cell:
    """`shown` is read on the screen, `values` go into a file: one, or one for each part that the head names.

    `kind`: number, words, name, or a name of style.css more («number differs»). `quiet`: a second line in small print.
    `whole`: what is too long to read at once, and opens by a click.
    """

    shown: str
    values: tuple[Value, ...] = ()
    kind: str = ""
    link: Link | None = None
    mark: Mark | None = None
    quiet: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column, or of a group of `columns`; `rows`: how many tiers it spans.

    `parts` name the columns of a file where one cell holds several numbers («7/9»); `format` is that of a file.
    """

    words: str
    kind: str = ""
    columns: int = 1
    rows: int = 1
    parts: tuple[str, ...] = ()
    format: str = ""


Line = tuple[Cell, ...]


@dataclass(frozen=True, eq=False)
class Grid:
    """`heads` in one or two tiers; the first cell of a row is its head; `foot` is the total, () where there is none.

    A third tier numbers the columns of an official form; `feet` are its further totals, of persons under households.

    `look` is a name of style.css. Two grids are the same only when they are one: that is what makes `html` cheap.
    """

    title: str
    heads: tuple[tuple[Head, ...], ...]
    rows: tuple[Line, ...]
    foot: Line = ()
    look: str = "cross"
    feet: tuple[Line, ...] = ()

    @cached_property
    def html(self) -> str:
        """The semantic table: caption, scope on every head, the total in the foot, every word from data escaped."""
        title = escape(self.title)
        heads = "".join(f"<tr>{''.join(map(_head, tier))}</tr>" for tier in self.heads)
        # What nearly every cell is needs no name of its own: a click writes hundreds of cells anew.
        usual = "number" if "cross" in self.look.split() else "words"
        body = "".join(f"<tr>{_line(row, usual)}</tr>" for row in self.rows)
        feet = "".join(f"<tr>{_line(row, usual)}</tr>" for row in (self.foot, *self.feet) if row)
        foot = f"<tfoot>{feet}</tfoot>" if feet else ""
        return (
            f'<div class="scroll" tabindex="0" role="region" aria-label="{title}">'
            f'<table class="{" ".join(filter(None, ("official", self.look)))}"><caption>{title}</caption>'
            f"<thead>{heads}</thead><tbody>{body}</tbody>{foot}</table></div>"
        )

    @property
    def columns(self) -> tuple[Head, ...]:
        """The heads of single columns, from left to right, those of a second tier under the name of their group."""
        if len(self.heads) == 1:
            return self.heads[0]
        below = iter(self.heads[1])
        return tuple(
            column
            for head in self.heads[0]
            for column in ([head] if head.rows > 1 else _under(head, [next(below) for _ in range(head.columns)]))
        )


def headed(*words: str, kind: str = "") -> tuple[tuple[Head, ...], ...]:
    """Return one tier of plain heads."""
    return (tuple(Head(word, kind) for word in words),)


def _under(group: Head, columns: list[Head]) -> list[Head]:
    return [replace(column, words=f"{group.words} – {column.words}") for column in columns]


def _head(head: Head) -> str:
    span = f' colspan="{head.columns}"' if head.columns > 1 else ""
    span += f' rowspan="{head.rows}"' if head.rows > 1 else ""
    scope = "colgroup" if head.columns > 1 else "col"
    return f'<th scope="{scope}"{span}{_kind(head.kind)}>{escape(head.words)}</th>'


def _line(row: Line, usual: str) -> str:
    first, *rest = row
    cells = "".join(f"<td{_kind(cell.kind) if cell.kind != usual else ''}>{_words(cell)}</td>" for cell in rest)
    return f'<th scope="row"{_kind(first.kind)}>{_words(first)}</th>{cells}'


def _kind(name: str) -> str:
    return f' class="{name}"' if name else ""


def _words(cell: Cell) -> str:
    words = escape(cell.shown)
    if cell.link:
        words = _anchor(cell.link, words)
    if cell.mark:
        words = (
            f'<span class="mark" aria-hidden="true" style="color:{cell.mark.colour}">{cell.mark.shape}</span>{words}'
        )
    if cell.quiet:
        words = f'{words}<br><span class="quiet">{escape(cell.quiet)}</span>'
    if cell.whole:
        words = f'<details class="whole"><summary>{words}</summary>{escape(cell.whole)}</details>'
    return words


def _anchor(link: Link, words: str) -> str:
    said = f' aria-label="{escape(link.said)}"' if link.said else ""
    current = ' aria-current="true"' if link.is_chosen else ""
    return f'<a href="{escape(link.address)}" target="_self"{said}{current}>{words}</a>'
