"""A `Plot` as a chart that an office program draws and edits itself, and the workbook that «Edit Data» opens.

Its numbers are the page's: whole đồng, households, changes with their sign. A bar has no sign, so of a waterfall the
sheet holds the signed changes, which people edit, and the lengths and feet of the bars follow from them by formulas.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard import format as fmt
from dashboard import theme
from dashboard.charts.plot import COLOURS, Look, Plot
from dashboard.export.page import forget_moments
from dashboard.export.workbook import OPTIONS, clean
from dashboard.text import Text

SHEET = "Số liệu"
MINUS = "\N{MINUS SIGN}"
# Numbers as a Vietnamese reader writes them where the program heeds it; else the marks are those of the machine.
READER = "[$-42A]"
SHAPES = {"count": "#,##0", "money": "#,##0", "share": "0.00%"}
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of bars: their lengths; `look` None: the unseen foot under the bars of a waterfall.

    `shape`: how a number is written, with the sign that a length does not have.
    """

    name: str
    look: Look | None
    numbers: tuple[float | None, ...]
    shape: str


def list_series(plot: Plot, text: Text) -> tuple[Series, ...]:
    """Return the bars of the chart: the strands of the plot, and of a waterfall the feet before them."""
    if plot.shape != "waterfall":
        shape = SHAPES[plot.measure]
        return tuple(Series(strand.name, strand.look, strand.numbers, shape) for strand in plot.strands)
    found = [Series(text("chart.base"), None, plot.find_starts(), "#,##0")]
    for strand in plot.strands:
        if strand.look == "level":
            found.append(Series(strand.name, strand.look, strand.numbers, "#,##0"))
            continue
        down = tuple(-number if number is not None and number < 0 else None for number in strand.numbers)
        up = tuple(number if number is not None and number >= 0 else None for number in strand.numbers)
        is_both = any(down) and any(number is not None for number in up)
        for numbers, sign, key in ((down, MINUS, "chart.down"), (up, "+", "chart.up")):
            if any(number is not None for number in numbers):
                name = text(key, name=strand.name) if is_both else strand.name
                found.append(Series(name, strand.look, numbers, f'"{sign}"#,##0'))
    return tuple(found)


def chart_data(plot: Plot, series: tuple[Series, ...]) -> CategoryChartData:
    data = CategoryChartData()
    data.categories = [clean(category) for category in plot.categories]
    for one in series:
        data.add_series(clean(one.name), one.numbers, one.shape)
    return data


def chart_kind(plot: Plot) -> XL_CHART_TYPE:
    return XL_CHART_TYPE.BAR_CLUSTERED if plot.shape == "bars" else XL_CHART_TYPE.BAR_STACKED


def write_data(plot: Plot, series: tuple[Series, ...], moment: datetime, text: Text) -> bytes:
    """Return the workbook behind the chart: the categories, then a column for each row of bars."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"title": clean(plot.title), "created": moment})
        sheet = book.add_worksheet(SHEET)
        bold, plain = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True})
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, len(series) + 2, 18)
        sheet.write_string(0, 0, clean(plot.axis), bold)
        for row, category in enumerate(plot.categories, start=1):
            sheet.write_string(row, 0, clean(category), plain)
        for column, one in enumerate(series, start=1):
            sheet.write_string(0, column, clean(one.name), bold)
        if plot.shape == "waterfall":
            _write_changes(book, sheet, plot, series, text)
        else:
            _write_numbers(book, sheet, series)
    return forget_moments(target.getvalue())


def _write_numbers(book: Any, sheet: Any, series: tuple[Series, ...]) -> None:
    for column, one in enumerate(series, start=1):
        pen = book.add_format({"num_format": one.shape})
        for row, number in enumerate(one.numbers, start=1):
            if number is not None:
                sheet.write_number(row, column, number, pen)


def _write_changes(book: Any, sheet: Any, plot: Plot, series: tuple[Series, ...], text: Text) -> None:
    """Write counts and signed changes as numbers, everything that is drawn from them as a formula."""
    change, level = len(series) + 1, len(series) + 2
    signed = book.add_format({"num_format": "+#,##0;-#,##0;0"})
    plain = book.add_format({"num_format": "#,##0"})
    bold = book.add_format({"bold": True, "text_wrap": True})
    sheet.write_string(0, change, text("chart.change"), bold)
    sheet.write_string(0, level, text("chart.after"), bold)
    # Letters of columns: few enough for one.
    of_change, of_level = chr(ord("A") + change), chr(ord("A") + level)
    reached = 0.0
    for row, (look, number) in enumerate(plot.steps, start=1):
        is_level = look == "level"
        before, reached = reached, (number or 0.0) if is_level else reached + (number or 0.0)
        column = next(place for place, one in enumerate(series, 1) if one.look and one.numbers[row - 1] is not None)
        foot = series[0].numbers[row - 1]
        if is_level:
            sheet.write_number(row, column, number, plain)
            sheet.write_number(row, 1, 0, plain)
            sheet.write_formula(row, level, f"={chr(ord('A') + column)}{row + 1}", plain, reached)
            continue
        sheet.write_number(row, change, number, signed)
        sheet.write_formula(row, column, f"=ABS({of_change}{row + 1})", plain, abs(number or 0))
        sheet.write_formula(row, 1, f"=MIN({of_level}{row},{of_level}{row + 1})", plain, foot)
        sheet.write_formula(row, level, f"={of_level}{row}+{of_change}{row + 1}", plain, before + (number or 0))


def dress(
    chart: Chart, plot: Plot, series: tuple[Series, ...], font: str, size: float, *, has_title: bool = True
) -> None:
    """Give the chart its colours, its axes of whole things, its names; from the first category at the top."""
    space = chart._chartSpace
    for reference in space.iter(qn("c:f")):
        reference.text = reference.text.replace("Sheet1!", f"'{SHEET}'!")
    chart.font.name, chart.font.size = font, Pt(size)
    chart.font.color.rgb = _colour(theme.INK)
    chart.has_title = has_title
    if has_title:
        _say(chart.chart_title.text_frame, plot.title, font, size, is_bold=True)
        chart.chart_title.include_in_layout = False
    _draw_series(chart, plot, series, size)
    _draw_axes(chart, plot, font, size)
    chart.has_legend = len(plot.strands) > 1 and plot.shape != "waterfall"
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.legend.font.size, chart.legend.font.name = Pt(size), font


def _draw_series(chart: Chart, plot: Plot, series: tuple[Series, ...], size: float) -> None:
    drawn = chart.plots[0]
    drawn.gap_width = 40
    drawn.overlap = 0 if plot.shape == "bars" else 100
    for one, told in zip(drawn.series, series, strict=True):
        if told.look is None:
            one.format.fill.background()
            one.format.line.fill.background()
            continue
        _fill(one, told.look)
        labels = one.data_labels
        labels.show_value = True
        labels.number_format_is_linked = False
        labels.number_format = f"{READER}#,##0.0#,," if plot.measure == "money" else told.shape
        labels.font.size, labels.font.bold = Pt(size), True
        labels.font.color.rgb = _colour(theme.INK)
        labels.position = XL_LABEL_POSITION.OUTSIDE_END if plot.shape == "bars" else XL_LABEL_POSITION.CENTER
        if plot.shape != "bars":
            _back(labels._element)


def _back(labels: Any) -> None:
    """White paper behind a number that stands in its bar: it is read on every colour, and on grey."""
    paper = parse_xml(
        f'<c:spPr xmlns:c="{CHARTS}" xmlns:a="{DRAWING}"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></c:spPr>'
    )
    labels.find(qn("c:txPr")).addprevious(paper)


def _fill(one: Any, look: Look) -> None:
    fill = one.format.fill
    if look in ("unknown", "lacking"):
        fill.patterned()
        is_unknown = look == "unknown"
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL if is_unknown else MSO_PATTERN.DARK_DOWNWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = _colour(COLOURS[look]), _colour(theme.PAPER)
    else:
        fill.solid()
        fill.fore_color.rgb = _colour(COLOURS[look])
    one.format.line.color.rgb, one.format.line.width = _colour(theme.INK), Pt(0.75)


def _draw_axes(chart: Chart, plot: Plot, font: str, size: float) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    # With the names turned round, the numbers would stand above them.
    values._element.find(qn("c:crosses")).set("val", "max")
    names.has_major_gridlines = False
    names.format.line.color.rgb = _colour(theme.INK)
    names.tick_labels.font.size = Pt(size)
    unit = fmt.MILLION if plot.measure == "money" else 1
    furthest = max(plot.furthest / unit, 1 if plot.measure != "share" else 0)
    step = 0.2 if plot.measure == "share" else theme.integer_step(furthest)
    values.minimum_scale, values.major_unit = 0, step * unit
    values.maximum_scale = ceil(furthest * 1.05 / step) * step * unit
    values.major_gridlines.format.line.color.rgb = _colour(theme.RULE)
    values.tick_labels.font.size = Pt(size * 0.85)
    values.tick_labels.number_format_is_linked = False
    values.tick_labels.number_format = {"money": f"{READER}#,##0,,", "share": "0%", "count": "#,##0"}[plot.measure]
    _say(values.axis_title.text_frame, plot.axis, font, size * 0.85, is_bold=False)


def _say(frame: Any, words: str, font: str, size: float, *, is_bold: bool) -> None:
    frame.text = clean(words)
    run = frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold, run.font.name = Pt(size), is_bold, font
    run.font.color.rgb = _colour(theme.INK)


def _colour(name: str) -> RGBColor:
    colour: RGBColor = RGBColor.from_string(name.lstrip("#").upper())
    return colour
