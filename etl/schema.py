"""The number under which readers know the shape of the warehouse; they keep the same number in `queries`."""

# Raised with every change of a statement in schema.sql: a reader of another number does not open the file.
SCHEMA_VERSION = 6
# Of the statements without comments and spacing. A test fails when they change and these two lines do not.
SCHEMA_SHA256 = "d4fca95fea26a17de28129334cb7bcc59cf3036b1a3f970a7426fea5d8cf3626"
