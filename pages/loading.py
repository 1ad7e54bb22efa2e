"""Drop any file, see what was understood, see what it would change, publish or not, and go back."""

import queries
from dashboard.ui import cards, filters
from dashboard.ui.filters import Chosen
from dashboard.ui.loading import (
    desk,
    drop,
    facts,
    history,
    job,
    left_out,
    outcome,
    preview,
    publish,
    questions,
    recognised,
    typed,
    waiting,
)
from dashboard.ui.loading.desk import Draft


def page() -> None:
    chosen = filters.current()
    refused = refuse(chosen)
    cards.heading("loading", refused or chosen.text("loading.finding"), chosen)
    if refused:
        return
    outcome.show(chosen.text)
    who = drop.ask_who(chosen.text)
    job.show(chosen.text)
    draft = desk.find_opened()
    waiting.show(desk.list_drafts(), draft, chosen.text)
    drop.show(chosen.text, who)
    if draft:
        show_draft(chosen, draft, who)
    questions.show(draft, who, chosen.text)
    facts.show(chosen, draft, who)
    history.show(chosen, who)
    left_out.show(who, chosen.text)
    typed.show(who, chosen.text)


def refuse(chosen: Chosen) -> str:
    """Loading is the officer's work, in the office: a projector or a file that leaves would show names of files."""
    if chosen.viewer.role != "officer":
        return chosen.text("loading.officer_only")
    return "" if chosen.is_inside else chosen.text("loading.inside_only")


def show_draft(chosen: Chosen, draft: Draft, who: str) -> None:
    recognised.show(draft, who, chosen.text)
    if draft.warehouse is None:
        publish.show_nothing(draft, chosen.text)
    elif publish.is_stale(draft):
        publish.show_stale(draft, who, chosen.text)
    else:
        try:
            preview.show(chosen, draft.warehouse)
        except queries.NoWarehouse as error:
            cards.warn(chosen.text.of(error.words))
            return
        publish.show(draft, who, chosen.text)
