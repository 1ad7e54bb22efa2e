"""The number under which readers know the shape of the warehouse; they keep the same number in `queries`."""

# Raised with every change of a statement in schema.sql: a reader of another number does not open the file.
SCHEMA_VERSION = 8
# Files of an earlier number hold names as text.
SEALED_SINCE = 7
# Of the statements without comments and spacing. A test fails when they change and these two lines do not.
SCHEMA_SHA256 = "8d5f09bf274f36fc1df48eab8c027affba2cd47132eeca361632420b7baae0d0"
