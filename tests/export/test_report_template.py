"""A ward's own template: its fields are filled, our content stands at its mark; a broken one says what is wrong."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from dashboard.briefing.report import build_report
from dashboard.documents import report as document
from dashboard.export.report import Template, write_into
from queries import UserError, Warehouse
from tests.desk import open_sample, sit


@pytest.fixture(scope="module")
def warehouse(ward_dir: Path) -> Warehouse:
    return open_sample(ward_dir)


def draw(*paragraphs: str, header: str = "") -> Template:
    drawn = Document()
    for words in paragraphs:
        drawn.add_paragraph(words)
    drawn.sections[0].header.paragraphs[0].text = header
    target = BytesIO()
    drawn.save(target)
    return Template("bao_cao.docx", target.getvalue())


@pytest.fixture(scope="module")
def fill(warehouse: Warehouse) -> Callable[[Template], Any]:
    desk = sit(warehouse)
    report = build_report(desk)
    letter = document.make_letter(desk, report.subject)
    return lambda template: Document(BytesIO(write_into(template, report, letter, desk.text)))


def test_fields_are_filled_and_the_content_stands_at_its_mark(fill: Callable[[Template], Any]) -> None:
    fields = ("co_quan", "so_ky_hieu", "dia_danh", "ngay", "trich_yeu")
    template = draw(
        *(f"{{{{ {name} }}}}" for name in fields), "  Nội dung ", "{{ ky }}", "{{ noi_nhan }}", header="{{co_quan}}"
    )
    told = fill(template)
    said = [paragraph.text for paragraph in told.paragraphs]
    assert said[:3] == ["ỦY BAN NHÂN DÂN\nPHƯỜNG TAM THANH", "Số: ……/BC-UBND", "Tam Thanh"]
    assert said[4].startswith("Kết quả thực hiện công tác giảm nghèo bền vững năm 2026")
    assert told.sections[0].header.paragraphs[0].text == said[0]
    places = [
        said.index(next(line for line in said if line.startswith(words)))
        for words in ("I. CÔNG TÁC", "VI. KIẾN", "TM. ỦY BAN")
    ]
    assert places == sorted(places)
    assert "Nội dung" not in [line.strip() for line in said]
    assert len(list(told.element.body.iter(qn("w:drawing")))) == 4
    assert said[-1] == "" or "Phụ lục 13" in "".join(said)


def test_the_styles_of_the_ward_stay(fill: Callable[[Template], Any]) -> None:
    drawn = Document()
    drawn.styles["Heading 1"].font.name = "Arial"
    drawn.add_paragraph("NỘI DUNG")
    target = BytesIO()
    drawn.save(target)
    assert fill(Template("bao_cao.docx", target.getvalue())).styles["Heading 1"].font.name == "Arial"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        (Template("bao_cao.docx", b"not a zip"), "không mở được như một tệp Word"),
        (draw("{{ trich_yeu }}"), "không có đoạn «NỘI DUNG»"),
        (draw("{{ trich_yue }}", "NỘI DUNG"), "chỗ điền không biết: trich_yue"),
        (draw("NỘI DUNG", header="{{ ten_phuong }}"), "chỗ điền không biết: ten_phuong"),
        (draw("{{ trich_yeu }", "NỘI DUNG"), "chỗ điền viết sai"),
        (draw("{% for i in trich_yeu %}x{% endfor %}", "NỘI DUNG"), "lệnh, phép tính hoặc bộ lọc|không biết"),
        (draw("{{ ky.__class__ }}", "NỘI DUNG"), "lệnh, phép tính hoặc bộ lọc"),
        (draw("{{ ky | upper }}", "NỘI DUNG"), "lệnh, phép tính hoặc bộ lọc"),
    ],
)
def test_a_template_that_cannot_be_used_says_why(
    template: Template, words: str, fill: Callable[[Template], Any]
) -> None:
    with pytest.raises(UserError, match=words) as refused:
        fill(template)
    assert "«bao_cao.docx»" in refused.value.words.vi
    assert "«bao_cao.docx»" in refused.value.words.en


def test_the_report_takes_the_template_of_its_data_folder(warehouse: Warehouse) -> None:
    desk = sit(warehouse)
    path = warehouse.path.parent / document.TEMPLATE
    assert document.read_template(desk) is None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(draw("MẪU CỦA PHƯỜNG", "NỘI DUNG").data)
    try:
        written = document.write(desk, lambda words, share: None, ".docx")
    finally:
        path.unlink()
    assert Document(BytesIO(written.data)).paragraphs[0].text == "MẪU CỦA PHƯỜNG"
