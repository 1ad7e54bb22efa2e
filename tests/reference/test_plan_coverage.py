"""No sentence of the plan is without its place on a page, and nothing of the plan without its sentence."""

import re

import pytest

import queries
from dashboard import plan
from dashboard.documents.catalogue import KINDS
from dashboard.plan import Sentence
from pages.menu import PAGES

SENTENCES = plan.read_sentences()
KNOWN = {one.id for one in (*queries.indicators(), *queries.tables())}


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.sentence_id)
def test_every_sentence_leads_to_a_page_and_to_a_number_or_list(sentence: Sentence) -> None:
    answers = [plan.find_answer(reference) for reference in sentence.answers]
    assert answers
    assert {answer.page for answer in answers} <= {entry.name for entry in PAGES}
    assert {answer.source for answer in answers} <= KNOWN


def test_everything_of_the_plan_answers_a_sentence() -> None:
    answering = {reference for sentence in SENTENCES for reference in sentence.answers}
    assert set(plan.list_references()) - answering == set()


def test_the_report_and_the_posting_list_are_documents_and_nothing_is_to_come() -> None:
    named = {one.sentence_id: one.answers for one in SENTENCES}
    assert {"document:docx", "document:adhoc"} <= set(named["V.3-11"])
    assert "document:posting" in named["V.9-5"]
    assert not any(one.to_come for one in SENTENCES)
    assert {kind.id for kind in KINDS} >= set(plan.DOCUMENTS)


def test_an_answer_that_nobody_knows_is_no_answer() -> None:
    for unknown in ("target:T9", "policy:none", "table:none", "document:none", "wish:T1a"):
        with pytest.raises(KeyError):
            plan.find_answer(unknown)


def test_the_document_is_in_step_with_the_reference() -> None:
    assert plan.is_in_step(), "run «python -m dashboard»"
    rows = [line for line in plan.PATH.read_text(encoding="utf-8").splitlines() if re.match(r"\| [IV]", line)]
    assert len(rows) == len(SENTENCES)
