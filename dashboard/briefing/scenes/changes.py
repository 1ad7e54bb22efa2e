"""What changed since the last meeting, and what became of its conclusions?"""

from collections import Counter
from textwrap import shorten
from typing import Any

from dashboard import findings, theme
from dashboard import format as fmt
from dashboard.briefing.desk import Desk
from dashboard.briefing.news import Since, read_news
from dashboard.briefing.scene import Fact, Scene
from dashboard.briefing.targets import name_units
from dashboard.findings.tasks import name_matter, sort_overdue
from dashboard.grids import Cell, Grid, Mark, headed
from dashboard.text import Text
from queries import Standing, Table, words_of

MOST_NEWS, MOST_CONCLUSIONS = 3, 4
# Letters of a conclusion that two lines of a scene hold; its end is said by «…».
LONGEST = 90


def build(desk: Desk) -> Scene:
    text, told, since = desk.text, desk.table("conclusion_list"), read_news(desk)
    standings = Counter(told.column("standing"))
    done = standings[Standing.DONE] + standings[Standing.DONE_LATE]
    facts = (Fact(f"{done}/{len(told.rows)}", text("scene.changes_fact"), (told,)),) if told.rows else ()
    late = standings[Standing.OVERDUE]
    return Scene(
        id="changes",
        finding=findings.conclusions(told, text),
        facts=facts,
        question=text("scene.changes_ask", count=fmt.padded(late, text)) if late else text("scene.changes_ask_met"),
        lines=_say_news(since, text),
        grid=list_conclusions(told, desk),
    )


def _say_news(since: Since, text: Text) -> tuple[str, ...]:
    if since.news is None:
        return (text("scene.changes_no_before"),)
    meeting = fmt.day(since.meeting, text) if since.meeting else ""
    doubt = text("scene.changes_not_of_meeting", day=meeting) if since.meeting and not since.is_of_meeting else ""
    left = len(since.news.sentences) - MOST_NEWS
    more = text("scene.more", count=left) if left > 0 else ""
    return tuple(filter(None, (since.news.finding, doubt, *since.news.sentences[:MOST_NEWS], more)))


def list_conclusions(told: Table, desk: Desk) -> Grid | None:
    """Return the conclusions, the longest overdue first, as many as can be read."""
    text, units = desk.text, name_units(desk)
    rows = [row for row in sort_overdue(told.records()) if row["standing"] not in (Standing.DONE, Standing.DONE_LATE)]
    heads = headed(*(text(f"tasks.{name}") for name in ("content", "standing", "due", "unit")))
    lines = tuple(
        (
            Cell(_quote(row, desk), kind="words"),
            Cell(
                text.of(words_of("task_standing", row["standing"])),
                kind="words",
                mark=Mark((sign := theme.STANDING_SIGNS[Standing(row["standing"])]).shape, sign.colour),
                quiet=text("tasks.overdue_days", days=row["days_overdue"]) if row["days_overdue"] else "",
            ),
            Cell(fmt.day(row["due_date"], text) if row["due_date"] else text("scene.changes_undated"), kind="words"),
            Cell(units.get(row["unit_id"]) or str(text.said(row["unit_name"])), kind="words"),
        )
        for row in rows[:MOST_CONCLUSIONS]
    )
    more = text("scene.more", count=len(rows) - MOST_CONCLUSIONS) if len(rows) > MOST_CONCLUSIONS else ""
    title = " ".join(filter(None, (text("scene.changes_caption"), more)))
    return Grid(title, heads, lines, look="scene") if lines else None


def _quote(row: dict[str, Any], desk: Desk) -> str:
    """Return what was concluded, as much of it as can be read."""
    return shorten(name_matter(row, desk.text), LONGEST, placeholder=" …")
