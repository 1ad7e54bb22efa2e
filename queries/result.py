"""What `value` returns: a few rows of numerators and denominators, never a frame."""

from dataclasses import dataclass
from datetime import date

from queries.filters import Filters
from queries.indicator import Indicator
from queries.status import Status
from queries.target import Target
from queries.words import Words


@dataclass(frozen=True, slots=True)
class Row:
    """One group. `key` and `label` are the slice value and its name, None in a total.

    `value` is numerator / denominator for a ratio (a fraction), the numerator otherwise. None is "not known", never 0.
    `unknown` counts inside the denominator. `areas_*` count khối; both are 0 where a fact has no khối.
    On a suppressed row numerator, denominator and value are None and `unknown` is 0: nothing is told.
    `parts_*` count what the indicator adds up, such as policies, and what of it is told; 0 where it has no parts.
    `segment`: rows of another segment lie across a change of boundary, and no difference between them has a meaning.
    `is_stitched`: of the ward before it was formed, a sum over the units that became it.
    """

    period: str
    standard_id: str | None
    area_id: str
    key: str | None
    label: Words | None
    numerator: float | None
    denominator: float | None
    value: float | None
    unknown: int
    areas_reported: int
    areas_total: int
    status: Status | None = None
    suppressed: bool = False
    segment: int = 0
    is_stitched: bool = False
    parts_told: int = 0
    parts_total: int = 0

    @property
    def is_complete(self) -> bool:
        return self.areas_reported == self.areas_total and self.parts_told == self.parts_total


@dataclass(frozen=True, slots=True)
class Source:
    """A workbook that was really loaded; `sheets` with the rows accepted from each.

    `file` "" outside the office: `form` and `period` stand for every workbook of them, and no sheet is named.
    """

    file: str
    form: str
    sheets: tuple[tuple[str, int], ...]
    loaded_date: date | None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """`filters` have period, area_id and standard_id filled in. `total` None: nothing is loaded for that period.

    `is_divided` False: the area filter cannot divide this indicator and the ward is shown («Không chia theo khối»).
    `periods` are those whose lists and reports answer: the one asked for, else its parts; by period, all of its kind.
    `target`: None where it does not speak of this period and standard, as the target of a year of a later month's flow.
    `is_divided_by_group` False: households of every group are counted, whatever group is chosen.
    `group_untold`: listed households of which nobody says whether they are of the group; None where it is not told.
    `withheld`: why this viewer sees no numbers; None when nothing is held back as a whole.
    """

    indicator: Indicator
    filters: Filters
    by: str | None
    rows: tuple[Row, ...]
    total: Row | None
    target: Target | None
    as_of: date
    sources: tuple[Source, ...]
    is_divided: bool
    round_is_closed: bool
    withheld: Words | None = None
    periods: tuple[str, ...] = ()
    is_divided_by_group: bool = True
    group_untold: int | None = None
