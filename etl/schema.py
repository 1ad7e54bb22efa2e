"""The number under which readers know the shape of the warehouse; they keep the same number in `queries`."""

# Raised with every change of a statement in schema.sql: a reader of another number does not open the file.
SCHEMA_VERSION = 8
# Files of an earlier number hold names as text.
SEALED_SINCE = 7
# Of the statements without comments and spacing. A test fails when they change and these two lines do not.
SCHEMA_SHA256 = "4c388f0a456e97626c2cf365383e2e701fb840a71f63d4d960306b8956ffe784"
