"""A chart of a report: the native chart of a `Plot` in a paragraph, its workbook beside it.

python-docx knows no charts; python-pptx writes their XML, which is the same in every office program. Two of its names
used here are not public (`ChartXmlWriter`, `Chart` without a slide), so it is pinned.
"""

from datetime import datetime
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx.chart.chart import Chart
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.oxml import parse_xml as parse_chart

from dashboard.charts.plot import Plot, describe
from dashboard.export.native_chart import CHARTS, Series, chart_data, chart_kind, dress, list_series, write_data
from dashboard.export.page import FONT
from dashboard.export.workbook import clean
from dashboard.text import Text

SIZE = 10
# English Metric Units of a millimetre, in which a drawing is measured.
EMU = 36_000
# Millimetres: of a chart of no bars, and of each row of bars.
BASE, ROW, THIN_ROW = 22, 8.5, 8
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def add_chart(
    document: Document, paragraph: Any, plot: Plot, number: int, width: float, moment: datetime, text: Text
) -> None:
    """Put the chart into the paragraph, `width` millimetres wide. `number` counts the charts of a document from 1."""
    series = list_series(plot, text)
    package = document.part.package
    sheet = Part(
        PackURI(f"/word/embeddings/chart{number}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        write_data(plot, series, moment, text),
        package,
    )
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    data_id = part.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE)
    part._blob = draw_chart(plot, series, data_id)
    chart_id = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    rows = len(plot.categories) * (len(series) if plot.shape == "bars" else 1)
    height = BASE + rows * (THIN_ROW if plot.shape == "bars" else ROW)
    paragraph.add_run()._r.append(_draw_frame(plot, chart_id, number, width, height, text))


def draw_chart(plot: Plot, series: tuple[Series, ...], data_id: str) -> bytes:
    """Return the XML of the chart over its workbook; its title is the caption under it."""
    space = parse_chart(ChartXmlWriter(chart_kind(plot), chart_data(plot, series)).xml.encode())
    dress(Chart(space, None), plot, series, FONT, SIZE, has_title=False)
    space.append(
        parse_chart(
            f'<c:externalData xmlns:c="{CHARTS}" xmlns:r="{RELATIONSHIPS}" r:id="{data_id}">'
            '<c:autoUpdate val="0"/></c:externalData>'
        )
    )
    return bytes(serialize_part_xml(space))


def _draw_frame(plot: Plot, chart_id: str, number: int, width: float, height: float, text: Text) -> Any:
    """Return the drawing that holds the chart; what it shows is said in words for who cannot see it."""
    frame = parse_xml(
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}>"
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{int(width * EMU)}" cy="{int(height * EMU)}"/>'
        f'<wp:docPr id="{1000 + number}" name="{plot.id}"/>'
        f'<a:graphic><a:graphicData uri="{CHARTS}">'
        f'<c:chart xmlns:c="{CHARTS}" r:id="{chart_id}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    shown = frame[0].find("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    shown.set("title", clean(plot.title))
    shown.set("descr", clean(describe(plot, text)))
    return frame
