"""The head of the menu: the ward's own emblem and colour where they can be used, else ours."""

import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dashboard import theme
from dashboard.ui import logo
from queries import reference

PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 20


def name_case(value: object) -> str:
    return f"{len(value)} bytes" if isinstance(value, bytes) else repr(value)


@pytest.fixture
def compose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """`compose("logo.png", PNG)`: the head of a ward whose own data folder holds that file."""
    ward = reference().ward
    monkeypatch.setenv("WARD_DATA", str(tmp_path))

    def draw(file: str | None = None, content: bytes | None = None, **changes: str | None) -> str:
        logo.compose.cache_clear()
        if file and content is not None:
            path = tmp_path / "reference" / Path(file).name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        return logo.compose(replace(ward, logo_file=file, **changes), "Giảm nghèo")

    return draw


def images(drawn: str) -> list[str]:
    """Return the embedded pictures; the whole must be well-formed, or the browser shows nothing."""
    tree = ElementTree.fromstring(drawn)
    return [element.attrib["href"] for element in tree.iter("{http://www.w3.org/2000/svg}image")]


def strokes(drawn: str) -> set[str]:
    return set(re.findall(r'stroke="([^"]*)"', drawn))


@pytest.mark.parametrize(
    ("file", "content", "kind"),
    [
        ("logo.png", PNG, "image/png"),
        ("LOGO.PNG", PNG, "image/png"),
        ("logo.jpeg", JPEG, "image/jpeg"),
        ("logo.svg", SVG, "image/svg+xml"),
        ("../../reference/logo.png", PNG, "image/png"),
    ],
    ids=name_case,
)
def test_the_wards_own_emblem_is_shown(compose: Callable[..., str], file: str, content: bytes, kind: str) -> None:
    drawn = compose(file, content)
    (image,) = images(drawn)
    head, data = image.split(",")
    assert head == f"data:{kind};base64"
    assert b64decode(data) == content
    assert strokes(drawn) == set()


@pytest.mark.parametrize(
    ("file", "content"),
    [
        (None, None),
        ("", None),
        ("logo.png", None),
        ("logo.png", b""),
        ("logo.png", b"<html>not found</html>"),
        ("logo.svg", b"text"),
        ("ward.csv", b"area_id"),
        ("logo", PNG),
        ("../../../etc/passwd", None),
    ],
    ids=name_case,
)
def test_what_is_no_picture_is_replaced_by_our_mark(
    compose: Callable[..., str], file: str | None, content: bytes | None
) -> None:
    drawn = compose(file, content)
    assert images(drawn) == []
    assert strokes(drawn) == {theme.BLUE}


def test_an_emblem_is_never_part_of_our_own_markup(compose: Callable[..., str]) -> None:
    assert "<script" not in compose("logo.svg", SVG)


@pytest.mark.parametrize(
    ("colour", "shown"),
    [
        ("#7a1f1f", "#7a1f1f"),
        ("#7A1F1F", "#7a1f1f"),
        (None, theme.BLUE),
        ("#ffff00", theme.BLUE),
        ("#ffffff", theme.BLUE),
        ("#fff", theme.BLUE),
        ("red", theme.BLUE),
        ("#12345g", theme.BLUE),
        ("#１２３４５６", theme.BLUE),
        ('#"/><a', theme.BLUE),
        ("#767676", "#767676"),
        ("#777777", theme.BLUE),
    ],
)
def test_a_colour_is_the_wards_only_where_it_can_be_read(
    compose: Callable[..., str], colour: str | None, shown: str
) -> None:
    """#767676 is the lightest grey that WCAG lets stand on white, 4,54 to 1."""
    assert strokes(compose(accent_colour=colour)) == {shown}


def test_the_name_is_the_wards_and_stays_words(compose: Callable[..., str]) -> None:
    drawn = compose(name='Xã "A" <b>&</b>')
    assert images(drawn) == []
    assert 'Xã "A" <b>&</b>' in unescape(drawn)
    assert "<b>" not in drawn
