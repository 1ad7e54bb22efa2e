"""Sentences said from results: what the heading of a page, its chart's description and the report all quote."""

from dashboard.findings.areas import short_areas, statuses, stock_areas
from dashboard.findings.children import birth_years, readings, school_year, schooling
from dashboard.findings.gaps import untold
from dashboard.findings.households import excluded, opening_stock, overview, poverty, share_of, two_measures, untaken
from dashboard.findings.issues import group_issues, recognised
from dashboard.findings.movement import (
    changed_class,
    decompose,
    months,
    only_year,
    own_report,
    rate_change,
    relapse,
    standards,
    unexplained,
    unexplained_areas,
    year_on_year,
)
from dashboard.findings.projects import courses, newest, overspent, projects, rule, slowest
from dashboard.findings.targets import has_figures, incomplete, measured, missing, needed, remaining, share_marked
from dashboard.findings.tasks import (
    TARGET,
    conclusions,
    outputs,
    sort_overdue,
    target_outputs,
    tasks,
    unassigned,
    unreported,
)
from dashboard.findings.tasks import rule as rule_of_tasks

__all__ = [
    "TARGET",
    "birth_years",
    "changed_class",
    "conclusions",
    "courses",
    "decompose",
    "excluded",
    "group_issues",
    "has_figures",
    "incomplete",
    "measured",
    "missing",
    "months",
    "needed",
    "newest",
    "only_year",
    "opening_stock",
    "outputs",
    "overspent",
    "overview",
    "own_report",
    "poverty",
    "projects",
    "rate_change",
    "readings",
    "recognised",
    "relapse",
    "remaining",
    "rule",
    "rule_of_tasks",
    "school_year",
    "schooling",
    "share_marked",
    "share_of",
    "short_areas",
    "slowest",
    "sort_overdue",
    "standards",
    "statuses",
    "stock_areas",
    "target_outputs",
    "tasks",
    "two_measures",
    "unassigned",
    "unexplained",
    "unexplained_areas",
    "unreported",
    "untaken",
    "untold",
    "year_on_year",
]
