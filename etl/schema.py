"""The number under which readers know the shape of the warehouse; they keep the same number in `queries`."""

# Raised with every change of a statement in schema.sql, and of the way names are sealed: a reader of another number
# does not open the file.
SCHEMA_VERSION = 10
# Files of an earlier number hold names as text.
SEALED_SINCE = 7
# Of the statements without comments and spacing. A test fails when they change and these two lines do not.
SCHEMA_SHA256 = "30168b950d22509e817f1f7c7e31d54836fb02226ac7278f022a8fc5d53a2a99"
