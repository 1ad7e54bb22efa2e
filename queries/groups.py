"""Households of one group: which bodies can be divided by it, and the statement that reads this group alone."""

import re
from functools import cache
from pathlib import Path

from queries.catalogue import read_codes
from queries.parts import OPENING
from queries.scope import Scope
from queries.ward import Reference
from queries.warehouse import Warehouse

BEFORE = Path(__file__).with_name("group.sql").read_text(encoding="utf-8")
# What a group is read from, and what stands in its place.
READ = {"core.household_round": "household_of_group", "core.movement": "movement_of_group"}
# What else a body may read that is divided: facts of its households and persons, and which khối should be told.
BESIDE = {
    *("core.person_round", "core.movement_pair", "core.area_report", "core.link_suggestion", "core.household_event"),
    *("core.area", "core.period", "core.setting", "core.school_level", "core.ethnicity", "restricted.household"),
    *("core.entitlement", "core.household_link"),
    *("core.standard", "core.standard_indicator", "core.standard_threshold", "restricted.person"),
}
# Two ends that must balance: a household whose head changes would be of the group at one end alone.
BALANCED = {
    *("movement", "monthly_movement", "official_poor_movement", "official_near_poor_movement", "relapse_risk"),
    *("net_change_poor", "net_change_multidimensional", "link_suggestions", "unexplained_list"),
}
COMMENT = re.compile(r"--[^\n]*")
TABLE = re.compile(r"\b(?:core|restricted|raw|meta)\.\w+")
UNTOLD = """SELECT count(*)
FROM household_of_group
WHERE period = $period AND standard_id = $standard AND ($area = $ward OR area_id = $area)
    AND recognised_class IN ('poor', 'near_poor', 'unknown')"""


def list_groups() -> tuple[str, ...]:
    return tuple(read_codes()["household_group"])


@cache
def is_divisible(definition_id: str, body: str) -> bool:
    """Tell whether what this body counts are households or persons of households, whose group a list can say."""
    read = set(TABLE.findall(COMMENT.sub("", body)))
    return bool(read & READ.keys()) and read <= READ.keys() | BESIDE and definition_id not in BALANCED


@cache
def restrict(statement: str) -> str:
    """Return the statement over the households of `$group` for which it is `$is_of_group`."""
    opening = OPENING.match(statement)
    assert opening is not None  # nothing in it has to be there
    rest = TABLE.sub(lambda found: READ.get(found[0], found[0]), statement[opening.end() :])
    return f"{opening['comments']}{BEFORE}{',' if opening['steps'] else ''}{rest}"


def count_untold(scope: Scope, reference: Reference, warehouse: Warehouse) -> int:
    """Count the listed households of the question of which nobody says whether they are of the group."""
    bound = {
        "group": scope.filters.group,
        "is_of_group": None,
        "period": scope.period.period,
        "standard": scope.filters.standard_id,
        "area": scope.filters.area_id,
        "ward": reference.ward.area_id,
    }
    ((count,),) = warehouse.cursor().execute(restrict(UNTOLD), bound).fetchall()
    return int(count)
