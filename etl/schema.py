"""The number under which readers know the shape of the warehouse; they keep the same number in `queries`."""

# Raised with every change of a statement in schema.sql, and of the way names are sealed: a reader of another number
# does not open the file.
SCHEMA_VERSION = 10
# Files of an earlier number hold names as text.
SEALED_SINCE = 7
# Of the statements without comments and spacing. A test fails when they change and these two lines do not.
SCHEMA_SHA256 = "f7e3d09e225e2acd0b950021fb06d6140e6b334ec910cadd61161a3a70748e19"
