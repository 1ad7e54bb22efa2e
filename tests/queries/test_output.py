"""What leaves the command line."""

import csv
import io

import pytest

from queries.output import Format, write


@pytest.mark.parametrize("words", ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_words_of_data_are_no_formula_in_a_csv(words: str) -> None:
    (row,) = csv.DictReader(io.StringIO(write([{"head_name": words, "households": -2}], Format.CSV), newline=""))
    assert row == {"head_name": f"'{words}", "households": "-2"}
