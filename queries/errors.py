"""What can go wrong on purpose.

QueryError
├── UserError       for the person: `words` say it in both languages, the message is the Vietnamese sentence
│   ├── AskedWrongly    an unknown indicator, period, area ...: what was not known, and what is
│   │   ├── NotComparable   a difference of two numbers that are not measured alike
│   │   └── NotAllowed      a khối or unit that this viewer does not answer for
│   └── NoWarehouse     nothing to read: no data were ever loaded, or every file is damaged
└── DefinitionError a file under queries/ is written wrongly; English, for developers
"""

from queries.words import Words


class QueryError(Exception):
    """Base of every error this package raises on purpose."""


class UserError(QueryError):
    """Raised with the sentence in Vietnamese and in English."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi)
        self.words = Words(vi, en)


class AskedWrongly(UserError):
    """Message: what was not known, and what is."""


class NotComparable(AskedWrongly):
    """Message: what differs between the two ends, and what can be compared instead."""


class NotAllowed(AskedWrongly):
    """Message: what was asked for, and what this viewer may ask for."""


class NoWarehouse(UserError):
    """Message: what was looked for, and the command that builds the warehouse."""


class DefinitionError(QueryError):
    """Message: the file and what is wrong in it; English."""
