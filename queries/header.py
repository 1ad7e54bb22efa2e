"""Reading `queries/indicators/*.sql` and `queries/tables/*.sql`: a YAML header in a comment, then one SELECT."""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any, Literal, TypeVar

import duckdb
import yaml
from pydantic import BaseModel, ValidationError

from queries.errors import DefinitionError
from queries.indicator import Access, Behind, Direction, Frequency, Indicator, Kind
from queries.listing import Column, ColumnKind, Coverage, TableDefinition
from queries.parts import add_parts
from queries.units import UNITS
from queries.words import Words

Header = TypeVar("Header", bound=BaseModel)
HEAD = re.compile(r"\A/\*\s*---\r?\n(?P<head>.*?)\r?\n---\s*\*/\r?\n(?P<body>.*)\Z", re.DOTALL)


class UniqueKeyLoader(yaml.SafeLoader):
    """PyYAML keeps the last of two equal keys in silence; here the second one is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value]
        if repeated := {key for key in keys if keys.count(key) > 1}:
            raise yaml.constructor.ConstructorError(None, None, f"repeated key {sorted(repeated)}", node.start_mark)
        return super().construct_mapping(node, deep)


class WordsHeader(BaseModel, frozen=True, extra="forbid"):
    vi: str
    en: str

    def words(self) -> Words:
        return Words(self.vi, self.en)


class IndicatorHeader(BaseModel, frozen=True, extra="forbid"):
    title: WordsHeader
    definition: WordsHeader
    kind: Kind
    unit: str
    direction: Direction
    frequency: Frequency
    slices: tuple[str, ...]
    sources: tuple[str, ...]
    rows: dict[str, dict[str, tuple[str, ...]]] = {}
    basis: WordsHeader | None = None
    target: str | None = None
    access: Access = "public"
    parts: str | None = None


class ColumnHeader(BaseModel, frozen=True, extra="forbid"):
    """`sum`: the table adds this column up over khối; `whole`: only where it is known of every one.

    `earliest`: of a table that adds up, the first day over khối. `derived`: Python computes it from the other columns.
    `own_words`: what the ward wrote of its own work, which does not leave the house.
    """

    name: str
    title: WordsHeader
    kind: ColumnKind
    codes: str | None = None
    sum: bool | Literal["whole"] = False
    earliest: bool = False
    derived: bool = False
    own_words: bool = False


class TableHeader(BaseModel, frozen=True, extra="forbid"):
    """`slices`: what the body tells of each row and filters choose by, though the sums are made over it."""

    title: WordsHeader
    definition: WordsHeader
    columns: tuple[ColumnHeader, ...]
    sources: tuple[str, ...]
    rows: dict[str, dict[str, tuple[str, ...]]] = {}
    access: Access
    slices: tuple[Literal["unit_id"], ...] = ()
    coverage: Coverage | None = None


def read_indicator(path: Path) -> Indicator:
    """Read one indicator; its id is the file's name. Raises DefinitionError."""
    head, body = _split(path)
    header = _validate(IndicatorHeader, head, path)
    if header.unit not in UNITS:
        raise DefinitionError(f"{path.name}: unknown unit {header.unit!r}; known: {', '.join(UNITS)}")
    unit = UNITS[header.unit]
    if unit.uniform_by and unit.uniform_by not in header.slices:
        raise DefinitionError(f"{path.name}: unit {unit.id} needs the slice {unit.uniform_by!r}")
    if header.parts and header.parts not in header.slices:
        raise DefinitionError(f"{path.name}: parts {header.parts!r} is not one of its slices")
    return Indicator(
        id=path.stem,
        title=header.title.words(),
        definition=header.definition.words(),
        kind=header.kind,
        unit=unit,
        direction=header.direction,
        frequency=header.frequency,
        slices=header.slices,
        sources=header.sources,
        basis=header.basis.words() if header.basis else None,
        target=header.target,
        access=header.access,
        body=body,
        rows=_read_rows(header.rows),
        parts=header.parts,
    )


def read_table(path: Path) -> TableDefinition:
    """Read one table; its id is the file's name. Raises DefinitionError."""
    head, body = _split(path)
    header = _validate(TableHeader, head, path)
    columns = tuple(
        Column(
            c.name, c.title.words(), c.kind, c.codes, bool(c.sum), c.sum == "whole", c.derived, c.earliest, c.own_words
        )
        for c in header.columns
    )
    return TableDefinition(
        id=path.stem,
        title=header.title.words(),
        definition=header.definition.words(),
        columns=columns,
        sources=header.sources,
        access=header.access,
        body=body,
        coverage=header.coverage,
        rows=_read_rows(header.rows),
        slices=header.slices,
    )


def _read_rows(rows: dict[str, dict[str, tuple[str, ...]]]) -> tuple[Behind, ...]:
    return tuple(Behind(table, tuple(where.items())) for table, where in rows.items())


def _split(path: Path) -> tuple[object, str]:
    found = HEAD.match(path.read_text(encoding="utf-8-sig"))
    if found is None:
        raise DefinitionError(f"{path.name}: does not start with a header /* --- … --- */")
    try:
        head: object = yaml.load(found["head"], UniqueKeyLoader)
    except yaml.YAMLError as error:
        raise DefinitionError(f"{path.name}: header is not YAML: {error}") from error
    return head, _check_body(add_parts(found["body"].strip()), path)


def _validate(model: type[Header], head: object, path: Path) -> Header:
    try:
        return model.model_validate(head)
    except ValidationError as error:
        raise DefinitionError(f"{path.name}: {error}") from error


def _check_body(body: str, path: Path) -> str:
    """A body is one SELECT with no parameter of its own: the engine wraps it and binds, so it is read wrapped."""
    try:
        statements = duckdb.extract_statements(f"SELECT * FROM (\n{body}\n) AS rows_")
    except duckdb.Error as error:
        raise DefinitionError(f"{path.name}: the body must be one SELECT without a semicolon: {error}") from error
    if len(statements) != 1:
        raise DefinitionError(f"{path.name}: the body must be one SELECT")
    if statements[0].named_parameters:
        raise DefinitionError(f"{path.name}: the body has parameters {sorted(statements[0].named_parameters)}")
    return body
