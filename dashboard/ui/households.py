"""Lists of the households behind a number, and one household through all its rounds. Only inside the house."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from html import escape

import streamlit as st

import queries
from dashboard import format as fmt
from dashboard.grids import listing, rows
from dashboard.text import Text
from dashboard.ui import block, cache, cards, place, provenance, trail
from dashboard.ui.filters import Chosen
from dashboard.ui.place import Place
from queries import Column, Table, same, words_of

BOX = "household_box"


def show_cell(chosen: Chosen, here: Place) -> None:
    """Show the households of one cell of the transition table, each a way to its history; without a cell say how."""
    text, listed = chosen.text, cache.table("movement_list", chosen)
    if listed.withheld:
        cards.note(text.of(listed.withheld))
    elif here.cell is None:
        cards.note(text("matrix.how"))
    else:
        found = list_cell(chosen, here.cell)
        link = place.link(here.section, o="-".join(here.cell), ho="")
        block.show(chosen, "cell", "", grids=(listing.grid(found, text, link),), answers=(listed,))
        draw_box(found, chosen)


def show_one(chosen: Chosen, here: Place) -> bool:
    """Show one household through all rounds with the way back; False when nobody knows it."""
    asked = replace(chosen, filters=replace(chosen.filters, household_id=here.household_id))
    timeline, events = cache.table("household_timeline", asked), cache.table("household_events", asked)
    within = {"o": "-".join(here.cell)} if here.cell else {}
    address = escape(place.link(here.section, **within))
    back = f'<p class="back"><a href="{address}" target="_self">{chosen.text("timeline.back")}</a></p>'
    if timeline.withheld:
        cards.note(chosen.text.of(timeline.withheld))
    elif not timeline.rows:
        trail.note_refused("ho", ho=here.household_id or "")
        st.query_params.pop("ho", None)
        return False
    else:
        st.html(back + markup(timeline, events, chosen.text) + provenance.source_block(chosen.text, timeline))
    return True


def draw_box(listed: Table, chosen: Chosen) -> None:
    """Draw the box «Xem hộ»: the same way as the links, from the keyboard."""
    names = {str(row["household_id"]): name_household(row) for row in listed.records()}
    if names:
        st.selectbox(
            chosen.text("timeline.pick"),
            list(names),
            index=None,
            placeholder=chosen.text("timeline.placeholder"),
            format_func=lambda code: names.get(code, code),
            key=BOX,
            on_change=place.open_household,
            args=(BOX,),
        )


def name_household(row: dict[str, object]) -> str:
    told = [str(row[name]) for name in ("area_name", "household_code", "head_name") if row.get(name)]
    return " · ".join(told) or str(row["household_id"])


@lru_cache(maxsize=64)
def list_cell(chosen: Chosen, cell: tuple[str, str]) -> Table:
    """Return the households of one cell."""
    listed = rows.keep(cache.table("movement_list", chosen), begin_class=cell[0], end_class=cell[1])
    title = " → ".join(chosen.text.of(words_of("class", code)) for code in cell)
    named = f"{title[:1].upper()}{title[1:]}: {fmt.counted(len(listed.rows), 'household', chosen.text)}"
    return rows.drop_blank(replace(_tell(listed, chosen.text), title=same(named)))


@lru_cache(maxsize=64)
def list_changed(chosen: Chosen) -> Table:
    """Return the households that changed class, entered or left; who stayed is in the list of the round."""
    listed = cache.table("movement_list", chosen)
    begins, ends = listed.column("begin_class"), listed.column("end_class")
    moved = tuple(row for row, begin, end in zip(listed.rows, begins, ends, strict=True) if begin != end)
    told = _tell(replace(listed, rows=moved), chosen.text, "begin_class", "end_class")
    return replace(rows.leave_out(told, "household_id"), title=same(chosen.text("list.changed")))


def cite_both_ends(listed: Table, text: Text) -> Table:
    """Return all of `movement_list`, each end of a household with its row in one cell."""
    return rows.leave_out(_tell(listed, text, "begin_class", "end_class"), "household_id")


def _tell(listed: Table, text: Text, *more: str) -> Table:
    """Return the columns that a reader asks for: who, what, on what paper, from which row."""
    kept = {column.name: column for column in listed.columns}
    added = ("members", "paper", "begin_source", "end_source")
    columns = (
        *(kept[name] for name in ("household_id", "area_name", "household_code", "head_name", *more, "kind", "reason")),
        *(Column(name, same(text(f"list.{name}")), "text") for name in added),
    )
    lines = tuple(
        (
            *(row[column.name] for column in columns[: -len(added)]),
            _members(row, text),
            write_paper(row, text),
            _cite(row, "begin", text),
            _cite(row, "end", text),
        )
        for row in listed.records()
    )
    return replace(listed, columns=columns, rows=lines)


def write_paper(row: dict[str, object], text: Text) -> str | None:
    """Write «chuyển đi 12/03/2026, Giấy xác nhận 15», None where no event is known."""
    if row["event_kind"] is None:
        return None
    day = f" {fmt.day(row['event_date'], text)}" if row["event_date"] else ""
    told = text.of(words_of("event_kind", str(row["event_kind"]))) + day
    return f"{told}, {row['document']}" if row["document"] else told


@lru_cache(maxsize=64)
def markup(timeline: Table, events: Table, text: Text) -> str:
    """Return one household's rounds and events as a list from the oldest to the newest."""
    periods = {period.period: period for period in queries.reference().periods}
    standards = {standard.standard_id: text.of(standard.words) for standard in queries.reference().standards}
    rounds = timeline.records()
    items = [(periods[str(row["period"])].last_day, 1, _round(row, periods, standards, text)) for row in rounds]
    # An event without a date stands last: nobody knows between which rounds it belongs.
    items += [(row["event_date"] or date.max, 0, _event(row, text)) for row in events.records()]
    said = "".join(item for _, _, item in sorted(items, key=lambda item: item[:2]))
    title = text("timeline.title", name=name_household(rounds[-1]))
    return f'<section class="timeline"><h2>{escape(title)}</h2><ol>{said}</ol></section>'


def _round(row: dict[str, object], periods: dict[str, queries.Period], standards: dict[str, str], text: Text) -> str:
    decided, computed = (text.of(words_of("class", str(row[name]))) for name in ("recognised_class", "computed_class"))
    differs = row["computed_class"] not in ("unknown", row["recognised_class"])
    scores = [
        text("timeline.score", name=name, score=fmt.count(float(str(row[column])), text))
        for name, column in (("B1", "b1_score"), ("B2", "b2_score"))
        if row[column] is not None
    ]
    members = [fmt.counted(float(str(row["member_count"])), "person", text)] if row["member_count"] is not None else []
    facts = [
        str(row["area_name"] or ""),
        str(row["head_name"] or ""),
        *members,
        *scores,
        text("timeline.computed", name=computed) if differs else "",
        _method(row, text),
    ]
    label, standard = text.of(periods[str(row["period"])].words), standards[str(row["standard_id"])]
    return (
        f'<li class="{escape(str(row["recognised_class"]))}"><b>{escape(label)}:</b> '
        f'<span class="class">{escape(decided)}</span> <span class="quiet">{escape(standard)}</span>'
        f"<p>{escape(' · '.join(filter(None, facts)))}</p>"
        f'<p class="quiet">{escape(_source(row, text))}</p></li>'
    )


def _event(row: dict[str, object], text: Text) -> str:
    other = text("timeline.other", name=row["related_head_name"]) if row["related_head_name"] else ""
    said = " · ".join(filter(None, (write_paper(row, text), other, str(row["note"] or ""))))
    return (
        f'<li class="event"><b>{escape(text("timeline.event"))}:</b> {escape(said)}'
        f'<p class="quiet">{escape(_source(row, text))}</p></li>'
    )


def _source(row: dict[str, object], text: Text, side: str = "source") -> str:
    return text("timeline.source", **{name: row[f"{side}_{name}"] for name in ("file", "sheet", "row")})


def _method(row: dict[str, object], text: Text) -> str:
    if not row["method"]:
        return ""
    how = text.of(words_of("method", str(row["method"])))
    return how if row["method"] == "new" else text("timeline.method", how=how)


def _members(row: dict[str, object], text: Text) -> str:
    counts = (row["begin_members"], row["end_members"])
    absent = (row["begin_class"] == "absent", row["end_class"] == "absent")
    told = (
        fmt.DASH if gone else text("unclear") if count is None else fmt.count(float(str(count)), text)
        for count, gone in zip(counts, absent, strict=True)
    )
    return " → ".join(told)


def _cite(row: dict[str, object], side: str, text: Text) -> str | None:
    return _source(row, text, side) if row[f"{side}_file"] else None
