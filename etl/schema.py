"""The number under which readers know the shape of the warehouse; they keep the same number in `queries`."""

# Raised with every change of a statement in schema.sql: a reader of another number does not open the file.
SCHEMA_VERSION = 7
# Files of an earlier number hold names as text.
SEALED_SINCE = 7
# Of the statements without comments and spacing. A test fails when they change and these two lines do not.
SCHEMA_SHA256 = "d71f8c4a16c10dcbfbe070e9619901d3a92d6f3b2e199cc7bae1e087ab8e777d"
