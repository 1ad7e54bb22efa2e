"""Documents of a ward whose cells attack: what was written is shown as text, and in what goes out it is not there."""

import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import etree

from dashboard.briefing import Desk
from dashboard.documents.catalogue import KINDS, find_kind, write_document
from dashboard.text import Text
from etl.build import build
from queries import Filters, Mode, Viewer, Warehouse, open_warehouse
from tests.documents.conftest import TODAY
from tests.spoiled import CODES, MARKUP, copy_spoiled

Sit = Callable[[Mode], Desk]
WHOLE = [kind.id for kind in KINDS if not kind.has_names]
# A roll-up has numbers of indicators alone.
WORDED = [kind.id for kind in KINDS if kind.id != "rollup"]
# What Word or PowerPoint would follow or run; the number of a page is the one field of ours.
ACTIVE = ("instrText", "fldSimple", "hlinkClick", "hyperlink", "oleObject", "attachedTemplate")
OURS = ("PAGE",)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("attacked")
    copy_spoiled(folder)
    build(folder, today=TODAY, now=datetime(2026, 11, 20, 8, 12))
    return open_warehouse(folder)


@pytest.fixture(scope="module")
def sit_attacked(attacked: Warehouse) -> Sit:
    return lambda mode: Desk(attacked, Filters("2026", today=TODAY), Viewer(mode=mode), Text("vi"))


def write(kind: str, desk: Desk, suffix: str = "") -> bytes:
    return write_document(find_kind(kind), desk, lambda words, share: None, suffix).data


def read_parts(data: bytes, place: str = "") -> Iterator[tuple[str, bytes]]:
    """Every part of a package and of the workbooks in it; a file that is no package is its only part."""
    if not zipfile.is_zipfile(BytesIO(data)):
        yield place, data
        return
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            yield from read_parts(package.read(name), f"{place}/{name}")


def read_said(data: bytes) -> str:
    """What a reader sees: of a package the text of its parts, so that what became markup is missing there."""
    said = []
    for name, part in read_parts(data):
        if name.endswith(".xml"):
            said += list(etree.fromstring(part).itertext())
        elif not name:
            said += list(etree.HTML(part.decode("utf-8")).itertext())
    return "\n".join(said)


def list_active(part: bytes) -> list[str]:
    """Return the elements of a part that an office program would follow, but for our own number of a page."""
    nodes = [node for node in etree.fromstring(part).iter() if isinstance(node.tag, str)]
    found = [(etree.QName(node).localname, node.get(qn("w:instr")) or node.text or "") for node in nodes]
    return [name for name, said in found if name in ACTIVE and said.strip() not in OURS]


@pytest.mark.parametrize("kind", WORDED)
def test_what_a_cell_says_is_text_in_every_document(kind: str, sit_attacked: Sit) -> None:
    data = write(kind, sit_attacked(Mode.INTERNAL))
    # Cut where a line is full, never changed: the beginning of the attack stands as it was typed.
    assert MARKUP[:20] in read_said(data)
    for name, part in read_parts(data):
        if name.startswith(("/ppt/slides/", "/ppt/notesSlides/", "/word/document", "/word/header", "/word/footer")):
            assert name.endswith(".rels") or list_active(part) == [], (kind, name)
        if name.endswith(".rels"):
            assert b'TargetMode="External"' not in part, (kind, name)
        elif not name:
            page = etree.HTML(part.decode("utf-8"))
            assert page.xpath("//img | //b[text()='dam'] | //a[starts-with(@href, 'javascript')] | //*[@onerror]") == []


def test_a_cell_of_a_workbook_is_no_formula(sit_attacked: Sit) -> None:
    for kind in ("xlsx", "certificates"):
        book = openpyxl.load_workbook(BytesIO(write(kind, sit_attacked(Mode.INTERNAL), ".xlsx")), rich_text=True)
        cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
        attacked = [cell for cell in cells if "dam" in str(cell.value)]
        assert attacked
        assert {cell.data_type for cell in attacked} == {"s"}
        assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]


@pytest.mark.parametrize("kind", WHOLE)
def test_nothing_that_somebody_wrote_leaves_the_house(kind: str, sit_attacked: Sit) -> None:
    """A conclusion, a task or an obstacle may name a family: what goes out has the words of the plan and days."""
    inside, outside = (list(read_parts(write(kind, sit_attacked(mode)))) for mode in (Mode.INTERNAL, Mode.OUTGOING))
    written = ("dam", CODES[:7], "onerror")
    assert kind == "rollup" or [part for _, part in inside if b"dam" in part]
    assert [(name, word) for name, part in outside for word in written if word.encode() in part] == []


def test_a_meeting_reads_what_it_concluded_and_others_its_day(sit_attacked: Sit) -> None:
    for mode, is_read in ((Mode.INTERNAL, True), (Mode.MEETING, True), (Mode.OUTGOING, False)):
        said = read_said(write("docx", sit_attacked(mode)))
        assert ("Bố trí kinh phí in phiếu điều tra" in said) is is_read, mode
        assert ("Kết luận ngày 15/10/2026" in said) is not is_read, mode
    assert "Điều tra, rà soát hộ nghèo, hộ cận nghèo năm 2026" in said
