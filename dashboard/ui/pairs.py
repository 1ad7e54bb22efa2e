"""Two rows side by side: who is not explained, and which other row may be the same household."""

from functools import lru_cache
from html import escape
from typing import Any

from dashboard import format as fmt
from dashboard.text import Text
from dashboard.ui import tables
from queries import Table, words_of


@lru_cache(maxsize=64)
def unexplained(table: Table, link: str, text: Text) -> str:
    """Return the households nobody explains: who, what happened, why it is open, and who it may be."""
    heads = ("pairs.household", "pairs.change", "pairs.reason", "pairs.perhaps")
    rows = [
        [
            _who(row, ("area_name", "household_code", "head_name"), link, str(row["household_id"]), text),
            escape(_change(row, text)),
            escape(text.of(words_of("reason", str(row["reason"])))),
            _perhaps(row, text),
        ]
        for row in tables.records(table)
    ]
    return _table(text.of(table.title), [text(head) for head in heads], rows)


@lru_cache(maxsize=64)
def say_same(table: Table, text: Text) -> str:
    """Name those who may stand here twice: one row left the list, one entered it, and each suggests the other."""
    rows = [row for row in tables.records(table) if row["score"] is not None]
    entered = [_ends(row)[::-1] for row in rows if row["begin_class"] == "absent"]
    twice = [row for row in rows if row["end_class"] == "absent" and _ends(row) in entered]
    names = ", ".join(" · ".join(filter(None, (row["area_name"], row["head_name"]))) for row in twice)
    count = fmt.counted(len(twice), "household", text)
    return text("unexplained.pairs", rows=fmt.padded(2 * len(twice), text), count=count, names=names) if twice else ""


def _ends(row: dict[str, Any]) -> tuple[tuple[object, object], tuple[object, object]]:
    """Return who the row is and who it may be; a code may differ between two lists."""
    return (row["area_name"], row["head_name"]), (row["other_area"], row["other_name"])


@lru_cache(maxsize=64)
def suggestions(table: Table, text: Text) -> str:
    """Return both rows of each open suggestion side by side, what is alike, and the line that decides it."""
    heads = ("pairs.earlier", "pairs.later", "pairs.alike", "pairs.decide")
    rows = [
        [
            _side(row, "earlier", text),
            _side(row, "later", text),
            escape(_evidence(row, text)) + _score(row["score"], text),
            f"<code>{escape(_command(row))}</code>",
        ]
        for row in tables.records(table)
    ]
    return _table(text.of(table.title), [text(head) for head in heads], rows)


def _side(row: dict[str, object], side: str, text: Text) -> str:
    told = [str(row[f"{side}_{name}"]) for name in ("area", "code", "name") if row[f"{side}_{name}"]]
    state = text.of(words_of("class", str(row[f"{side}_class"])))
    when = f"{fmt.period(str(row[f'{side}_period']), text)}: {state}"
    return f'{escape(" · ".join(told))}<br><span class="quiet">{escape(when)}</span>'


def _evidence(row: dict[str, object], text: Text) -> str:
    return ", ".join(text.of(words_of("evidence", code.strip())) for code in str(row["evidence"]).split(","))


def _command(row: dict[str, object]) -> str:
    """Write the whole line; who decides fills in the verdict and the name."""
    ends = (row["earlier_period"], row["earlier_id"], row["later_period"], row["later_id"])
    return f"python -m etl link {' '.join(str(end) for end in ends)} --verdict same --by …"


def _change(row: dict[str, object], text: Text) -> str:
    return " → ".join(text.of(words_of("class", str(row[name]))) for name in ("begin_class", "end_class"))


def _perhaps(row: dict[str, object], text: Text) -> str:
    """Write the suggested other row; without one there is nobody to ask but the khối."""
    told = [str(row[name]) for name in ("other_area", "other_code", "other_name") if row[name]]
    if not told:
        return escape(text("pairs.nobody"))
    return escape(" · ".join(told)) + _score(row["score"], text)


def _score(score: object, text: Text) -> str:
    if score is None:
        return ""
    return f'<br><span class="quiet">{escape(text("pairs.score", score=fmt.percent(float(str(score)), text)))}</span>'


def _who(row: dict[str, object], names: tuple[str, ...], link: str, household_id: str, text: Text) -> str:
    said = escape(" · ".join(str(row[name]) for name in names if row[name]) or text("table.open"))
    return f'<a href="{escape(link + household_id)}" target="_self">{said}</a>'


def _table(title: str, heads: list[str], rows: list[list[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"
        for first, *rest in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}"><table class="official pairs">'
        f"<caption>{escape(title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
