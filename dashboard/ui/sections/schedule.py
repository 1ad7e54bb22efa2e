"""The year of projects and tasks, unit by unit: who reported when, what is due, what is overdue."""

from dashboard.charts import timeline, tracks
from dashboard.ui import block, cache
from dashboard.ui.block import Picture
from dashboard.ui.filters import Chosen
from queries import Table


def show(chosen: Chosen, lines: Table) -> None:
    """Show nothing where neither a line nor a task is known."""
    text, tasks = chosen.text, cache.table("task_list", chosen)
    drawn = tracks.read_timeline(lines, cache.table("project_reports", chosen), tracks.read_tasks(tasks, text), text)
    if timeline.is_empty(drawn):
        return
    block.show(
        chosen,
        "projects_timeline",
        tracks.say_due(drawn, text),
        picture=(Picture.of(timeline, drawn),),
        notes=(timeline.say_key(text),),
        lists=(tasks,) if tasks.rows else (),
        answers=(tasks, lines),
    )
