"""What can go wrong on purpose.

QueryError
├── AskedWrongly    an unknown indicator, period, area ...: the message is a Vietnamese sentence for the person
│   └── NotComparable   a difference of two numbers that are not measured alike
├── NoWarehouse     nothing to read: no data were ever loaded, or every file is damaged; Vietnamese too
└── DefinitionError a file under queries/ is written wrongly; English, for developers
"""


class QueryError(Exception):
    """Base of every error this package raises on purpose."""


class AskedWrongly(QueryError):
    """Message: what was not known, and what is; a Vietnamese sentence."""


class NotComparable(AskedWrongly):
    """Message: what differs between the two ends, and what can be compared instead; a Vietnamese sentence."""


class NoWarehouse(QueryError):
    """Message: a Vietnamese sentence with the command that builds the warehouse."""


class DefinitionError(QueryError):
    """Message: the file and what is wrong in it; English."""
