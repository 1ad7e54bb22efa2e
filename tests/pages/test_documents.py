"""The page of documents: what it offers to whom, what it says before, and that a file comes of it."""

from collections.abc import Callable
from html import escape
from itertools import product
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.documents.catalogue import KINDS
from dashboard.text import LANGUAGES, Text
from dashboard.ui.choices import MODES
from dashboard.ui.filters import Chosen
from dashboard.ui.sections.documents import list_kinds
from queries import Filters, Mode, Viewer

OpenPage, ReadPage, Alter = Callable[..., AppTest], Callable[..., str], Callable[..., None]
NAMED = {"posting", "recognition", "certificates"}


def list_offered(page: AppTest) -> list[str]:
    return [button.label for button in page.button] + [one.proto.label for one in page.get("download_button")]


def choose(role: str, mode: Mode) -> set[str]:
    chosen = Chosen("20261120-081200", Filters(), Viewer(role=role, mode=mode), Text("vi"))
    return {kind.id for kind in list_kinds(role, chosen)}


@pytest.mark.parametrize(("kind", "lang"), [*product((kind.id for kind in KINDS), LANGUAGES)])
def test_every_document_has_a_name_and_says_what_it_is(kind: str, lang: str) -> None:
    text = Text(lang)
    assert text(f"documents.kind_{kind}") != text(f"documents.about_{kind}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_opens_for_every_document_and_mode(read_page: ReadPage, lang: str) -> None:
    for kind, code in product(KINDS, MODES):
        words = read_page("documents", tai_lieu=kind.id, cho_ai=code, lang=lang, ky="2026-10")
        assert escape(Text(lang)(f"documents.about_{kind.id}")) in words
        if MODES[code] not in kind.modes:
            assert Text(lang)("documents.names_stay") in words


def test_documents_with_names_are_the_officers_and_stay_in_the_office() -> None:
    assert {kind.id for kind in KINDS if kind.has_names} == NAMED
    assert choose("officer", Mode.INTERNAL) >= NAMED
    assert not choose("officer", Mode.OUTGOING) & NAMED
    assert not choose("leader", Mode.INTERNAL) & NAMED
    assert choose("leader", Mode.INTERNAL) == choose("officer", Mode.OUTGOING)


def test_nothing_is_taken_from_the_projector(open_page: OpenPage, read_page: ReadPage) -> None:
    assert "Đang ở chế độ trình chiếu nên không tải tệp" in read_page("documents", che_do="trinh_chieu")
    assert list_offered(open_page("documents", che_do="trinh_chieu")) == []


def test_what_leaves_the_house_makes_nothing_looser(open_page: OpenPage) -> None:
    page = open_page("documents", che_do="gui_ngoai", tai_lieu="docx", cho_ai="noi_bo")
    assert [group.label for group in page.get("button_group")] == [Text("vi")("documents.pick")]
    page.button(key="write_docx.docx").click().run()
    assert "-gui-ngoai-" in list_offered(page)[-1]


@pytest.mark.parametrize("kind", [kind.id for kind in KINDS])
def test_a_document_is_written_and_offered_under_the_name_of_its_file(open_page: OpenPage, kind: str) -> None:
    known = next(one for one in KINDS if one.id == kind)
    page = open_page("documents", tai_lieu=kind, ky="2026")
    page.button(key=f"write_{kind}{known.suffixes[0]}").click().run()
    assert not page.exception
    assert list_offered(page)[-1] == f"Tải {known.name}-TamThanh-2026-noi-bo-20261120{known.suffixes[0]}"


def test_what_stays_blank_is_said_before_the_file_is_taken(open_page: OpenPage) -> None:
    page = open_page("documents", tai_lieu="docx", ky="2026")
    page.button(key="write_docx.docx").click().run()
    blocks: list[Any] = list(page.get("html"))
    words = "\n".join(block.proto.body for block in blocks)
    assert "chỗ để trống, và vì sao" in words
    assert "chưa báo cáo" in words


def test_a_document_that_was_ordered_for_somebody_else_is_not_offered(open_page: OpenPage) -> None:
    page = open_page("documents", tai_lieu="docx")
    page.button(key="write_docx.docx").click().run()
    page.session_state["filter_cho_ai"] = "gui_ngoai"
    page.query_params["cho_ai"] = "gui_ngoai"
    page.run()
    assert not [label for label in list_offered(page) if label.startswith("Tải ")]
