"""What was asked for: one period, area, standard, unit, household, group of households; None is the default of each."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Filters:
    """Defaults: the newest round loaded, the whole ward, the standard then in force, every unit, today's date.

    `household_id`: of the tables of one household alone. `group`: ethnic_minority or woman_headed, by default all.
    """

    period: str | None = None
    area_id: str | None = None
    standard_id: str | None = None
    unit_id: str | None = None
    today: date | None = None
    household_id: str | None = None
    group: str | None = None
