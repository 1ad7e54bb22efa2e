"""What the tables quote is the plan, word for word, and its sections I.2, II.2, III, IV and V are quoted whole."""

import re

import duckdb
import pytest

QUOTING_TABLES = ["target", "policy", "measure", "fund_source", "unit", "duty", "project", "plan_sentence"]
POLICY_HEADINGS = {
    "II.2.1": "Hỗ trợ sản xuất, dạy nghề, tạo việc làm cho người nghèo",
    "II.2.2": "Hỗ trợ giáo dục và đào tạo",
    "II.2.3": "Hỗ trợ y tế",
    "II.2.4": "Hỗ trợ nhà ở",
    "II.2.5": "Thực hiện có hiệu quả chính sách trợ giúp pháp lý",
    "II.2.6": "Chính sách hỗ trợ người thuộc hộ nghèo, cận nghèo thụ hưởng văn hóa, nâng cao đời sống tinh thần",
    "II.2.7": "Các chính sách xã hội khác",
}
SLIPS = {
    "Phân đầu": "Phấn đấu",
    "Tiêu dự án": "Tiểu dự án",
    "Vi người nghèo": "Vì người nghèo",
    " dạng hóa các hình thức": "đa dạng hóa các hình thức",
}


def rows_quoted(core: duckdb.DuckDBPyConnection, tables: list[str]) -> list[tuple[str, str]]:
    """(place, text_issued) of every row of the tables."""
    union = " UNION ALL ".join(f"SELECT place, text_issued FROM core.{table}" for table in tables)
    return core.execute(union).fetchall()


def words_left_out(section: str, quotes: list[str]) -> str:
    """What remains of a section when everything quoted from it is struck out; bullets and punctuation do not count."""
    kept = [True] * len(section)
    for quote in quotes:
        start = section.find(quote)
        kept[start : start + len(quote)] = [False] * len(quote)
    return re.sub(
        r"[\s+;:.,-]+", " ", "".join(letter for letter, keep in zip(section, kept, strict=True) if keep)
    ).strip()


@pytest.mark.parametrize("table", QUOTING_TABLES)
def test_every_quotation_stands_in_the_section_it_names(
    core: duckdb.DuckDBPyConnection, plan_sections: dict[str, str], table: str
) -> None:
    misquoted = [(place, text) for place, text in rows_quoted(core, [table]) if text not in plan_sections[place]]
    assert misquoted == []


@pytest.mark.parametrize(
    ("chapter", "tables", "headings"),
    [
        ("I.2", ["target"], {"I.2": "Mục tiêu cụ thể"}),
        (
            "II.2.",
            ["policy"],
            POLICY_HEADINGS,
        ),
        ("III.", ["measure"], {}),
        ("IV", ["fund_source"], {"IV": "KINH PHÍ THỰC HIỆN"}),
        ("V.", ["unit", "duty"], {}),
        ("I.", ["plan_sentence"], {"I.1": "Mục tiêu tổng quát", "I.2": "Mục tiêu cụ thể"}),
        ("II.1.", ["plan_sentence"], {}),
        ("II.2.", ["plan_sentence"], POLICY_HEADINGS),
        ("III.", ["plan_sentence"], {}),
        ("IV", ["plan_sentence"], {"IV": "KINH PHÍ THỰC HIỆN"}),
        ("V", ["unit", "plan_sentence"], {"V": "TỔ CHỨC THỰC HIỆN"}),
    ],
)
def test_a_section_is_quoted_whole(
    core: duckdb.DuckDBPyConnection,
    plan_sections: dict[str, str],
    chapter: str,
    tables: list[str],
    headings: dict[str, str],
) -> None:
    quoted = rows_quoted(core, tables)
    places = [place for place in plan_sections if place.startswith(chapter)]
    left_out = {
        place: words_left_out(
            plan_sections[place].removeprefix(headings.get(place, "")),
            [text for where, text in quoted if where == place],
        )
        for place in places
    }
    assert places
    assert left_out == dict.fromkeys(places, "")


def test_the_plan_has_the_sections_that_the_tables_name(plan_sections: dict[str, str]) -> None:
    assert {f"II.2.{number}" for number in range(1, 8)} < set(plan_sections)
    assert {f"III.{number}" for number in range(1, 8)} < set(plan_sections)
    assert {f"V.{number}" for number in range(1, 10)} < set(plan_sections)


@pytest.mark.parametrize(("slip", "mended"), SLIPS.items())
def test_a_slip_of_the_issued_text_is_kept_there_and_mended_on_screen(
    core: duckdb.DuckDBPyConnection, slip: str, mended: str
) -> None:
    tables = ["target", "policy", "measure", "duty"]
    shown = core.execute(
        " UNION ALL ".join(f"SELECT text_issued, text_shown FROM core.{table}" for table in tables)
    ).fetchall()
    with_slip = [text for issued, text in shown if slip in issued]
    assert with_slip
    assert all(mended in text for text in with_slip)
    assert not any(slip in text.replace(mended, "") for _, text in shown)
