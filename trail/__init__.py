"""Who looked at, took away or changed what: append-only, one line each, kept apart from the data.

Lines are chained by their digests, so that a line changed, taken out or put between is seen (`verify`). Nobody on a
list is named: accounts, ids, counts and codes alone.
"""

from trail.acts import ACTS, CHANGED, DOORS, PUBLISHED, READ, Act
from trail.log import Entry, append, check_writable, read
from trail.place import find_account, find_trail
from trail.retention import count_older, shorten
from trail.verification import Finding, Verdict, read_all, verify

__all__ = [
    "ACTS",
    "CHANGED",
    "DOORS",
    "PUBLISHED",
    "READ",
    "Act",
    "Entry",
    "Finding",
    "Verdict",
    "append",
    "check_writable",
    "count_older",
    "find_account",
    "find_trail",
    "read",
    "read_all",
    "shorten",
    "verify",
]
