"""The ward's roll-up: its aggregates alone, in a form that a province stacks from many wards."""

from queries.rollup.checks import Check, check
from queries.rollup.collect import collect
from queries.rollup.line import COLUMNS, SCHEMA_VERSION, Line, digest
from queries.rollup.reading import Refused, Rollup, read
from queries.rollup.stacking import Stack, stack

__all__ = [
    "COLUMNS",
    "SCHEMA_VERSION",
    "Check",
    "Line",
    "Refused",
    "Rollup",
    "Stack",
    "check",
    "collect",
    "digest",
    "read",
    "stack",
]
