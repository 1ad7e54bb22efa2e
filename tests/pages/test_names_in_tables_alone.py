"""Names stand in tables for the office: no picture and no address on a page carries one, whoever looks."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from tests.named import open_named
from tests.pages.test_pages import CHARTED, PAGES

IDENTITY = """
SELECT head_name FROM restricted.household UNION SELECT head_id_number FROM restricted.household
UNION SELECT name FROM restricted.person UNION SELECT id_number FROM restricted.person
"""
ADDRESS = re.compile(r'(?:href|src|action)="([^"]*)"')


@pytest.fixture(scope="module")
def identity(warehouse_dir: Path) -> list[str]:
    name = (warehouse_dir / "current").read_text(encoding="ascii").strip()
    with open_named(warehouse_dir / name) as connection:
        return [text for (text,) in connection.execute(IDENTITY).fetchall() if text]


@pytest.mark.parametrize("name", CHARTED)
def test_no_picture_carries_a_name(open_charts: Callable[..., dict[str, Any]], identity: list[str], name: str) -> None:
    for chart in open_charts(name, che_do="noi_bo").values():
        # Plotly's text is written with the letters as they are, or as \\u1234.
        told = chart.alt + chart.spec + chart.spec.encode().decode("unicode_escape", errors="replace")
        assert [text for text in identity if text in told] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_address_carries_a_name(open_page: Callable[..., AppTest], identity: list[str], name: str) -> None:
    page = open_page(name, che_do="noi_bo")
    blocks: list[Any] = list(page.get("html"))
    addresses = "\n".join(unquote(unescape(found)) for block in blocks for found in ADDRESS.findall(block.proto.body))
    assert [text for text in identity if text in addresses] == []
