"""What is said of the consultation: how many households were met, where nobody was, what one household wishes."""

from dashboard import format as fmt
from dashboard.findings.targets import incomplete
from dashboard.text import Text
from queries import Result, Table, words_of


def consulted(result: Result, text: Text) -> str:
    """Say «Đã tham vấn 39/51 hộ nghèo, cận nghèo; chưa ghi nhận ở Khối 8.»; `result` is by khối."""
    total = result.total
    if result.withheld:
        return text.of(result.withheld)
    if total is None or total.numerator is None:
        return text("wishes.silent", period=fmt.period(result.filters.period, text))
    said = text("wishes.told", share=fmt.share(total.numerator, total.denominator, "household", text))
    nobody = [text.of(row.label) for row in result.rows if row.numerator == 0 and row.denominator]
    more = text("wishes.nobody_in", areas=", ".join(nobody)) if nobody else ""
    return f"{incomplete(total, text)}{said}{more}."


def wishes_of(table: Table, text: Text) -> str:
    """Say what the household told at the newest consultation; without a row it was not consulted."""
    rows = table.records()
    if not rows:
        return text("wishes.household_none")
    newest = [
        row for row in rows if (row["period"], row["consulted_date"]) == (rows[0]["period"], rows[0]["consulted_date"])
    ]
    kinds = dict.fromkeys(text.of(words_of("wish_kind", row["wish_kind"])) for row in newest)
    count = sum(row["wish_kind"] != "none" for row in newest)
    day = fmt.day(rows[0]["consulted_date"], text) if rows[0]["consulted_date"] else text("wishes.no_day")
    return text("wishes.household", count=fmt.counted(count, "wish", text), day=day, kinds=", ".join(kinds))
