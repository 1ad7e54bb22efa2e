"""A chart that Word itself draws and edits, with the workbook that «Edit Data» opens.

python-docx knows no charts; python-pptx writes their XML, which is the same in every office program. Two of its names
used here are not public (`ChartXmlWriter`, `Chart` without a slide), so it is pinned.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml as parse_chart
from pptx.util import Pt

from dashboard import format as fmt
from dashboard import theme
from dashboard.charts.plot import COLOURS, Look, Plot, describe
from dashboard.export.page import FONT, forget_moments
from dashboard.export.workbook import OPTIONS, clean
from dashboard.text import Text

SIZE = 10
# Numbers of money as a Vietnamese reader writes them, 1.090,5, whatever the machine.
READER = "[$-42A]"
MINUS = "\N{MINUS SIGN}"
# English Metric Units of a millimetre, in which a drawing is measured.
EMU = 36_000
# Millimetres: of a chart of no bars, and of each row of bars.
BASE, ROW, THIN_ROW = 22, 8.5, 8
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers of the data sheet; `look` None: the unseen foot of a waterfall's bars."""

    name: str
    look: Look | None
    numbers: tuple[float | None, ...]
    shape: str


def list_series(plot: Plot, text: Text) -> tuple[Series, ...]:
    """Return the rows of the data sheet: those of the plot, and of a waterfall the foot of each bar before them.

    A bar has no sign: what falls and what rises are rows of their own, each under the sign that its format prints.
    """
    if plot.shape != "waterfall":
        shape = {"count": "#,##0", "money": "#,##0", "share": "0.00%"}[plot.measure]
        return tuple(Series(strand.name, strand.look, strand.numbers, shape) for strand in plot.strands)
    feet = tuple(start or None for start in plot.find_starts())
    found = [Series(text("periodic.chart_base"), None, feet, "0")]
    for strand in plot.strands:
        if strand.look == "level":
            found.append(Series(strand.name, strand.look, strand.numbers, "#,##0"))
            continue
        down = tuple(-number if number is not None and number < 0 else None for number in strand.numbers)
        up = tuple(number if number is not None and number >= 0 else None for number in strand.numbers)
        is_both = any(number is not None for number in down) and any(number is not None for number in up)
        for numbers, sign, key in ((down, MINUS, "chart_down"), (up, "+", "chart_up")):
            if any(number is not None for number in numbers):
                name = text(f"periodic.{key}", name=strand.name) if is_both else strand.name
                found.append(Series(name, strand.look, numbers, f'"{sign}"#,##0'))
    return tuple(found)


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


def write_data(plot: Plot, series: tuple[Series, ...], moment: datetime, text: Text) -> bytes:
    """Return the workbook behind the chart: the categories, then a column for each row of numbers."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"title": clean(plot.title), "created": moment})
        # The name that the chart's references are written with.
        sheet = book.add_worksheet("Sheet1")
        bold = book.add_format({"bold": True, "text_wrap": True, "font_name": FONT})
        plain = book.add_format({"font_name": FONT, "text_wrap": True})
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, len(series), 18)
        sheet.write_string(0, 0, clean(plot.axis), bold)
        for row, category in enumerate(plot.categories, start=1):
            sheet.write_string(row, 0, clean(category), plain)
        for column, one in enumerate(series, start=1):
            pen = book.add_format({"font_name": FONT, "num_format": one.shape})
            sheet.write_string(0, column, clean(one.name), bold)
            for row, value in enumerate(one.numbers, start=1):
                if value is not None:
                    sheet.write_number(row, column, value, pen)
    return forget_moments(target.getvalue())


def draw_chart(plot: Plot, series: tuple[Series, ...], data_id: str) -> bytes:
    """Return the XML of the chart over its workbook."""
    data = CategoryChartData()
    data.categories = [clean(category) for category in plot.categories]
    for one in series:
        data.add_series(clean(one.name), one.numbers, one.shape)
    kind = XL_CHART_TYPE.BAR_CLUSTERED if plot.shape == "bars" else XL_CHART_TYPE.BAR_STACKED
    space = parse_chart(ChartXmlWriter(kind, data).xml.encode())
    chart = Chart(space, None)
    chart.font.name, chart.font.size = FONT, Pt(SIZE)
    chart.has_title = False
    _draw_series(chart, plot, series)
    _draw_axes(chart, plot)
    chart.has_legend = len(plot.strands) > 1 and plot.shape != "waterfall"
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    space.append(
        parse_chart(
            f'<c:externalData xmlns:c="{CHARTS}" xmlns:r="{RELATIONSHIPS}" r:id="{data_id}">'
            '<c:autoUpdate val="0"/></c:externalData>'
        )
    )
    return bytes(serialize_part_xml(space))


def _draw_series(chart: Chart, plot: Plot, series: tuple[Series, ...]) -> None:
    drawn = chart.plots[0]
    drawn.gap_width = 45
    if plot.shape == "bars":
        drawn.overlap = 0
    for one, told in zip(drawn.series, series, strict=True):
        if told.look is None:
            one.format.fill.background()
            one.format.line.fill.background()
            continue
        _fill(one, told.look)
        labels = one.data_labels
        labels.show_value = True
        labels.number_format_is_linked = False
        labels.number_format = _shape_label(plot, told)
        labels.font.size, labels.font.bold, labels.font.name = Pt(SIZE), True, FONT
        is_dark = told.look in ("done", "lacking") and plot.shape != "bars"
        labels.font.color.rgb = _colour(theme.PAPER if is_dark else theme.INK)
        labels.position = XL_LABEL_POSITION.OUTSIDE_END if plot.shape == "bars" else XL_LABEL_POSITION.CENTER


def _fill(one: Any, look: Look) -> None:
    fill = one.format.fill
    if look == "unknown":
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = _colour(theme.QUIET), _colour(theme.PAPER)
    else:
        fill.solid()
        fill.fore_color.rgb = _colour(COLOURS[look])
    one.format.line.color.rgb = _colour(theme.INK)
    one.format.line.width = Pt(0.75)


def _shape_label(plot: Plot, series: Series) -> str:
    """Return how a label is written: money in millions as on its axis; a stacked zero has no bar to stand in."""
    if plot.measure == "money":
        return f"{READER}#,##0.##,,"
    return f"{series.shape};;;" if plot.shape == "stacked" else series.shape


def _draw_axes(chart: Chart, plot: Plot) -> None:
    names, values = chart.category_axis, chart.value_axis
    # The first category stands at the top, the numbers at the foot.
    names.reverse_order = True
    values._element.find(f"{{{CHARTS}}}crosses").set("val", "max")
    names.format.line.color.rgb = _colour(theme.INK)
    names.has_major_gridlines = False
    unit = fmt.MILLION if plot.measure == "money" else 1
    furthest = max(plot.furthest, 1) / unit
    step = 0.2 if plot.measure == "share" else theme.integer_step(furthest)
    values.minimum_scale, values.major_unit = 0, step * unit
    values.maximum_scale = ceil(furthest * 1.05 / step) * step * unit
    values.major_gridlines.format.line.color.rgb = _colour(theme.PALE)
    values.tick_labels.number_format_is_linked = False
    values.tick_labels.number_format = {"money": f"{READER}#,##0,,", "share": "0%", "count": "#,##0"}[plot.measure]
    values.axis_title.text_frame.text = clean(plot.axis)
    run = values.axis_title.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold, run.font.name = Pt(SIZE), False, FONT


def _colour(name: str) -> RGBColor:
    colour: RGBColor = RGBColor.from_string(name.lstrip("#").upper())
    return colour


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
