"""docs/indicators.md is written from the headers and says everything that there is."""

from queries import indicators, tables
from queries.document import is_in_step, write_document


def test_the_document_is_in_step_with_the_sql_files() -> None:
    assert is_in_step(), "run: python -m queries docs"


def test_every_indicator_and_table_is_documented() -> None:
    text = write_document()
    said = [f"`{indicator.id}`. {indicator.definition.vi}" for indicator in indicators()]
    said += [f"`{table.id}`. {table.definition.vi}" for table in tables()]
    assert [sentence for sentence in said if sentence not in text] == []
