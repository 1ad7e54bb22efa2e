"""Sentences said from results: what the heading of a page, its chart's description and the report all quote."""

from dashboard.findings.households import excluded, opening_stock, overview, poverty, share_of, two_measures, untaken
from dashboard.findings.projects import newest, overspent, projects, rule
from dashboard.findings.targets import incomplete, missing, needed, remaining, share_marked

__all__ = [
    "excluded",
    "incomplete",
    "missing",
    "needed",
    "newest",
    "opening_stock",
    "overspent",
    "overview",
    "poverty",
    "projects",
    "remaining",
    "rule",
    "share_marked",
    "share_of",
    "two_measures",
    "untaken",
]
