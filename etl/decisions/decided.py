"""Everything people decided, as one build uses it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from etl.decisions.answers import NO_ANSWERS, Answers, read_answers
from etl.decisions.corrections import Correction, read_corrections
from etl.decisions.held import HeldClass, read_held
from etl.folder import DataFolder
from etl.linking.decisions import LinkDecision, read_decisions
from etl.publish import find_current
from etl.reference import list_area_ids, read_area_names


@dataclass(frozen=True, slots=True)
class Decided:
    """`links` by their line, `corrections` by the sha256 of their file; `published` tells the classes to keep."""

    answers: Answers = NO_ANSWERS
    links: Mapping[int, LinkDecision] = field(default_factory=dict)
    corrections: Mapping[str, Sequence[Correction]] = field(default_factory=dict)
    held: Sequence[HeldClass] = ()
    published: Path | None = None


NOTHING_DECIDED = Decided()


def read_decided(connection: duckdb.DuckDBPyConnection, folder: DataFolder) -> Decided:
    """Needs the reference in the warehouse. Raises InputError naming file and line where a line cannot be read."""
    decisions = folder.decisions
    return Decided(
        read_answers(decisions, list_area_ids(connection), read_area_names(connection).find),
        read_decisions(decisions),
        read_corrections(decisions),
        read_held(decisions),
        None if folder.is_sample else find_current(folder.root, folder.pointer),
    )
