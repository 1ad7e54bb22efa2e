"""How far the figures can be trusted, in sentences: who sent what, what was checked, what differs."""

from dashboard.findings.quality.checked import Checked, Runs, read_runs, say_checked, say_rules
from dashboard.findings.quality.sent import Sent, judge, say_due, say_sent
from dashboard.findings.quality.sums import say_classes, say_identity, say_sums

__all__ = [
    "Checked",
    "Runs",
    "Sent",
    "judge",
    "read_runs",
    "say_checked",
    "say_classes",
    "say_due",
    "say_identity",
    "say_rules",
    "say_sent",
    "say_sums",
]
