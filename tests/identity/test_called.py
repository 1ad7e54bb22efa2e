"""Whom a sentence names, and what only looks like it."""

import pytest

from identity import hide_who


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Xác nhận đất ở cho hộ Nông Văn Mẫu trước 30/9", "Xác nhận đất ở cho hộ ••• trước 30/9"),
        ("Hộ ông Lò Văn Mẫu (Khối 3) chưa có giấy tờ", "Hộ ông ••• (Khối 3) chưa có giấy tờ"),
        ("Gia đình Đinh Thị Mẫu và cháu Ý đi học lại", "Gia đình ••• và cháu ••• đi học lại"),
        ("chủ hộ Hoàng Mẫu, số 000000000001", "chủ hộ •••, số •••"),
        ("Bà Mẫu, anh Ẩn", "Bà •••, anh •••"),
    ],
)
def test_whoever_is_named_is_hidden(written: str, shown: str) -> None:
    assert hide_who(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        "Xóa nhà tạm, nhà dột nát",
        "Rà soát hộ nghèo, hộ cận nghèo Khối Hòa Bình",
        "Hộ Khối Thủy Sơn đăng ký vay vốn",
        "Danh sách Hộ Nghèo Năm 2026, hộ Kinh và hộ dân tộc thiểu số",
        "Ông bà, anh chị em trong gia đình văn hóa",
        "Giải ngân 1.180.500.000 đồng, Công văn 125/UBND-KT",
    ],
)
def test_what_names_nobody_stays_as_it_is(written: str) -> None:
    assert hide_who(written) == written
