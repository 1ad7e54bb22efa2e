"""What the page of money says: spent of how much, who has not said, what is spent too much, what may be left."""

from collections import Counter
from datetime import date
from typing import Any

import queries
from dashboard import format as fmt
from dashboard.findings.projects import ABSENT, money_spent
from dashboard.text import Text
from queries import Result, Setting, Table, read_codes, words_of

# Lines named in one sentence; the table names all.
MOST = 3
Row = dict[str, Any]


def money(disbursement: Result, lines: Table, text: Text) -> str:
    """Say the one rate, then who is missing from it: «Đã giải ngân ít nhất …. Chưa báo cáo: …»."""
    total = disbursement.total
    if total is None and lines.filters.unit_id:
        return text("sheets.no_lines")
    if total is None:
        return text("finding.no_projects", period=fmt.period(lines.filters.period, text))
    missing = silent(lines, text) if total.unknown else ""
    if total.numerator is not None and total.denominator:
        return f"{_least(total, text)} {missing}" if missing else money_spent(disbursement, text)
    if not total.denominator and not total.unknown:
        return text("money.none")
    return f"{text('money.none_told', available=fmt.money(total.denominator, text))} {missing}".strip()


def _least(total: queries.Row, text: Text) -> str:
    spent, available = fmt.money(total.numerator, text), fmt.money(total.denominator, text)
    return text("money.least", spent=spent, available=available, share=fmt.percent(total.value, text))


def silent(lines: Table, text: Text) -> str:
    """Name the lines that have not reported, each with its money."""
    names = [
        text("money.line_of", name=name, money=_worth(row["silent_vnd"], text))
        for row, name in zip(lines.records(), name_lines(lines, text), strict=True)
        if row["silent_lines"]
    ]
    if not names:
        return text("money.all_told")
    more = text("money.more", count=len(names) - MOST) if len(names) > MOST else ""
    return text("money.silent", names="; ".join(filter(None, (*names[:MOST], more))))


def name_lines(table: Table, text: Text) -> list[str]:
    """Name the line of each row; one of several sources is told apart by its source."""
    rows = table.records()
    counts = Counter(text.said(row["line_name"]) for row in rows)
    return [
        text("money.line_source", name=name, source=text.said(row["fund_source"])) if counts[name] > 1 else str(name)
        for row in rows
        for name in (text.said(row["line_name"]),)
    ]


def overspent_lines(lines: Table, text: Text) -> tuple[str, ...]:
    """Name every line and source whose spending is above its money, by how much."""
    return tuple(
        text(
            "money.overspent",
            name=text.said(row["line_name"]),
            source=text.said(row["fund_source"]),
            spent=fmt.money(row["disbursed_vnd"], text),
            available=fmt.money(row["available_vnd"], text),
            over=fmt.money(row["overspent_vnd"], text),
        )
        for row in lines.records()
        if row["overspent_vnd"]
    )


def states(lines: Table, text: Text) -> str:
    """Count the lines by state: «8 dòng dự án: 4 đã báo cáo đủ, 1 chi vượt, 1 chưa báo cáo, 2 không có vốn.»."""
    counted = Counter(str(state) for state in lines.column("money_state"))
    order = [state for state in read_codes()["money_state"] if counted[state]]
    said = ", ".join(f"{counted[state]} {text.of(words_of('money_state', state))}" for state in order)
    return text("money.lines", count=len(lines.rows), states=said)


def groups(table: Table, name: str, text: Text) -> str:
    """Say the rate of each row of a table of money: «Chuyển nguồn: 50%; Vận động: không có vốn.»."""
    said = (f"{text.said(row[name])}: {_say_share(row, text)}" for row in table.records())
    return "; ".join(said) + "."


def _say_share(row: Row, text: Text) -> str:
    if row["money_share"] is None:
        return text.of(words_of("money_state", row["money_state"]))
    share = fmt.percent(row["money_share"], text)
    return text("money.share_partly", share=share) if row["silent_lines"] else share


def say_row(row: Row, text: Text) -> str:
    """Say the money of one row; what is not known is never 0, and what is spent too much is said, not cut off."""
    if row.get("scope") in ABSENT and not row["available_vnd"] and not row["disbursed_vnd"]:
        return text.of(words_of("scope", row["scope"]))
    state, said = row["money_state"], []
    if state in ("no_money", "no_figures"):
        return text.of(words_of("money_state", state))
    if row["disbursed_vnd"] is not None:
        key = "money.spent_partly" if row["silent_lines"] else "money.spent"
        spent, available = fmt.money(row["disbursed_vnd"], text), fmt.money(row["available_vnd"], text)
        said.append(text(key, spent=spent, available=available, share=fmt.percent(row["money_share"], text)))
    if row["overspent_vnd"]:
        said.append(text("money.over", over=fmt.money(row["overspent_vnd"], text)))
    if row["silent_lines"]:
        # A row of one line has no count of lines.
        key = "money.untold" if "lines" in row else "money.line_untold"
        said.append(text(key, count=row["silent_lines"], money=_worth(row["silent_vnd"], text)))
    return ", ".join(said)


def carried_over(sources: Table, text: Text) -> str:
    """Say under which sources the money of the column «Chuyển nguồn» stands: it is not moved to another source."""
    told = [
        text("money.line_of", name=text.said(row["fund_source"]), money=fmt.money(row["carried_over_vnd"], text))
        for row in sources.records()
        if row["carried_over_vnd"]
    ]
    return text("money.carried_over", sources="; ".join(told)) if told else ""


def pace(table: Table, settings: dict[str, Setting], text: Text) -> str:
    """Say the range that may be left at the end of the year and at the settlement, or why there is none."""
    known = [row for row in table.records() if row["unspent_most_vnd"] is not None]
    if not any(row["pace_state"] == "estimated" for row in known):
        return f"{text('money.no_pace')} {unestimated(table, text)}".strip()
    year = table.as_of.year
    settled = date(year + 1, *(int(settings[f"money_settled_{part}"].value) for part in ("month", "day")))
    return text(
        "money.pace",
        year_end=fmt.day(date(year, 12, 31), text),
        unspent=_range(known, "unspent", text),
        settled_on=fmt.day(settled, text),
        settled=_range(known, "settled", text),
    )


def unestimated(table: Table, text: Text) -> str:
    """Name the lines that are not in the range, together those of one reason."""
    named: dict[str, list[str]] = {}
    names = name_lines(table, text)
    for row, name in zip(table.records(), names, strict=True):
        if row["unspent_most_vnd"] is None:
            named.setdefault(row["pace_state"], []).append(name)
    return " ".join(
        text("money.unestimated", state=text.of(words_of("pace_state", state)), lines="; ".join(lines))
        for state, lines in named.items()
    )


def pace_rule(settings: dict[str, Setting], text: Text) -> str:
    limits = {name: settings[f"pace_{name}"].value for name in ("min_reports", "min_days")}
    return text("money.pace_rule", **limits)


def _range(known: list[Row], name: str, text: Text) -> str:
    least, most = (sum(row[f"{name}_{end}_vnd"] for row in known) for end in ("least", "most"))
    if least == most:
        return fmt.money(least, text)
    return text("money.range", least=fmt.money(least, text), most=fmt.money(most, text))


def _worth(vnd: int | None, text: Text) -> str:
    """Write what a silent line has; nobody told its money either is «chưa rõ vốn», never nothing."""
    return text("money.unknown") if vnd is None else fmt.money(vnd, text)
