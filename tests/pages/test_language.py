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
from queries import Filters, Viewer, Warehouse, indicators, table, tables
from queries.words import MONTHS

OpenPage, Alter = Callable[..., AppTest], Callable[..., None]
ROOT = Path(__file__).resolve().parents[2]
VIEWS = [
    *((name, {}) for name in ("overview", "children", "training", "projects")),
    *(("poverty", {"muc": section}) for section in SECTIONS),
    ("poverty", {"o": "poor-near_poor"}),
    ("poverty", {"chuan": "so_sanh"}),
]
CHOSEN = [
    *({"che_do": mode, **more} for mode in MODES for more in ({}, {"khoi": "khoi_7"})),
    *({"ky": period} for period in ("2025", "2026-10", "2026-Q1")),
]
SPOKEN = re.compile(r'\b(?:alt|aria-label|aria-description|placeholder|title)="([^"]*)"')
# What a picture shows or says when it is pointed at; the rest of its settings is read by no person.
SHOWN = {"text", "name", "label", "ticktext", "hovertemplate", "customdata"}
OF_EVENTS = ("head_name", "related_head_name", "note")
VIETNAMESE = re.compile("[À-ỹ]")
# 1,5 and 20/11/2026 in English; 1.5 and 20 Nov 2026 in Vietnamese.
WRONG_FORM = {"en": re.compile(r"\d,\d{1,2}(?!\d)|\d\d/\d\d/\d{4}"), "vi": re.compile(r"\d\.\d{1,2}(?!\d)")}


@dataclass(frozen=True)
class Data:
    """What somebody wrote: `inside` may stand in a sentence (names), `whole` only alone (units, sheets, notes)."""

    inside: re.Pattern[str]
    whole: frozenset[str]


@pytest.fixture(scope="module")
def data(warehouse: Warehouse) -> Data:
    def read(*columns: str) -> set[str]:
        found: set[str] = set()
        for column in columns:
            source, _, name = column.rpartition(".")
            found |= {row[0] for row in warehouse.cursor().execute(f"SELECT DISTINCT {name} FROM {source}").fetchall()}
        return {str(name) for name in found if name}

    areas = read("core.area.name") - {"Chưa xác định"}
    # «Lạng Sơn» of «Tỉnh Lạng Sơn», but never the 7 of «Khối 7».
    names = areas | {area.partition(" ")[2] for area in areas if VIETNAMESE.search(area.partition(" ")[2])}
    names |= read("restricted.household.head_name", "restricted.person.name", "meta.source_file.file")
    names |= read("core.household_event.document", *(f"restricted.household_event.{name}" for name in OF_EVENTS))
    names |= read("core.official_series.source", "core.official_series.note")
    sheets = read("meta.source_sheet.sheet")
    names |= {f" · {sheet} · " for sheet in sheets}
    longest = sorted(filter(None, names), key=len, reverse=True)
    free = read("core.project_progress.output_unit", "restricted.project_note.obstacle")
    return Data(re.compile("|".join(map(re.escape, longest))), frozenset(sheets | free))


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
    for household in dict.fromkeys(listed.column("household_id")):
        texts = list_texts(open_page("poverty", lang=lang, ho=str(household)))
        assert find_foreign(texts, lang, data) == []


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("asked", [{}, {"khoi": "khoi_999"}])
def test_the_frame_of_a_page_speaks_one_language(data: Data, lang: str, asked: dict[str, str]) -> None:
    shell = AppTest.from_file(str(ROOT / "dashboard" / "shell.py"), default_timeout=20)
    for code, value in {"lang": lang, **asked}.items():
        shell.query_params[code] = value
    shell.run()
    assert not shell.exception
    assert find_foreign(list_texts(shell), lang, data) == []


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
    ("lang", "planted", "place"),
    [
        ("en", "UPDATE core.standard SET name_en = 'Chuẩn cũ'", {}),
        ("en", "UPDATE core.official_series SET series_name_en = 'Cả nước'", {"muc": "boi_canh"}),
        ("vi", "UPDATE core.standard SET name = 'Poverty standard'", {}),
        ("vi", "UPDATE core.official_series SET series_name = 'Whole country'", {"muc": "boi_canh"}),
    ],
)
def test_a_planted_word_is_found(
    open_page: OpenPage, alter: Alter, data: Data, lang: str, planted: str, place: dict[str, str]
) -> None:
    alter(planted)
    assert find_foreign(list_texts(open_page("poverty", lang=lang, **place)), lang, data)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "11 hộ"),
        ("en", "Khối 7: 2 hộ nghèo"),
        ("en", "0,14%"),
        ("en", "loaded 20/11/2026"),
        ("vi", "11 households"),
        ("vi", "Nguồn: loaded"),
        ("vi", "0.14%"),
        ("vi", "nạp 20 Nov 2026"),
    ],
)
def test_one_wrong_word_number_or_day_is_enough(data: Data, lang: str, text: str) -> None:
    assert find_foreign(iter([text]), lang, data) == [text]


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "Khối 7: 8,021 households, 0.14%, 20 Nov 2026"), ("vi", "8.021 hộ, 0,14%, 20/11/2026")]
)
def test_a_sentence_of_one_language_is_left_alone(data: Data, lang: str, text: str) -> None:
    assert find_foreign(iter([text]), lang, data) == []
