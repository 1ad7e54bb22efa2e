"""The years of a count as stairs: cut at a change of boundary, at a change of standard and where no list is loaded."""

from dashboard import format as fmt
from dashboard.charts.stairs import Band, Slot, Stairs, describe, draw
from dashboard.text import Text
from queries import Row, Series

__all__ = ["Stairs", "describe", "draw", "read_trend"]


def read_trend(standards: tuple[tuple[str, tuple[Series, ...]], ...], names: tuple[str, ...], text: Text) -> Stairs:
    """Put the series of each standard behind one another; `standards` holds its name and one series a name.

    All series of one standard speak of the same rounds, so the first one tells where they are cut.
    """
    slots: list[Slot] = []
    bands: list[Band] = []
    for standard, series in standards:
        for number, segment in enumerate(series[0].segments):
            if slots:
                bands.append(Band(len(slots), _name_break(standard, series[0], number, text)))
            slots += [_read_slot(row, series, text) for row in segment]
    return Stairs(names, tuple(slots), tuple(bands))


def _read_slot(row: Row, series: tuple[Series, ...], text: Text) -> Slot:
    counts = tuple(_find_count(one, row.period) for one in series)
    notes = [text("trend.stitched")] if row.is_stitched else []
    if counts[0] is None:
        notes.append(text("overview.no_data"))
    elif not row.is_complete:
        notes.append(text("trend.partial", reported=row.areas_reported, total=row.areas_total))
    return Slot(row.period, counts, row.is_stitched, tuple(notes))


def _find_count(series: Series, period: str) -> float | None:
    rows = (row for segment in series.segments for row in segment)
    return next((row.numerator for row in rows if row.period == period), None)


def _name_break(standard: str, series: Series, segment: int, text: Text) -> str:
    """Name what lies before a segment: another standard before the first, else the day the boundary changed."""
    if segment == 0:
        return text("trend.new_standard", name=standard)
    # Segments are cut at the days of the breaks, so the break before the second segment is the first one.
    return text("trend.new_boundary", day=fmt.day(series.breaks[segment - 1].day, text))
