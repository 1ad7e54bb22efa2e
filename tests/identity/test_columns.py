"""The cells of a column are those sealed one by one."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from identity import Cipher
from identity.cipher import name_place

KEY = Cipher(bytes(range(32)))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=90)
PLACE = name_place("household", "head_name")


@settings(deadline=None)
@given(st.lists(st.tuples(st.none() | texts, texts), max_size=40))
def test_many_cells_are_sealed_as_each_alone(told: list[tuple[str | None, str]]) -> None:
    named = [name_place(row) for _, row in told]
    sealed = KEY.seal_column(
        pa.array([cell for cell, _ in told], pa.string()), PLACE, pa.array([row.decode() for row in named], pa.string())
    )
    assert sealed.to_pylist() == [
        None if cell is None else KEY.seal(cell, PLACE + row) for (cell, _), row in zip(told, named, strict=True)
    ]


def test_a_part_of_a_longer_column_is_sealed_too() -> None:
    """Of what DuckDB hands over, an array may begin in the middle of its letters."""
    cells = pa.array(["Lò Văn Mẫu", None, "", "Hoàng Thị Mẫu" * 9], pa.string()).slice(1)
    rows = pa.array(["a", "b", "c" * 16, "d" * 40], pa.string()).slice(1)
    sealed = KEY.seal_column(cells, PLACE, rows).to_pylist()
    assert sealed == [None, KEY.seal("", PLACE + b"c" * 16), KEY.seal("Hoàng Thị Mẫu" * 9, PLACE + b"d" * 40)]
    assert KEY.open(sealed[2], PLACE + b"d" * 40) == "Hoàng Thị Mẫu" * 9
