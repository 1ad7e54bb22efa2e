"""One language a page: everything it sends is read, and only names that stand in data may be of the other."""

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from dashboard.text import load_words
from dashboard.ui.choices import MODES, SECTIONS
from dashboard.ui.sections.quality.part import PARTS
from queries import Filters, Viewer, Warehouse, indicators, reference, table, tables
from queries.words import MONTHS
from tests.pages.test_notices import HELD_BACK, ONE_FEWER, OTHER_INPUTS, REFUSED, read_news
from tests.pages.test_shell import open_shell

OpenPage, Alter = Callable[..., AppTest], Callable[..., None]
ROOT = Path(__file__).resolve().parents[2]
VIEWS = [
    *((name, {}) for name in ("overview", "children", "training", "information")),
    *((name, {}) for name in ("projects", "money", "policies", "tasks")),
    *(("poverty", {"muc": section}) for section in SECTIONS),
    ("deprivations", {}),
    ("poverty", {"o": "poor-near_poor"}),
    ("poverty", {"chuan": "so_sanh"}),
    *(("quality", {"phan": part}) for part in PARTS),
    ("quality", {"phan": "quy_tac", "quy_tac": "overspent"}),
    ("neighbourhoods", {}),
    ("household", {}),
    *(("official", {"bieu": form}) for form in ("r3", "r5", "r9")),
]
CHOSEN = [
    *({"che_do": mode, **more} for mode in MODES for more in ({}, {"khoi": "khoi_7"})),
    *({"ky": period} for period in ("2025", "2026-10", "2026-Q1")),
]
SPOKEN = re.compile(r'\b(?:alt|aria-label|aria-description|placeholder|title)="([^"]*)"')
# What a picture shows or says when it is pointed at; the rest of its settings is read by no person.
SHOWN = {"text", "name", "label", "ticktext", "hovertemplate", "customdata"}
OF_WISHES = ("respondent", "wish", "agreed", "note")
OF_EVENTS, OF_TASKS = ("head_name", "related_head_name", "note"), ("obstacle", "proposal")
VIETNAMESE = re.compile("[À-ỹ]")
# 1,5 and 20/11/2026 in English; 1.5 and 20 Nov 2026 in Vietnamese.
WRONG_FORM = {"en": re.compile(r"\d,\d{1,2}(?!\d)|\d\d/\d\d/\d{4}"), "vi": re.compile(r"\d\.\d{1,2}(?!\d)")}


@dataclass(frozen=True)
class Data:
    """What somebody wrote: `inside` may stand in a sentence (names, words in quotation marks), `whole` only alone."""

    inside: re.Pattern[str]
    whole: frozenset[str]


@pytest.fixture(scope="module")
def data(warehouse: Warehouse) -> Data:
    def read(*columns: str) -> set[str]:
        found: set[str] = set()
        for column in columns:
            source, _, name = column.rpartition(".")
            found |= {
                row[0] for row in warehouse.cursor(source).execute(f"SELECT DISTINCT {name} FROM {source}").fetchall()
            }
        return {str(name) for name in found if name}

    areas = read("core.area.name") - {"Chưa xác định"}
    # «Lạng Sơn» of «Tỉnh Lạng Sơn», but never the 7 of «Khối 7».
    names = areas | {area.partition(" ")[2] for area in areas if VIETNAMESE.search(area.partition(" ")[2])}
    names |= read("restricted.household.head_name", "restricted.person.name", "meta.source_file.file")
    names |= read(
        "restricted.person.relation",
        "core.household_event.document",
        *(f"restricted.household_event.{name}" for name in OF_EVENTS),
    )
    names |= read("core.official_series.source", "core.official_series.note")
    # Nobody has named these in English: tasks, measures, documents.
    names |= read("core.task.name", "core.meeting_conclusion.content", "core.meeting_conclusion.meeting")
    names |= read("core.measure.name", "core.document.title")
    names |= read("core.ethnicity.name")
    # Where a policy stands in the plan, and by which document it pays.
    names |= read("core.policy.place", "core.policy_amount.note", "core.document.number")
    sheets = read("meta.source_sheet.sheet")
    names |= {f" · {sheet} · " for sheet in sheets}
    units = read("core.project_progress.output_unit", "core.task.output_unit")
    names |= {f"“{words}”" for words in (*sheets, *units)}
    free = read("restricted.project_note.obstacle", *(f"restricted.task_note.{name}" for name in OF_TASKS))
    free |= read("restricted.conclusion_note.note", *(f"restricted.wish.{name}" for name in OF_WISHES))
    names |= {f"“{words}”" for words in free}
    longest = sorted(filter(None, names), key=len, reverse=True)
    duties = read("core.duty.text_shown")
    # What the loader says of a file, and the words of the file itself that it quotes.
    said = read(*(f"meta.issue.{name}" for name in ("message", "found", "used")), "meta.checksum.title")
    closed = {
        row["decision"].en for row in table("round_states", Filters(), viewer=Viewer(), warehouse=warehouse).records()
    }
    alone = (
        sheets
        | units
        | free
        | duties
        | said
        | closed
        | read("core.round.decision_number", "core.policy.place")
        | {load_words("vi")["noun.vnd"]}
    )
    return Data(re.compile("|".join(map(re.escape, longest))), frozenset(alone))


def list_texts(page: AppTest) -> Iterator[str]:
    """Give every text of a page as a person reads or hears it."""
    for block in page.get("html"):
        body = re.sub(r"(?s)<style>.*?</style>", "", block.proto.body)
        yield from (html.unescape(text) for text in (*SPOKEN.findall(body), *re.split("<[^>]*>", body)))
    for chart in page.get("plotly_chart"):
        yield chart.proto.alt
        yield from (text for text in _list_shown(json.loads(chart.proto.spec)))
    for box in (*page.selectbox, *page.get("button_group")):
        yield from (box.label, *box.options, getattr(box.proto, "placeholder", ""))
    for box in page.text_input:
        yield from (box.label, box.placeholder)
    yield from (button.proto.label for button in page.get("download_button"))


def _list_shown(part: Any, key: str = "") -> Iterator[str]:
    if isinstance(part, dict):
        for name, inner in part.items():
            yield from _list_shown(inner, name)
    elif isinstance(part, list):
        for inner in part:
            yield from _list_shown(inner, key)
    elif isinstance(part, str) and key in SHOWN:
        yield html.unescape(re.sub(r"<[^>]*>|%{[^}]*}", " ", part))


def find_foreign(texts: Iterator[str], lang: str, data: Data) -> list[str]:
    """Return the texts that hold a word, a number or a day of the other language."""
    return [text for text in texts if text.strip() not in data.whole and _is_foreign(data.inside.sub(" ", text), lang)]


def _is_foreign(text: str, lang: str) -> bool:
    strange = VIETNAMESE.search(text) if lang == "en" else split_words(text) & list_english_words()
    return bool(strange or WRONG_FORM[lang].search(text))


def split_words(text: str) -> set[str]:
    """Return the words of three letters and more: «an» and «so» are words of both languages."""
    return {word.lower() for word in re.findall(r"(?<!\w)[^\W\d_]{3,}(?!\w)", text)}


@cache
def list_english_words() -> set[str]:
    """Return the words that only the English of the interface, the headers and the codes use."""
    heads = [*indicators(), *tables()]
    told = [words for head in heads for words in (head.title, head.definition)]
    told += [column.title for head in tables() for column in head.columns]
    codes = yaml.safe_load((ROOT / "queries" / "codes.yml").read_text(encoding="utf-8"))
    en, vi = (
        [getattr(words, lang) for words in told]
        + [words[lang] for known in codes.values() for words in known.values()]
        + [re.sub("{[^}]*}", " ", sentence) for sentence in load_words(lang).values()]
        for lang in ("en", "vi")
    )
    return split_words(" ".join((*en, *MONTHS, *(month[:3] for month in MONTHS)))) - split_words(" ".join(vi))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("name", "place"), VIEWS)
def test_a_page_speaks_one_language(
    open_page: OpenPage, data: Data, name: str, place: dict[str, str], lang: str
) -> None:
    for chosen in CHOSEN:
        texts = list(list_texts(open_page(name, **{"lang": lang, **chosen, **place})))
        assert len(texts) > 10
        assert find_foreign(iter(texts), lang, data) == [], chosen


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_history_of_a_household_speaks_one_language(
    open_page: OpenPage, warehouse: Warehouse, data: Data, lang: str
) -> None:
    listed = table("movement_list", Filters(), viewer=Viewer(), warehouse=warehouse)
    for place, household in enumerate(dict.fromkeys(listed.column("household_id"))):
        # The card holds the same history and more: a part of the households has everything there is to say.
        for name in ("poverty",) if place % 5 else ("poverty", "household"):
            texts = list_texts(open_page(name, lang=lang, ho=str(household)))
            assert find_foreign(texts, lang, data) == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_sheet_of_every_unit_speaks_one_language(
    open_page: OpenPage, warehouse: Warehouse, data: Data, lang: str
) -> None:
    for unit in reference(warehouse).units:
        for mode in MODES:
            texts = list_texts(open_page("tasks", lang=lang, che_do=mode, don_vi=unit.unit_id))
            assert find_foreign(texts, lang, data) == [], (unit.unit_id, mode)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_reporting_line_speaks_one_language(
    open_page: OpenPage, warehouse: Warehouse, data: Data, lang: str
) -> None:
    lines = table("project_lines", Filters(), viewer=Viewer(), warehouse=warehouse)
    for unit_id, line_id in zip(lines.column("unit_id"), lines.column("line_id"), strict=True):
        page = open_page("projects", lang=lang, dong=f"{unit_id}.{line_id}")
        assert page.selectbox(key="filter_dong").value == f"{unit_id}.{line_id}"
        assert find_foreign(list_texts(page), lang, data) == [], line_id


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_news_speak_one_language(open_page: OpenPage, alter: Alter, data: Data, lang: str) -> None:
    closed = "UPDATE core.round SET decision_number = '1', decision_date = DATE '2026-11-19'"
    silent = "UPDATE core.area_report SET is_reported = FALSE WHERE area_id = 'khoi_3' AND period = '2026'"
    for before, now in ((ONE_FEWER, closed), (silent, ONE_FEWER)):
        alter(before)
        alter(OTHER_INPUTS, REFUSED, now)
        for mode in MODES:
            page = open_page("overview", lang=lang, che_do=mode)
            assert read_news(page)
            assert find_foreign(list_texts(page), lang, data) == [], mode


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("asked", [{}, {"khoi": "khoi_999"}])
def test_the_frame_of_a_page_speaks_one_language(data: Data, lang: str, asked: dict[str, str]) -> None:
    assert find_foreign(list_texts(open_shell(lang=lang, **asked)), lang, data) == []


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("typed", ["khoi", "12345"])
def test_what_the_search_finds_is_said_in_one_language(data: Data, lang: str, typed: str) -> None:
    shell = open_shell(lang=lang)
    before = set(list_texts(shell))
    shell.sidebar.text_input[0].set_value(typed).run()
    assert set(list_texts(shell)) - before
    assert find_foreign(list_texts(shell), lang, data) == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_missing_is_said_in_one_language(alter: Alter, data: Data, lang: str) -> None:
    """Why a file was refused is the loader's own Vietnamese sentence: English quotes it."""
    alter(REFUSED, HELD_BACK)
    texts = list(list_texts(open_shell(lang=lang)))
    refused, *_ = [text for text in texts if "bị cắt cụt" in text]
    told = refused.replace("2026/bà Lò Thị Mẫu <b>.xlsx", "").replace("“Tệp của bà Lò Thị Mẫu bị cắt cụt”", "")
    rest = [told, *(text for text in texts if text != refused)]
    assert find_foreign(iter(rest), lang, data) == []


@pytest.mark.parametrize("change", ["lose the pointer", "lose everything"])
def test_what_went_wrong_is_said_in_english(
    warehouse_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: Data, change: str
) -> None:
    if change == "lose the pointer":
        (snapshot,) = warehouse_dir.glob("warehouse-*.duckdb")
        (tmp_path / snapshot.name).write_bytes(snapshot.read_bytes())
    monkeypatch.setenv("WARD_DATA", str(tmp_path))
    shell = AppTest.from_file(str(ROOT / "dashboard" / "shell.py"), default_timeout=20)
    shell.query_params["lang"] = "en"
    shell.run()
    texts = list(list_texts(shell))
    assert [text for text in texts if text.startswith("▲")]
    assert find_foreign(iter(texts), "en", data) == []


@pytest.mark.parametrize(
    ("lang", "planted", "name", "place"),
    [
        ("en", "UPDATE core.standard SET name_en = 'Chuẩn cũ'", "poverty", {}),
        ("en", "UPDATE core.official_series SET series_name_en = 'Cả nước'", "poverty", {"muc": "boi_canh"}),
        ("en", "UPDATE core.unit SET name_en = 'Đầu mối'", "overview", {}),
        ("en", "UPDATE core.project SET code_en = 'Dự án'", "overview", {}),
        ("en", "UPDATE core.fund_source SET name_en = 'Nguồn vốn'", "projects", {}),
        ("vi", "UPDATE core.standard SET name = 'Poverty standard'", "poverty", {}),
        ("vi", "UPDATE core.official_series SET series_name = 'Whole country'", "poverty", {"muc": "boi_canh"}),
        ("vi", "UPDATE core.unit SET name = 'Lead unit', short_name = 'Lead unit'", "projects", {}),
    ],
)
def test_a_planted_word_is_found(
    open_page: OpenPage, alter: Alter, data: Data, lang: str, planted: str, name: str, place: dict[str, str]
) -> None:
    alter(planted)
    assert find_foreign(list_texts(open_page(name, lang=lang, **place)), lang, data)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "11 hộ"),
        ("en", "Khối 7: 2 hộ nghèo"),
        ("en", "0,14%"),
        ("en", "loaded 20/11/2026"),
        ("en", "done 8/10 hộ"),
        ("en", "Danh sách: 8 rows"),
        ("vi", "11 households"),
        ("vi", "Nguồn: loaded"),
        ("vi", "0.14%"),
        ("vi", "nạp 20 Nov 2026"),
    ],
)
def test_one_wrong_word_number_or_day_is_enough(data: Data, lang: str, text: str) -> None:
    assert find_foreign(iter([text]), lang, data) == [text]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Khối 7: 8,021 households, 0.14%, 20 Nov 2026"),
        ("en", "done 8/10 “hộ”"),
        ("vi", "8.021 hộ, 0,14%, 20/11/2026"),
    ],
)
def test_a_sentence_of_one_language_is_left_alone(data: Data, lang: str, text: str) -> None:
    assert find_foreign(iter([text]), lang, data) == []
