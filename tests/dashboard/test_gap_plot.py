"""The plot of gaps: its dotted line stands where the standard says that a household below the line is poor."""

import pytest

from dashboard.charts import gap_plot
from dashboard.charts.gap_plot import Dot
from dashboard.text import Text

TEXT = Text("vi")


def find_dotted(*dots: Dot) -> list[float]:
    """The height of every dotted line across the picture, as it is drawn."""
    shapes = gap_plot.draw(dots, TEXT).layout.shapes
    assert all(shape.y0 == shape.y1 for shape in shapes if shape.line.dash == "dot")
    return sorted(shape.y0 for shape in shapes if shape.line.dash == "dot")


def dot(deprivations: int, poor_from: int | None, *, is_money: bool = False) -> Dot:
    return Dot("poor", -15, deprivations, 2, is_money, poor_from)


@pytest.mark.parametrize("poor_from", [1, 3, 4, 5])
def test_the_dotted_line_lies_just_under_the_number_that_makes_poor(poor_from: int) -> None:
    dots = (dot(poor_from, poor_from), dot(poor_from - 1, poor_from))
    (height,) = find_dotted(*dots)
    above, below = dots
    # Who has as many is above the line, who has one fewer is below it.
    assert below.deprivations < height < above.deprivations
    assert height == poor_from - 0.5


def test_where_the_standard_does_not_say_there_is_no_line() -> None:
    assert find_dotted(dot(3, None)) == []


def test_khoi_of_two_rules_have_two_lines() -> None:
    assert find_dotted(dot(3, 3), dot(2, 3), dot(5, 4)) == [2.5, 3.5]


def test_the_line_is_in_the_picture_though_no_household_reaches_it() -> None:
    figure = gap_plot.draw((dot(1, 6),), TEXT)
    low, high = figure.layout.yaxis.range
    assert low < 5.5 < high
