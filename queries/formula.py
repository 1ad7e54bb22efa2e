"""Words that a spreadsheet would run as a formula; every file we write marks them as words (OWASP, CSV injection)."""

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def looks_like_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith(SIGNS)


def guard(words: str) -> str:
    """Return words for a CSV file, where only an apostrophe before them can say that they are words."""
    return f"'{words}" if looks_like_formula(words) else words
