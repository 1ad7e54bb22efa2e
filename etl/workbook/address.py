"""Places of cells as an officer sees them: «P17»."""


def name_column(column: int) -> str:
    """0 -> "A", 26 -> "AA"."""
    letters = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        letters = chr(ord("A") + letter) + letters
        column -= 1
    return letters


def name_cell(row: int, column: int) -> str:
    """0-based place to the address an officer sees: (16, 15) -> "P17"."""
    return f"{name_column(column)}{row + 1}"
