"""One khối on one screen: what is counted of it beside the ward's, in the order of the plan."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from dashboard import format as fmt
from dashboard.grids import neighbourhoods as grids
from dashboard.grids.neighbourhoods import Measure
from dashboard.ui import block, cache, cards, filters, navigation
from dashboard.ui.filters import Chosen
from queries import Result, Table

# Each indicator with the page that tells more of it.
MEASURES = (
    ("poor_households", "bien-dong"),
    ("near_poor_households", "bien-dong"),
    ("poverty_rate", "bien-dong"),
    ("escaped", "bien-dong"),
    ("relapsed", "bien-dong"),
    ("new_poor", "bien-dong"),
    ("children_right_level", "tre-em"),
    ("training_coverage", "dao-tao-nghe"),
    ("information_device", "phuong-tien-thong-tin"),
    ("policy_served", "chinh-sach"),
)


@lru_cache(maxsize=64)
def of_ward(chosen: Chosen) -> Chosen:
    """Return the same question of the whole ward."""
    return replace(chosen, filters=replace(chosen.filters, area_id=None))


def show(chosen: Chosen, name: str) -> None:
    """Show the counts of the khối and its lists; what may not be told by khối says so in its line."""
    text, whole, small = chosen.text, of_ward(chosen), cache.small_below()
    answers = tuple(cache.value(indicator_id, chosen) for indicator_id, _ in MEASURES)
    measures = tuple(
        grids.read_measure(answer, cache.value(indicator_id, whole), _lead(chosen, slug), small, text)
        for answer, (indicator_id, slug) in zip(answers, MEASURES, strict=True)
    )
    told = (_residents(chosen, whole), *measures, *_waiting(chosen, whole), *_obstacles(chosen, whole))
    cards.note(*dict.fromkeys(text.of(answer.withheld) for answer in answers if answer.withheld))
    counted = grids.profile(told, name, text("neighbourhoods.profile"), text)
    deprived = _deprivations(chosen, whole, name)
    beside = "".join(grid.html for grid in (counted, deprived) if grid)
    block.show(
        chosen,
        "profile",
        text("neighbourhoods.profile_finding", name=name),
        notes=(text("neighbourhoods.how"),),
        grids=(counted, deprived),
        markup=f'<div class="beside">{beside}</div>',
        lists=(cache.table("household_cards", chosen),),
        link=f"ho{filters.query(ho='')}",
        answers=(*(answer for answer in answers if not answer.withheld), cache.table("resident_list", chosen)),
    )


def _lead(chosen: Chosen, page: str, **more: str) -> str:
    return navigation.lead(f"{page}{filters.query(**more)}", chosen.viewer.role)


def _count(name: str, counts: tuple[int | None, int | None], address: str, chosen: Chosen) -> Measure:
    shown = tuple(fmt.count(count, chosen.text) for count in counts)
    return Measure(chosen.text(name), *shown, address=address, numbers=counts)


def _residents(chosen: Chosen, whole: Chosen) -> Measure:
    counts = tuple(_add_known(cache.table("resident_list", each), "resident_households") for each in (chosen, whole))
    return _count("neighbourhoods.residents", (counts[0], counts[1]), "", chosen)


def _add_known(table: Table, name: str) -> int | None:
    """Return the sum, None where a khối lacks its number: the known part is not the whole."""
    values = table.column(name)
    return sum(int(str(value)) for value in values) if values and None not in values else None


def _waiting(chosen: Chosen, whole: Chosen) -> tuple[Measure, ...]:
    """Count who is entitled and not served; a policy that is told of the ward alone is in neither count."""
    tables = [cache.table("unserved", each) for each in (chosen, whole)]
    if any(table.withheld for table in tables):
        return ()
    counts = [_sum_divided(table, "waiting") for table in tables]
    return (_count("neighbourhoods.waiting", (counts[0], counts[1]), _lead(chosen, "chinh-sach"), chosen),)


def _sum_divided(table: Table, name: str) -> int | None:
    told = [row[name] for row in table.records() if row["is_divided"] and row["origin"] and row[name] is not None]
    return sum(told) if told else None


def _obstacles(chosen: Chosen, whole: Chosen) -> tuple[Measure, ...]:
    """Count what stands in the way of a conclusion: unexplained, of unknown class, forms that were not sent."""
    pairs = [
        [cache.value(name, each) for each in (chosen, whole)] for name in ("unexplained_households", "poor_households")
    ]
    address = _lead(chosen, "bien-dong", muc="chua_ro")
    unexplained = (
        () if pairs[0][0].withheld else (grids.read_measure(*pairs[0], address, cache.small_below(), chosen.text),)
    )
    unknown = tuple(_unknown(result) for result in pairs[1])
    silent = tuple(_count_silent(cache.table("area_reports", each)) for each in (chosen, whole))
    return (
        *unexplained,
        _count("neighbourhoods.unknown_class", (unknown[0], unknown[1]), _lead(chosen, "bien-dong"), chosen),
        _count("neighbourhoods.silent_forms", (silent[0], silent[1]), _lead(chosen, "chat-luong"), chosen),
    )


def _unknown(result: Result) -> int | None:
    return None if result.total is None or result.total.suppressed else result.total.unknown


def _count_silent(table: Table) -> int | None:
    return sum(row["is_due"] and not row["is_reported"] for row in table.records()) if table.rows else None


def _deprivations(chosen: Chosen, whole: Chosen, name: str) -> grids.Grid | None:
    """Return the twelve indicators of the poor and near-poor; None where they may not be told."""
    here, ward = (cache.table("deprivation_matrix", each) for each in (chosen, whole))
    if here.withheld or not here.rows:
        return None
    text, known = chosen.text, {row["indicator"]: row for row in here.records()}
    of_all = {row["indicator"]: row for row in ward.records()}
    measures = tuple(
        Measure(
            text.of(indicator),
            _deprived(known.get(indicator), chosen),
            # The account of a khối sees its own.
            text("overview.withheld") if ward.withheld else _deprived(of_all.get(indicator), chosen),
        )
        for indicator in of_all or known
    )
    return grids.profile(measures, name, chosen.text("neighbourhoods.deprived"), chosen.text)


def _deprived(row: dict[str, Any] | None, chosen: Chosen) -> str:
    text = chosen.text
    if row is None or row["poor"] is None or row["near_poor"] is None:
        return text("not_reported")
    count, unknown = row["poor"] + row["near_poor"], row["poor_unknown"] + row["near_poor_unknown"]
    shown = fmt.count(count, text)
    return text("table.unknown", shown=shown, unknown=unknown) if unknown else shown
