"""The number under which readers know the shape of the warehouse; they keep the same number in `queries`."""

# Raised with every change of a statement in schema.sql: a reader of another number does not open the file.
SCHEMA_VERSION = 5
# Of the statements without comments and spacing. A test fails when they change and these two lines do not.
SCHEMA_SHA256 = "f2563ac822ec8fc55f36b5d7ef89cc4a316ab472ea5e5dcc1c52e62b4df7bf98"
