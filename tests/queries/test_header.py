"""Headers and bodies written wrongly are refused with the name of the file."""

from pathlib import Path

import pytest

from queries import DefinitionError
from queries.header import read_indicator, read_table

HEAD = """title: {vi: Hộ, en: Households}
definition: {vi: Số hộ., en: Households.}
kind: stock
unit: household
direction: down
frequency: round
slices: []
sources: [household_review]
"""
BODY = "SELECT 1 AS period"


def write(folder: Path, head: str = HEAD, body: str = BODY) -> Path:
    path = folder / "made_up.sql"
    path.write_text(f"/* ---\n{head}--- */\n{body}\n", encoding="utf-8")
    return path


def test_the_id_is_the_name_of_the_file(tmp_path: Path) -> None:
    indicator = read_indicator(write(tmp_path))
    assert (indicator.id, indicator.title.vi, indicator.access, indicator.target) == ("made_up", "Hộ", "public", None)
    assert indicator.body == BODY


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_bytes("\ufeff".encode() + path.read_text(encoding="utf-8").replace("\n", "\r\n").encode())
    assert read_indicator(path).title.en == "Households"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (HEAD + "colour: red\n", "colour"),
        (HEAD + "kind: flow\n", "repeated key"),
        (HEAD.replace("kind: stock\n", ""), "kind"),
        (HEAD.replace("kind: stock", "kind: average"), "kind"),
        (HEAD.replace("direction: down", "direction: sideways"), "direction"),
        (HEAD.replace("unit: household", "unit: furlong"), "furlong"),
        (HEAD.replace("unit: household", "unit: percent_of_output"), "output_unit"),
        (HEAD.replace("{vi: Hộ, en: Households}", "{vi: Hộ}"), "en"),
        (HEAD.replace("{vi: Hộ, en: Households}", "{vi: Hộ, en: Households, en: Homes}"), "repeated key"),
        (HEAD + "basis: 2025-12-31\n", "basis"),
        ("title: [\n", "YAML"),
        ("just words\n", "made_up"),
    ],
)
def test_a_wrong_header_is_refused(tmp_path: Path, head: str, said: str) -> None:
    with pytest.raises(DefinitionError, match=r"made_up\.sql") as refusal:
        read_indicator(write(tmp_path, head))
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    "body",
    [
        "SELECT 1; DROP TABLE core.ward",
        "SELECT 1;",
        "DELETE FROM core.ward",
        "SELECT $period",
        "SELECT ?",
        "SELEC 1",
        "",
    ],
)
def test_a_body_is_one_select_without_parameters(tmp_path: Path, body: str) -> None:
    with pytest.raises(DefinitionError, match=r"made_up\.sql"):
        read_indicator(write(tmp_path, body=body))


def test_a_quote_or_semicolon_in_a_comment_is_harmless(tmp_path: Path) -> None:
    body = "-- it's one; only one\nSELECT 1 AS period -- the end;"
    assert read_indicator(write(tmp_path, body=body)).body == body


def test_a_file_without_a_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bare.sql"
    path.write_text(BODY, encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"bare\.sql"):
        read_indicator(path)


def test_a_table_knows_its_columns_and_must_say_who_may_see_it(tmp_path: Path) -> None:
    head = (
        "title: {vi: Bảng, en: Table}\ndefinition: {vi: Bảng., en: Table.}\nsources: []\naccess: restricted\n"
        "columns:\n  - {name: households, title: {vi: Số hộ, en: Households}, kind: count, sum: true}\n"
    )
    definition = read_table(write(tmp_path, head))
    assert (definition.columns[0].name, definition.columns[0].is_sum, definition.access) == (
        "households",
        True,
        "restricted",
    )
    with pytest.raises(DefinitionError, match="access"):
        read_table(write(tmp_path, head.replace("access: restricted\n", "")))
