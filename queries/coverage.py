"""Of how many khối a table that is added up over khối tells."""

from dataclasses import dataclass

from queries.listing import Coverage
from queries.scope import Scope
from queries.ward import Reference
from queries.warehouse import Warehouse

OF_QUESTION = "period = $period AND standard_id = $standard AND ($area = $ward OR area_id = $area)"
STATEMENTS = {
    # The khối of either end of the round, and those whose movements are known.
    "movement": f"""
        SELECT count(*), count(CASE WHEN is_known THEN 1 END)
        FROM (SELECT period, standard_id, area_id FROM core.area_report WHERE form = 'household_review')
        FULL JOIN core.movement_pair USING (period, standard_id, area_id)
        WHERE {OF_QUESTION}
    """,
    # The khối of the round, and those whose list is in.
    "household_review": f"""
        SELECT count(*), count(CASE WHEN is_reported THEN 1 END)
        FROM core.area_report
        WHERE form = 'household_review' AND area_id <> 'chua_xac_dinh' AND {OF_QUESTION}
    """,
    # The khối of a round under two standards, and those whose list is in under both.
    "two_standards": """
        SELECT count(*), count(CASE WHEN is_reported THEN 1 END)
        FROM (
            SELECT area_id, bool_and(is_reported) AND count(DISTINCT standard_id) > 1 AS is_reported
            FROM core.area_report
            WHERE form = 'household_review' AND area_id <> 'chua_xac_dinh' AND period = $period
                AND ($area = $ward OR area_id = $area)
            GROUP BY area_id
        ) AS khoi
    """,
}


@dataclass(frozen=True, slots=True)
class Areas:
    """Counts of khối."""

    total: int
    told: int


def count_areas(coverage: Coverage, scope: Scope, reference: Reference, warehouse: Warehouse) -> Areas:
    """Count the khối of the question and those that are told."""
    bound = {
        "period": scope.period.period,
        "standard": scope.filters.standard_id,
        "area": scope.filters.area_id,
        "ward": reference.ward.area_id,
    }
    statement = STATEMENTS[coverage]
    asked = {name: value for name, value in bound.items() if f"${name}" in statement}
    ((total, told),) = warehouse.cursor().execute(statement, asked).fetchall()
    return Areas(total, told)
