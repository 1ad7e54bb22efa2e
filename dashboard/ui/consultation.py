"""The consultation sheets of households as a Word file: of one from its card, of a khối from the list.

Only inside the office, and written when it is asked for, from the same answers as the cards.
"""

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

import queries
from dashboard import format as fmt
from dashboard.export import consultation as export
from dashboard.export.consultation import Heading
from dashboard.grids import consultation as grids
from dashboard.grids.consultation import Sheet
from dashboard.ui import auth, cache, downloads, trail
from dashboard.ui.filters import Chosen
from queries import Reference, words_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
POOR = ("poor", "near_poor")
Cells = dict[str, Any]


def find_card(chosen: Chosen, household_id: str) -> Cells | None:
    """Return the row of a household on the list of the period, wherever it lives; None where it is not on it."""
    listed = cache.table("household_cards", replace(chosen, filters=replace(chosen.filters, area_id=None)))
    return next((row for row in listed.records() if row["household_id"] == household_id), None)


def list_asked(chosen: Chosen) -> list[Cells]:
    """Return the poor and near-poor households that the filters leave, in the order of the list."""
    return [row for row in cache.table("household_cards", chosen).records() if row["recognised_class"] in POOR]


def offer(chosen: Chosen, cards: list[Cells], label: str, name: str) -> None:
    """Draw the button; there is none outside the office, and none for nobody. `name` is of no person."""
    if not (chosen.is_inside and cards):
        return
    ward = queries.reference()
    file = downloads.name_file(chosen, f"phieu-tham-van-{ward.ward.area_id}-{name}")
    st.download_button(
        label,
        auth.keep(
            trail.note_file(chosen, "consultation.docx", len(cards), partial(write_document, chosen, cards, ward))
        ),
        file_name=f"{file}.docx",
        mime=WORD,
        key=f"docx_{name}",
        on_click="ignore",
        type="tertiary",
    )


def write_document(chosen: Chosen, cards: list[Cells], ward: Reference) -> bytes:
    text, asked = chosen.text, cache.table("household_cards", chosen).filters.period
    period = next(text.of(known.words) for known in ward.periods if known.period == asked)
    heading = Heading(
        ward.ward.name,
        f"{ward.ward.province_name[:1].upper()}{ward.ward.province_name[1:]}",
        text("consultation.subtitle", day=fmt.stamp(ward.stamp, text)),
        (period, *((text("sample"),) if ward.is_sample else ())),
        tuple(text.of(words_of("wish_kind", kind)) for kind in grids.KINDS),
        fmt.read_stamp(chosen.stamp),
    )
    return export.write([read_sheet(chosen, card) for card in cards], heading, text)


def read_sheet(chosen: Chosen, card: Cells) -> Sheet:
    asked = replace(chosen, filters=replace(chosen.filters, household_id=str(card["household_id"])))
    life, help_ = (cache.table(name, asked) for name in ("household_life", "household_help"))
    return grids.read_sheet(card, life, help_, cache.table("remedies", chosen), chosen.text)
