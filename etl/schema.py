"""The number under which readers know the shape of the warehouse; they keep the same number in `queries`."""

# Raised with every change of a statement in schema.sql: a reader of another number does not open the file.
SCHEMA_VERSION = 3
# Of the statements without comments and spacing. A test fails when they change and these two lines do not.
SCHEMA_SHA256 = "7761a0183d5dcf943b2d5491ef12b6fcee7cb9a84280fdc9ae5e943a68b551de"
