"""What poor households lack most, how near they stand to the line, and what Alkire and Foster's measures say."""

from typing import Any

from dashboard import format as fmt
from dashboard.findings.targets import missing
from dashboard.text import Text
from queries import Measured, Result, Table

Cells = dict[str, Any]
MOST = 3


def tells_deprivations(matrix: Table) -> bool:
    """Tell whether the list of the round says anything of any indicator; a list of classes alone does not."""
    rows = matrix.records()
    # What is hidden is told: only an answer that nobody gave is nothing.
    return any(row["poor"] is None or row["near_poor"] is None or row["poor"] or row["near_poor"] for row in rows)


def lacks_nobody(matrix: Table) -> bool:
    """Tell whether the list answers for everybody that it has, and nobody lacks anything."""
    counts = ("poor", "poor_unknown", "near_poor", "near_poor_unknown")
    rows = matrix.records()
    return bool(rows) and all(row[name] == 0 for row in rows for name in counts)


def deprivations(matrix: Table, poor: Result, text: Text) -> str:
    """Return the heading: how many poor households, and what most of them lack."""
    if matrix.withheld:
        return text.of(matrix.withheld)
    if said := missing(poor, text):
        return said
    if not tells_deprivations(matrix):
        key = "deprivations.nobody" if lacks_nobody(matrix) else "deprivations.none"
        return text(key, period=fmt.period(matrix.filters.period, text))
    total = poor.total.numerator if poor.total else None
    lacking_ = _name_most(matrix, ("poor",), text)
    key = "deprivations.heading" if lacking_ else "deprivations.heading_none"
    return text(key, poor=fmt.counted(total, "household", text), lacking=lacking_)


def lacking(matrix: Table, classes: tuple[str, ...], text: Text) -> str:
    """Name the indicators that most households of these classes lack, and how many answers are not known."""
    named = _name_most(matrix, classes, text)
    unknown = sum(row[f"{name}_unknown"] or 0 for row in matrix.records() for name in classes)
    whose = text("deprivations.whose_" + "_".join(classes))
    parts = (
        text("deprivations.lacking", whose=whose, lacking=named) if named else text("deprivations.lacking_none"),
        text("deprivations.unknown_answers", count=fmt.count(unknown, text)) if unknown else "",
    )
    return " ".join(filter(None, parts))


def _name_most(matrix: Table, classes: tuple[str, ...], text: Text) -> str:
    counts = [(text.of(row["indicator"]), sum(row[name] or 0 for name in classes)) for row in matrix.records()]
    ordered = sorted((pair for pair in counts if pair[1]), key=lambda pair: -pair[1])[:MOST]
    return ", ".join(f"{name} ({fmt.counted(count, 'household', text)})" for name, count in ordered)


def combinations(table: Table, text: Text) -> str:
    """Say how many combinations there are, and which the poor share."""
    known = [row for row in table.records() if row["is_known"]]
    if not known:
        return text("finding.suppressed" if not table.withheld else "deprivations.no_combination")
    most = max(known, key=lambda row: (row["poor"], row["near_poor"]))
    if most["poor"] < 2:
        alone = text("deprivations.no_shared", count=fmt.padded(sum(bool(row["poor"]) for row in known), text))
        return " ".join(filter(None, (alone, _near_poor_share(known, text))))
    return text("deprivations.shared", name=text.said(most["combination"]), count=fmt.padded(most["poor"], text))


def _near_poor_share(known: list[Cells], text: Text) -> str:
    """Say how many near-poor households one package serves at most: they are drawn where no two poor are alike."""
    most = max((row["near_poor"] or 0 for row in known if row["deprivations"]), default=0)
    return text("deprivations.near_poor_share", count=fmt.padded(most, text)) if most > 1 else ""


def nearest(gaps: Table, points: Table, text: Text) -> str:
    """Say how many poor households need how few deprivations removed; outside the office, how many are drawn."""
    told = [row for row in gaps.records() if row["recognised_class"] == "poor"]
    if not told:
        drawn = [sum(row[name] or 0 for row in points.records()) for name in ("poor", "near_poor")]
        if not points.rows:
            return text("finding.suppressed")
        return text("deprivations.drawn", poor=fmt.padded(drawn[0], text), near_poor=fmt.padded(drawn[1], text))
    known = [row["fewest"] for row in told if row["fewest"] is not None]
    unclear = text("deprivations.gap_unclear", count=fmt.padded(len(told) - len(known), text))
    if not known:
        return unclear
    said = text(
        "deprivations.nearest",
        poor=fmt.padded(len(told), text),
        count=fmt.padded(known.count(min(known)), text),
        fewest=fmt.padded(min(known), text),
        most=fmt.padded(max(known), text),
    )
    return said if len(known) == len(told) else f"{said} {unclear}"


def remedies(table: Table, text: Text) -> str:
    """Name the deprivations that nothing in the plan removes."""
    none = [text.of(row["indicator"]) for row in table.records() if row["remedy"] is None]
    return text("remedies.missing", names=", ".join(none)) if none else text("remedies.all")


def measured_poverty(measured: Measured, text: Text) -> str:
    """Say H, A and M0 by household in one sentence."""
    one = measured.by_household
    if one is None:
        return text("measures.nothing")
    return text(
        "measures.finding",
        n=fmt.count(one.n, text),
        shortfalls=measured.shortfalls,
        h=fmt.percent(one.headcount, text),
        a=fmt.percent(one.intensity, text),
        m0=fmt.number(one.m0, text, 4),
    )


def unmeasured(measured: Measured, text: Text) -> str:
    parts = (("left_out", measured.left_out), ("unsized", measured.unsized))
    return " ".join(text(f"measures.{name}", count=fmt.padded(count, text)) for name, count in parts if count)
