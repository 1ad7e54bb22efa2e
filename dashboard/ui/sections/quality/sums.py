"""What must add up: sums that files write, the movement of each khối, the class decided beside the class computed."""

from functools import lru_cache
from typing import Any

import queries
from dashboard.findings import quality
from dashboard.grids import crosstabs, listing, rows
from dashboard.grids import quality as grids
from dashboard.grids.quality import Place
from dashboard.ui import block, cache
from dashboard.ui.filters import Chosen
from dashboard.ui.sections.quality.rules import SHOWN
from queries import Table

LISTED = ("poor", "near_poor")
# Steps that no document explains: they are counted, so that the identity holds, and named as open.
OPEN = ("absences", "arrivals", "became_unknown", "was_unknown")


def show(chosen: Chosen) -> None:
    show_sums(chosen)
    show_identity(chosen)
    show_classes(chosen)


def show_sums(chosen: Chosen) -> None:
    text, counted, sums = chosen.text, cache.table("checksum_counts", chosen), cache.table("checksums", chosen)
    told, counts = rows.drop_blank(sums), listing.grid(counted, text)
    cut = text("table.cut", shown=SHOWN, rows=len(told.rows)) if len(told.rows) > SHOWN else ""
    block.show(
        chosen,
        "quality_sums",
        quality.say_sums(counted, text),
        text("sums.how"),
        notes=(text.of(sums.withheld) if counted.rows else "", cut),
        markup=f"{counts.html}{block.fold(listing.grid(rows.cut(told, SHOWN), text))}" if counted.rows else "",
        grids=(counts, listing.grid(told, text)) if told.rows else (counts,) if counted.rows else (),
        answers=(counted, sums),
    )


def show_identity(chosen: Chosen) -> None:
    text, movement, places = chosen.text, cache.table("movement", chosen), read_places(chosen)
    block.show(
        chosen,
        "quality_identity",
        quality.say_identity(places, text("table.total"), text),
        text("identity.how"),
        notes=(text.of(movement.withheld),),
        grids=(grids.identities(places, text),) if places else (),
        answers=(movement,),
    )


def show_classes(chosen: Chosen) -> None:
    text, classes, listed = chosen.text, cache.table("class_by_score", chosen), cache.table("class_differences", chosen)
    block.show(
        chosen,
        "quality_classes",
        quality.say_classes(classes, text),
        text("classes.how"),
        notes=(text.of(classes.withheld),),
        grids=(crosstabs.classes(classes, text),) if classes.rows else (),
        lists=(listed,) if classes.rows else (),
        answers=(classes,),
    )


@lru_cache(maxsize=cache.KEPT)
def read_places(chosen: Chosen) -> tuple[Place, ...]:
    """Return the identity of each khối, then of the whole; of the whole alone where khối may not be told apart."""
    text, whole = chosen.text, cache.table("movement", chosen)
    if whole.withheld or not whole.rows:
        return ()
    total = [_read_place(whole, listed, text("table.total")) for listed in LISTED]
    divided = cache.table("movement", chosen, by_area=True)
    if divided.withheld or chosen.filters.area_id:
        return tuple(total)
    names = {area.area_id: area.name for area in queries.reference().areas}
    met = dict.fromkeys(str(area) for area in divided.column("area_id"))
    ordered = [area for area in names if area in met]
    of_areas = [
        _read_place(rows.leave_out(rows.keep(divided, area_id=area), "area_id"), listed, names[area])
        for area in ordered
        for listed in LISTED
    ]
    return (*of_areas, *total)


def _read_place(movement: Table, listed: str, name: str) -> Place:
    steps: dict[str, dict[str, Any]] = {row["step"]: row for row in rows.keep(movement, listed_class=listed).records()}

    def add(sign: int) -> int | None:
        counts = [row["households"] for row in steps.values() if row["sign"] == sign]
        return None if None in counts or not counts else sum(counts)

    begin, end = (steps[step]["households"] if step in steps else None for step in ("begin", "end"))
    unexplained = [steps[step]["households"] for step in OPEN if step in steps]
    waiting = None if None in unexplained or not unexplained else sum(unexplained)
    return name, listed, (begin, add(1), add(-1), end, waiting, queries.find_residual(movement, listed))
