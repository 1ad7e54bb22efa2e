"""The ward's own facts: what pages offer as choices, what targets there are, what was loaded."""

from dataclasses import dataclass
from datetime import date

from queries.target import Target
from queries.words import Words, write_period


@dataclass(frozen=True, slots=True)
class Ward:
    """`valid_from`: the day the ward was formed; its figures of before are sums over the units that became it.

    `code`: the official one, by which others know the ward; None where the list of areas has none.
    """

    area_id: str
    name: str
    code: str | None
    valid_from: date
    province_name: str
    plan_year: int
    plan_document: str
    logo_file: str | None
    accent_colour: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """`is_loaded`: a round of that very period, or a project report dated within it, stands in the warehouse."""

    period: str
    kind: str
    label: str
    first_day: date
    last_day: date
    is_loaded: bool

    @property
    def words(self) -> Words:
        """The period as it stands alone: «Năm 2026», «Tháng 7 năm 2026»."""
        en = write_period(self.period).en
        return Words(self.label, en[:1].upper() + en[1:])


@dataclass(frozen=True, slots=True)
class Area:
    """A khối under its newest name, valid from the day it bears it, in administrative order.

    `is_fictional` while the ward's own list is not loaded.
    """

    area_id: str
    name: str
    valid_from: date
    valid_to: date | None
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class Boundary:
    """A day from which an area is not what it was: its name before and after, each with what it belonged to."""

    area_id: str
    day: date
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class WorkUnit:
    """One of the nine đầu mối of plan V."""

    unit_id: str
    name: str
    short_name: str
    name_en: str
    sheet_title: str

    @property
    def words(self) -> Words:
        """The name that fits a line; English has the full one alone."""
        return Words(self.short_name, self.name_en)


@dataclass(frozen=True, slots=True)
class Standard:
    standard_id: str
    url_code: str
    name: str
    name_en: str
    valid_from: date
    valid_to: date | None

    @property
    def words(self) -> Words:
        return Words(self.name, self.name_en)


@dataclass(frozen=True, slots=True)
class Round:
    """One survey under one standard. `decision` is the paper that closed it; `is_loaded`: some of its khối reported."""

    period: str
    standard_id: str
    reference_date: date
    figure_status: str
    is_closed: bool
    decision: str | None
    is_loaded: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """A threshold that is not law; `value` as written in data/reference/settings.csv."""

    key: str
    value: str
    unit: str | None
    text_shown: str


@dataclass(frozen=True, slots=True)
class SchoolLevel:
    """A level of school and the school-year ages it is right for, both ends included."""

    level_id: str
    school_age_from: int
    school_age_to: int


@dataclass(frozen=True, slots=True)
class LoadedSheet:
    """One sheet of a workbook that was taken, and one kind of rows that it gave.

    `gives` is a form, opening_list, earlier_lists, or `sheet` for all; `standard_id` None: the rows are of none.
    """

    file: str
    sheet: str
    form: str
    gives: str
    period: str
    standard_id: str | None
    rows_accepted: int
    loaded_date: date | None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that was handed in; `refused_message` is the Vietnamese sentence why nothing of it was taken."""

    file: str
    sha256: str
    refused_rule: str | None
    refused_message: str | None

    @property
    def is_copy(self) -> bool:
        """A second copy of a file that was taken: nothing is missing in the numbers."""
        return self.refused_rule == "duplicate_file"

    @property
    def is_refused(self) -> bool:
        return self.refused_rule is not None and not self.is_copy


@dataclass(frozen=True, slots=True)
class HeldBack:
    """The rows of one sheet that wait for somebody to mend them; `period` as the sheet says it."""

    file: str
    sheet: str
    period: str | None
    rows: int


@dataclass(frozen=True, slots=True)
class Label:
    """The name of one slice value; `standard_id` None where the name does not depend on the standard."""

    slice: str
    standard_id: str | None
    key: str
    text: str
    text_en: str
    sort_key: int

    @property
    def words(self) -> Words:
        return Words(self.text, self.text_en)


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """What pages need for filters and rows of targets; `is_sample`: fictional data, to be said on every page.

    There is one for each open warehouse, equal to itself alone: what is made from it can be kept by it.
    """

    ward: Ward
    periods: tuple[Period, ...]
    areas: tuple[Area, ...]
    boundaries: tuple[Boundary, ...]
    units: tuple[WorkUnit, ...]
    standards: tuple[Standard, ...]
    rounds: tuple[Round, ...]
    targets: tuple[Target, ...]
    settings: dict[str, Setting]
    school_levels: tuple[SchoolLevel, ...]
    sheets: tuple[LoadedSheet, ...]
    files: tuple[SourceFile, ...]
    held_back: tuple[HeldBack, ...]
    labels: dict[tuple[str, str | None, str], Label]
    is_sample: bool
    stamp: str
    inputs_sha256: str
