"""Sentences said from results: what the heading of a page, its chart's description and the report all quote."""

from dashboard.findings.children import birth_years, readings, school_year, schooling
from dashboard.findings.households import excluded, opening_stock, overview, poverty, share_of, two_measures, untaken
from dashboard.findings.movement import (
    decompose,
    months,
    only_year,
    rate_change,
    relapse,
    standards,
    unexplained,
    unexplained_areas,
    year_on_year,
)
from dashboard.findings.projects import newest, overspent, projects, rule
from dashboard.findings.targets import incomplete, missing, needed, remaining, share_marked

__all__ = [
    "birth_years",
    "decompose",
    "excluded",
    "incomplete",
    "missing",
    "months",
    "needed",
    "newest",
    "only_year",
    "opening_stock",
    "overspent",
    "overview",
    "poverty",
    "projects",
    "rate_change",
    "readings",
    "relapse",
    "remaining",
    "rule",
    "school_year",
    "schooling",
    "share_marked",
    "share_of",
    "standards",
    "two_measures",
    "unexplained",
    "unexplained_areas",
    "untaken",
    "year_on_year",
]
