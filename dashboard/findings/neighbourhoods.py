"""What is said of one khối beside the ward, of khối that differ by more than chance, of groups of households."""

from dashboard import format as fmt
from dashboard.findings.targets import has_figures, measured
from dashboard.text import Text
from queries import Funnel, Result, Table, Verdict, words_of


def profile(name: str, here: tuple[Result, ...], ward: tuple[Result, ...], text: Text) -> str:
    """Say «Khối 7: 02 hộ nghèo, 05 hộ cận nghèo; toàn phường 11 và 40.»; who did not report is said to be silent."""
    if withheld := next((result.withheld for result in here if result.withheld), None):
        return f"{name}: {text.of(withheld)}"
    if all(not has_figures(result.total) if result.total else True for result in here):
        return text("neighbourhoods.silent", name=name)
    own, all_ = ([measured(result.total, text) for result in results] for results in (here, ward))
    return text("neighbourhoods.one", name=name, poor=own[0], near=own[1], ward_poor=all_[0], ward_near=all_[1])


def beside_chance(funnel: Funnel, text: Text) -> str:
    """Name the khối that differ from the ward by more than chance; that none does is said only where none may."""
    named = {
        verdict: [
            _name(spot.row.label, spot.row.numerator, spot.row.denominator, text)
            for spot in funnel.spots
            if spot.verdict is verdict
        ]
        for verdict in Verdict
    }
    said = [
        text(f"funnel.say_{verdict}", areas=", ".join(named[verdict]))
        for verdict in (Verdict.ABOVE, Verdict.BELOW, Verdict.UNCLEAR)
        if named[verdict]
    ]
    return " ".join(said) or text("funnel.say_none")


def _name(label: object, count: float | None, of: float | None, text: Text) -> str:
    return f"{text.said(label)} {fmt.count(count, text)}/{fmt.count(of, text)}"


def equity(table: Table, text: Text) -> str:
    """Say of each attribute how many of the poor households are of the group, and of how many nobody knows."""
    said = []
    for attribute in dict.fromkeys(table.column("attribute")):
        counts = {row["side"]: row["poor"] for row in table.records() if row["attribute"] == attribute}
        of, unknown, whole = counts.get(attribute, 0), counts.get("unknown", 0), sum(counts.values())
        name = text.of(words_of("equity_side", str(attribute)))
        if whole and unknown == whole:
            said.append(text("equity.none_known", name=name))
        elif whole:
            said.append(text("equity.some", name=name, of=of, whole=whole) + _doubt(unknown, text))
    return text("equity.finding", said="; ".join(said)) if said else text("equity.nobody")


def _doubt(unknown: int, text: Text) -> str:
    return text("equity.doubt", unknown=unknown) if unknown else ""
