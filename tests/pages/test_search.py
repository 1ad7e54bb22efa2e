"""The search box of the sidebar over a real warehouse: whom it may find, and where its links lead."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui.choices import MODES
from queries import Filters, Mode, Viewer, Warehouse, reference, table

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r'<li><a href="([^"]*)" target="_self">(.*?)</a></li>')


def open_shell(asked: str, **query: str) -> AppTest:
    shell = AppTest.from_file(str(ROOT / "dashboard" / "shell.py"), default_timeout=30)
    for code, value in query.items():
        shell.query_params[code] = value
    shell.session_state[f"search_{MODES[query.get('che_do', 'noi_bo')]}"] = asked
    shell.run()
    assert not shell.exception, shell.exception[0].message
    return shell


def find(asked: str, **query: str) -> dict[str, str]:
    """Return what is found, shown -> address."""
    blocks = [block.proto.body for block in open_shell(asked, **query).get("html")]
    (listed,) = [block for block in blocks if 'class="found"' in block]
    return {unescape(shown): unescape(address) for address, shown in LINK.findall(listed)}


def heads(warehouse: Warehouse) -> list[str]:
    listed = table("household_names", Filters(), viewer=Viewer(), warehouse=warehouse)
    return [str(name) for name in listed.column("head_name") if name]


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"khoi": "khoi_7"},
        {"ky": "2025", "khoi": "khoi_7", "che_do": "gui_ngoai", "lang": "en"},
        {"don_vi": "vhxh", "chuan": "2026"},
    ],
)
def test_a_khoi_keeps_the_other_filters(warehouse: Warehouse, chosen: dict[str, str]) -> None:
    found = find("khoi", **chosen)
    areas = {area.name: area.area_id for area in reference(warehouse).areas}
    assert found
    for shown, address in found.items():
        assert address.startswith("?")
        assert parse_qs(urlsplit(address).query) == {
            code: [value] for code, value in (chosen | {"khoi": areas[shown]}).items()
        }


def test_a_household_is_found_in_the_office_and_no_name_is_in_its_address(warehouse: Warehouse) -> None:
    names = heads(warehouse)
    asked = names[0]
    found = find(asked, lang="en", khoi="khoi_3")
    assert found
    assert all(shown.startswith(asked) for shown in found)
    for address in found.values():
        page, _, query = address.partition("?")
        assert page == "ho"
        assert parse_qs(query).keys() == {"lang", "khoi", "ho"}
        assert not [name for name in names if name in unquote(address.replace("+", " "))]


@pytest.mark.parametrize("mode", [code for code, mode in MODES.items() if mode is not Mode.INTERNAL])
def test_no_household_is_found_outside_the_office(warehouse: Warehouse, mode: str) -> None:
    names = heads(warehouse)
    assert len(names) > 40
    for asked in (names[0], names[-1].split()[0], "khoi 1"):
        assert all(shown.startswith("Khối ") for shown in find(asked, che_do=mode))
    areas = {area.name for area in reference(warehouse).areas}
    assert set(find("khoi", che_do=mode)) <= areas


def test_the_khoi_written_out_comes_first() -> None:
    assert next(iter(find("khoi 1"))) == "Khối 1"


def test_nothing_found_is_said_and_nothing_asked_is_silent() -> None:
    blocks = "".join(block.proto.body for block in open_shell("<b>xyz</b>").get("html"))
    assert "Không có khối hay hộ nào khớp «&lt;b&gt;xyz&lt;/b&gt;»." in blocks
    assert 'class="found"' not in "".join(block.proto.body for block in open_shell("  ").get("html"))


@pytest.mark.parametrize("mode", [code for code, mode in MODES.items() if mode is not Mode.INTERNAL])
def test_outside_the_office_the_box_says_that_it_finds_khoi_alone(warehouse: Warehouse, mode: str) -> None:
    """Nobody learns there whether a household is known."""
    for asked in (heads(warehouse)[0], "zzz"):
        shell = open_shell(asked, che_do=mode)
        (box,) = shell.sidebar.text_input
        assert (box.label, box.placeholder) == ("Tìm khối", "Chế độ này chỉ tìm khối")
        said = "".join(block.proto.body for block in shell.get("html"))
        assert f"Chế độ này chỉ tìm khối: không có khối nào khớp «{asked}»." in said
        assert "hay hộ nào" not in said


@pytest.mark.parametrize("by_address", [True, False])
def test_what_was_typed_is_gone_in_another_mode(warehouse: Warehouse, by_address: bool) -> None:
    name = heads(warehouse)[0]
    shell = open_shell("")
    shell.sidebar.text_input[0].input(name).run()
    assert name in "".join(block.proto.body for block in shell.get("html") if "found" in block.proto.body)
    for mode in ("trinh_chieu", "noi_bo"):
        if by_address:
            shell.query_params["che_do"] = mode
            shell.run()
        else:
            shell.sidebar.selectbox(key="filter_che_do").select(mode).run()
        assert [box.value for box in shell.sidebar.text_input] == [""]
        assert name not in "".join(block.proto.body for block in shell.get("html") if "found" in block.proto.body)


def test_what_was_typed_never_gets_into_the_address(warehouse: Warehouse) -> None:
    assert dict(open_shell(heads(warehouse)[0]).query_params) == {}


def test_more_than_fit_are_counted(warehouse: Warehouse) -> None:
    shown = "".join(block.proto.body for block in open_shell("khoi").get("html"))
    listed = table("household_names", Filters(), viewer=Viewer(), warehouse=warehouse)
    places = [*(area.name for area in reference(warehouse).areas), *listed.column("area_name")]
    assert len(LINK.findall(shown)) == 8
    assert f"và {sum(str(place).startswith('Khối') for place in places) - 8} kết quả nữa" in shown
