"""One chart kind per file: `draw(...)` returns the picture, `describe(...)` the same in words."""
