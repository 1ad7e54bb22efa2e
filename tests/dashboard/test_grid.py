"""The one markup of every table: heads with their scope, a region the keyboard reaches, words of data kept words."""

import re
from html.parser import HTMLParser

import pytest

from dashboard.grids import Cell, Grid, Head, Link, Mark, headed

EVIL = "\"><script>alert('x')</script>&"
VOID = {"br"}


class Tree(HTMLParser):
    """What a browser makes of the markup: every element with its attributes, and that each is closed."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture
def plain() -> Grid:
    rows = ((Cell("Khối 1"), Cell("2", (2,), "number")), (Cell("Khối 2"), Cell("0", (0,), "number")))
    return Grid("Theo khối", headed("Khối", "Hộ nghèo"), rows, (Cell("Cộng"), Cell("2", (2,), "number")))


@pytest.fixture
def tiered() -> Grid:
    groups = (Head("Diễn biến", rows=2), Head("Số hộ", columns=2), Head("Ghi chú", rows=2), Head("Số người", columns=2))
    heads = (Head("Biểu"), Head("Ta", parts=("đạt", "chưa rõ")), Head("Biểu"), Head("Ta", format="share"))
    return Grid("Biểu", (groups, heads), (tuple(Cell(str(number)) for number in range(6)),))


def test_every_head_has_a_scope(plain: Grid, tiered: Grid) -> None:
    assert [head["scope"] for head in Tree(plain.html).attributes("th")] == ["col", "col", "row", "row", "row"]
    heads = Tree(tiered.html).attributes("th")
    assert [head["scope"] for head in heads] == ["col", "colgroup", "col", "colgroup", *["col"] * 4, "row"]
    assert [(head.get("colspan"), head.get("rowspan")) for head in heads[:4]] == [
        (None, "2"),
        ("2", None),
        (None, "2"),
        ("2", None),
    ]


def test_the_tiers_cover_as_many_columns_as_a_row_has_cells(tiered: Grid) -> None:
    head, body = tiered.html.split("<tbody>")
    first = Tree(head.split("<tr>")[1].split("</tr>")[0]).attributes("th")
    assert sum(int(cell.get("colspan") or 1) for cell in first) == len(re.findall(r"<t[hd]", body)) == 6


def test_columns_of_two_tiers_stand_in_their_order_under_their_groups(tiered: Grid) -> None:
    columns = tiered.columns
    assert [head.words for head in columns] == [
        *("Diễn biến", "Số hộ – Biểu", "Số hộ – Ta", "Ghi chú", "Số người – Biểu", "Số người – Ta")
    ]
    assert (columns[2].parts, columns[5].format) == (("đạt", "chưa rõ"), "share")


def test_columns_of_one_tier_are_its_heads(plain: Grid) -> None:
    assert plain.columns == plain.heads[0]


def test_a_table_is_a_named_region_that_the_keyboard_reaches(plain: Grid) -> None:
    (region,) = Tree(plain.html).attributes("div")
    assert (region["tabindex"], region["role"], region["aria-label"]) == ("0", "region", "Theo khối")
    assert "<caption>Theo khối</caption><thead>" in plain.html
    assert Tree(plain.html).attributes("table") == [{"class": "official cross"}]


def test_the_total_stands_in_the_foot_and_only_there(plain: Grid, tiered: Grid) -> None:
    body, foot = plain.html.split("<tfoot>")
    assert foot.startswith('<tr><th scope="row">Cộng</th><td>2</td></tr></tfoot>')
    assert "Cộng" not in body
    assert "<tfoot>" not in tiered.html


def test_a_link_says_where_it_leads_and_which_one_is_open() -> None:
    links = (Link("?khoi=khoi_7&lang=en", "Khối 7: 3/3"), Link("?ho=H-1"), Link("?o=a", "a", is_chosen=True))
    row = (Cell("Khối 7"), *(Cell("3/3", link=link) for link in links))
    anchors = Tree(Grid("t", headed(*"abcd"), (row,)).html).attributes("a")
    assert anchors[0] == {"href": "?khoi=khoi_7&lang=en", "target": "_self", "aria-label": "Khối 7: 3/3"}
    # Words that say enough are not said twice.
    assert "aria-label" not in anchors[1]
    assert [anchor.get("aria-current") for anchor in anchors] == [None, None, "true"]


def test_a_mark_is_not_read_aloud_and_a_second_line_is_quiet() -> None:
    row = (Cell("Tỉnh", mark=Mark("◆", "#1f5fa8")), Cell("2", quiet="giống 67%"))
    shown = Grid("t", headed("a", "b"), (row,)).html
    assert '<th scope="row"><span class="mark" aria-hidden="true" style="color:#1f5fa8">◆</span>Tỉnh</th>' in shown
    assert '<td>2<br><span class="quiet">giống 67%</span></td>' in shown


def test_the_first_cell_of_a_row_may_lead_somewhere_too() -> None:
    shown = Grid("t", headed("a"), ((Cell("Lý A", kind="name", link=Link("?ho=H-1")),),), look="linked").html
    assert '<th scope="row" class="name"><a href="?ho=H-1" target="_self">Lý A</a></th>' in shown
    assert '<table class="official linked">' in shown


def test_words_of_data_are_words_wherever_they_stand() -> None:
    cell = Cell(EVIL, (EVIL,), link=Link(EVIL, EVIL), mark=Mark("●", "#000000"), quiet=EVIL)
    groups = (Head(EVIL, rows=2), Head(EVIL, columns=2))
    grid = Grid(EVIL, (groups, (Head(EVIL), Head(EVIL))), ((cell, cell, cell),), (cell, cell, cell))
    tree = Tree(grid.html)
    assert tree.attributes("script") == []
    assert {name for attributes in tree.attributes("a") for name in attributes} == {"href", "target", "aria-label"}
    # Title, four heads, six cells with words and a second line each: every one whole.
    assert "".join(tree.words).count(EVIL) == 1 + 4 + 6 * 2
    assert tree.attributes("div")[0]["aria-label"] == EVIL


def test_html_is_made_once_and_two_grids_alike_are_two(plain: Grid) -> None:
    assert plain.html is plain.html
    assert plain != Grid(plain.title, plain.heads, plain.rows, plain.foot)


def test_a_cell_is_named_only_where_it_differs_from_most_of_its_table(plain: Grid) -> None:
    two = (Cell("Khối 1"), Cell("1", (1,), "number"), Cell("sổ", ("sổ",), "words"))
    cross, listed = (
        Grid("", headed("Khối", "Số", "Chữ"), (two,)),
        Grid("", headed("Khối", "Số", "Chữ"), (two,), look=""),
    )
    assert [cell.get("class") for cell in Tree(cross.html).attributes("td")] == [None, "words"]
    assert [cell.get("class") for cell in Tree(listed.html).attributes("td")] == ["number", None]
