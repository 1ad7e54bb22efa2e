"""A package, so that no other package called `tests` among the libraries stands before it."""
