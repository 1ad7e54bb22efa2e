"""What linking found in invented lists, held against their truth."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

import etl
from etl.fill import create_schema
from etl.linking import link_households

from .population import Lists, Row

THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_LISTED = [path for folder in ("told", "listed") for path in sorted((Path(etl.__file__).parent / folder).glob("*.sql"))]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts: `found` by a rule, `right` of those, `wanted` of the rows that have an earlier row of their household."""

    found: int = 0
    right: int = 0
    wanted: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.found + other.found, self.right + other.right, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else float("nan")

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else float("nan")


def stage_lists(connection: duckdb.DuckDBPyConnection, lists: Lists) -> None:
    """A schema with these lists in it, as far as `etl` goes before it links."""
    prepare_schema(connection, {str(row["period"]) for row in lists.households})
    for table, rows in (("household_review", lists.households), ("member_list", lists.members)):
        connection.register("incoming", to_arrow(rows))
        connection.execute(f"INSERT INTO stage.{table} BY NAME SELECT * FROM incoming")
        connection.unregister("incoming")
    prepare_listed(connection)


def prepare_schema(connection: duckdb.DuckDBPyConnection, periods: Iterable[str]) -> None:
    """The two standards, the years and the one setting that linking reads; suggestions from 0.4 on."""
    create_schema(connection)
    for standard, first, last in (("old", "2020-01-01", "2026-12-31"), ("new", "2027-01-01", "2030-12-31")):
        connection.execute(
            "INSERT INTO core.standard BY NAME SELECT $1 AS standard_id, $1 AS url_code, $1 AS name, "
            "$1 AS document_id, CAST($2 AS DATE) AS valid_from, CAST($3 AS DATE) AS valid_to",
            [standard, first, last],
        )
    for period in sorted(periods):
        connection.execute(
            "INSERT INTO core.period VALUES ($1, 'year', $1, make_date($2, 1, 1), make_date($2, 12, 31))",
            [period, int(period)],
        )
    connection.execute(
        "INSERT INTO core.setting BY NAME SELECT 'link_suggestion_from' AS key, $1 AS value, '' AS text_shown",
        [str(THRESHOLDS[0])],
    )


def prepare_listed(connection: duckdb.DuckDBPyConnection) -> None:
    for path in _LISTED:
        connection.execute(path.read_text(encoding="utf-8"))


def to_arrow(rows: Sequence[Row]) -> pa.Table:
    return pa.table({name: [row[name] for row in rows] for name in rows[0]})


def measure(lists: Lists) -> dict[str, Score]:
    """Scores by rule («members», «head», «automatic») and by threshold of the suggestions («0.5»).

    A link is right when the household's row before, in time, is of the same true household. A suggestion counts against
    the rows that no rule linked.
    """
    with duckdb.connect(config={"threads": "2"}) as connection:
        stage_lists(connection, lists)
        link_households(connection)
        linked = connection.execute(
            "SELECT period, listed_id, method, lag(period) OVER earlier, lag(listed_id) OVER earlier "
            "FROM core.household_link WINDOW earlier AS (PARTITION BY household_id ORDER BY period)"
        ).fetchall()
        suggested = connection.execute(
            "SELECT later_period, later_id, earlier_period, earlier_id, score FROM core.link_suggestion"
        ).fetchall()
    return _score(lists, linked, suggested)


def _score(
    lists: Lists, linked: list[tuple[str, ...]], suggested: list[tuple[str, str, str, str, float]]
) -> dict[str, Score]:
    truth = lists.truth
    first_period: dict[int, str] = {}
    for (period, _), household in truth.items():
        first_period[household] = min(period, first_period.get(household, period))
    wanted = {row for row, household in truth.items() if first_period[household] < row[0]}
    right = {
        (period, listed): truth[(period, listed)] == truth.get((earlier_period, earlier))
        for period, listed, method, earlier_period, earlier in linked
        if method != "new"
    }
    scores = {"automatic": Score(len(right), sum(right.values()), len(wanted))}
    for rule in ("members", "head"):
        rows = [right[(row[0], row[1])] for row in linked if row[2] == rule]
        scores[rule] = Score(len(rows), sum(rows), len(wanted))
    open_rows = {row for row in wanted if row not in right}
    for threshold in THRESHOLDS:
        said = [row for row in suggested if row[4] >= threshold]
        true = [row for row in said if truth[(row[0], row[1])] == truth[(row[2], row[3])]]
        reached = {(row[0], row[1]) for row in true} & open_rows
        scores[f"{threshold}"] = Score(len(said), len(true), 0)
        scores[f"{threshold} rows"] = Score(0, len(reached), len(open_rows))
    return scores


def show(scores: dict[str, Score]) -> list[str]:
    """The table: automatic rules, then suggestions by threshold."""
    lines = ["                     found    right  precision  recall"]
    for name in ("members", "head", "automatic"):
        score = scores[name]
        lines.append(f"{name:16} {score.found:9} {score.right:8}     {score.precision:.4f}  {score.recall:.4f}")
    for threshold in THRESHOLDS:
        said, rows = scores[f"{threshold}"], scores[f"{threshold} rows"]
        lines.append(
            f"suggested >= {threshold} {said.found:9} {said.right:8}     {said.precision:.4f}  {rows.recall:.4f}"
        )
    return lines
