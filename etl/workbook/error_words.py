"""What stands in a cell in place of a value that is not there."""

UNCALCULATED = "công thức chưa tính"
# What stands in place of a value that is not there (ECMA-376 part 1, 18.18.11, and what LibreOffice writes into a CSV).
ERROR_WORDS = frozenset(
    ("#N/A", "#NAME?", "#NULL!", "#NUM!", "#DIV/0!", "#REF!", "#VALUE!", "#GETTING_DATA", "Err:502", UNCALCULATED)
)
