"""Single cells: what is read, what is refused, what stays unknown."""

from datetime import date
from decimal import Decimal

import pytest

from etl.clean.classes import parse_class
from etl.clean.dates import PartialDate, parse_birth_date, parse_report_date
from etl.clean.identity import make_key, mask_text, parse_id_number
from etl.clean.numbers import parse_count, parse_figure, parse_money, read_money_scale
from etl.clean.text import fold_text, tidy_text
from etl.clean.ticks import parse_tick
from etl.errors import CellError

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Hoa\u0300ng \u0110o\u0302\u0300ng", "Hoàng Đồng"),
        (" Khối\u00a010\u200b ", "Khối 10"),
        ("Ðèo Giang", "Đèo Giang"),
        (160.0, "160"),
        (None, ""),
        (date(2026, 2, 5), "05/02/2026"),
    ],
)
def test_text_has_one_written_form(value: str | float | None, shown: str) -> None:
    assert tidy_text(value) == shown


@pytest.mark.parametrize("written", ["Khối Hoà Bình", "khoi  hoa binh", "KHỐI HÒA BÌNH", "Khối-Hòa.Bình"])
def test_folding_makes_spellings_equal(written: str) -> None:
    assert fold_text(written) == "khoi hoa binh"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("12/3/1985", PartialDate(1985, 3, 12)),
        ("31/12/2010", PartialDate(2010, 12, 31)),
        ("29/02/2012", PartialDate(2012, 2, 29)),
        ("3/1985", PartialDate(1985, 3)),
        ("1985", PartialDate(1985)),
        ("Năm 1985", PartialDate(1985)),
        ("SN 1985", PartialDate(1985)),
        ("sinh ngày 12 tháng 3 năm 1985", PartialDate(1985, 3, 12)),
        ("tháng 3/1985", PartialDate(1985, 3)),
        (1985.0, PartialDate(1985)),
        (31137.0, PartialDate(1985, 3, 31)),
        (date(1985, 3, 12), PartialDate(1985, 3, 12)),
        ("", None),
    ],
)
def test_birth_dates_keep_the_precision_written(value: str | float | date, expected: PartialDate | None) -> None:
    assert parse_birth_date(value, today=TODAY) == expected


@pytest.mark.parametrize(
    "value", ["31/02/1985", "12/13/1985", "01/01/2027", "01/01/1850", "năm ngoái", "khoảng năm 1985", "năm 85"]
)
def test_impossible_birth_dates_are_errors_never_swapped(value: str) -> None:
    with pytest.raises(CellError) as caught:
        parse_birth_date(value, today=TODAY)
    assert caught.value.rule == "birth_date"


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("5.021", 5021),
        ("1.234.567,5", Decimal("1234567.5")),
        ("320,5", Decimal("320.5")),
        ("4 ", 4),
        ("18 hộ", 18),
        (160.25, Decimal("160.25")),
    ],
)
def test_numbers_as_wards_type_them(value: str | float, amount: Decimal) -> None:
    figure = parse_figure(value)
    assert figure is not None
    assert figure.amount == amount


@pytest.mark.parametrize("value", ["", "-", "--", None])
def test_an_empty_number_is_unknown_not_zero(value: str | None) -> None:
    assert parse_figure(value) is None
    assert parse_count(value) is None


def test_a_count_with_thousandths_lost_its_point() -> None:
    assert parse_count(5.021) == 5021
    assert parse_count("5.021") == 5021


@pytest.mark.parametrize("value", ["-3", "2,5", "ba", 5.02, 0.021, 1000.021])
def test_counts_are_whole_and_not_negative(value: str | float) -> None:
    with pytest.raises(CellError):
        parse_count(value)


def test_money_follows_the_unit_of_the_cell_before_that_of_the_column() -> None:
    assert read_money_scale("ĐVT: triệu đồng") == 10**6
    assert read_money_scale("Đơn vị tính: đồng") == 1
    assert read_money_scale("Tổng số đồng bào") is None
    assert parse_money("320,5", scale=10**6) == 320_500_000
    assert parse_money("80.000.000 đồng", scale=10**6) == 80_000_000
    assert parse_money("1,2 tỷ đồng", scale=10**6) == 1_200_000_000
    with pytest.raises(CellError):
        parse_money("15 hộ", scale=10**6)


@pytest.mark.parametrize("value", ["x", "X", "×", "х", "✓", "v", "1", 1.0, "có", "Có", True])
def test_ticks_of_every_kind(value: str | float) -> None:
    assert parse_tick(value) is True


@pytest.mark.parametrize("value", ["", None, "0", 0.0, "không", "-", "--", "—", "---"])
def test_no_tick(value: str | float | None) -> None:
    assert parse_tick(value) is False


@pytest.mark.parametrize("value", ["x?", "?", "đang xét", "2"])
def test_doubtful_ticks_are_asked_about(value: str) -> None:
    with pytest.raises(CellError) as caught:
        parse_tick(value)
    assert caught.value.rule == "doubtful_tick"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Hộ nghèo", "poor"),
        ("Nghèo", "poor"),
        ("Cận nghèo", "near_poor"),
        ("Hộ cận nghèo", "near_poor"),
        ("Không nghèo", "not_poor"),
        ("HỘ KHÔNG NGHÈO", "not_poor"),
        ("--", None),
    ],
)
def test_classes_match_whole_words(words: str, expected: str | None) -> None:
    assert parse_class(words) == expected


def test_a_movement_is_not_a_class() -> None:
    with pytest.raises(CellError):
        parse_class("tái nghèo")


def test_identity_numbers_lose_no_zero_and_gain_none_by_guessing() -> None:
    assert parse_id_number("099086100411").digits == "099086100411"  # type: ignore[union-attr]
    repaired = parse_id_number(99086100411.0)
    assert repaired is not None
    assert (repaired.digits, repaired.is_repaired) == ("099086100411", True)
    old = parse_id_number("081 234 567")
    assert old is not None
    assert old.kind == "cmnd"
    assert parse_id_number(None) is None
    assert parse_id_number("99086100411.0") == repaired
    rounded = (20_200_000_000.0, 99_086_100_411.5, "99086100411.5", "000000000000", "999999999")
    for broken in ("2.02E+10", "0990781076721", "O99O841O274O", "99086100411", *rounded):
        with pytest.raises(CellError):
            parse_id_number(broken)


def test_pseudonyms_need_the_key() -> None:
    assert make_key(b"a", "H", "099086100411") == make_key(b"a", "H", "099086100411")
    assert make_key(b"a", "H", "099086100411") != make_key(b"b", "H", "099086100411")
    assert "099086100411" not in make_key(b"a", "H", "099086100411")


def test_masking_hides_the_middle() -> None:
    assert mask_text("099086100411") == "09908•••••11"
    assert mask_text("Nông Thị Biên") == "N•••"


def test_report_dates_come_from_title_lines() -> None:
    assert parse_report_date("Số liệu tính đến ngày 31/10/2026") == date(2026, 10, 31)
    assert parse_report_date("Tam Thanh, ngày 15 tháng 12 năm 2026") == date(2026, 12, 15)
    assert parse_report_date("NĂM 2026") is None


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 1e300, "9" * 5000])
def test_what_no_figure_can_be_is_no_number(value: str | float) -> None:
    for parse in (parse_count, parse_figure, lambda cell: parse_money(cell, scale=1)):
        with pytest.raises(CellError):
            parse(value)
