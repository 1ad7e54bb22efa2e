"""The page of tasks: what is due, the seven groups of measures, the year, target 5, the conclusions of meetings."""

from dashboard import findings
from dashboard.charts import timeline, tracks
from dashboard.charts.tracks import Timeline
from dashboard.grids import rows
from dashboard.grids import tasks as grids
from dashboard.ui import block, cache, cards
from dashboard.ui.block import Picture
from dashboard.ui.filters import Chosen
from queries import Table


def show(chosen: Chosen, tasks: Table, conclusions: Table) -> None:
    if any(tasks.column("report_date")) or conclusions.rows:
        show_due(chosen, tasks, conclusions)
    else:
        cards.nothing(chosen.text("tasks.nothing_loaded"))
    show_measures(chosen, tasks)
    show_year(chosen, tasks)
    show_outputs(chosen, tasks)
    show_conclusions(chosen, conclusions)
    show_words(chosen, tasks)


def show_due(chosen: Chosen, tasks: Table, conclusions: Table) -> None:
    due = grids.due(tasks, conclusions, chosen.text)
    finding = chosen.text("tasks.due_finding" if due.rows else "tasks.nothing_due", count=len(due.rows))
    block.show(chosen, "tasks_due", finding, grids=(due,) if due.rows else (), answers=(tasks, conclusions))


def show_measures(chosen: Chosen, tasks: Table) -> None:
    plan = cache.table("measure_list", chosen)
    block.show(
        chosen,
        "tasks_measures",
        findings.unreported(plan, tasks, chosen.text),
        grids=(grids.measures(plan, tasks, chosen.text),),
        lists=(tasks,),
        answers=(tasks, plan),
    )


def show_year(chosen: Chosen, tasks: Table) -> None:
    """Draw the tasks that have a day, the two milestones of the plan among them, under the line of today."""
    dated = tuple(task for task in tracks.read_tasks(tasks, chosen.text) if task.due_date)
    drawn = Timeline(tasks.as_of, tasks.as_of == tasks.filters.today, (), dated)
    block.show(
        chosen,
        "tasks_year",
        chosen.text("tasks.year_finding", count=len(dated)),
        picture=(None if timeline.is_empty(drawn) else Picture.of(timeline, drawn),),
        notes=(chosen.text("tasks.year_key"),),
        answers=(tasks,),
    )


def show_outputs(chosen: Chosen, tasks: Table) -> None:
    carried = rows.keep(tasks, target_id=findings.TARGET)
    said = findings.target_outputs(carried, chosen.text)
    told = grids.outputs(carried, chosen.text)
    block.show(chosen, "tasks_target", said, grids=(told,) if told.rows else (), answers=(tasks,))


def show_conclusions(chosen: Chosen, conclusions: Table) -> None:
    told = grids.conclusions(conclusions, chosen.text)
    block.show(
        chosen,
        "tasks_conclusions",
        findings.conclusions(conclusions, chosen.text),
        grids=(told,) if told.rows else (),
        answers=(conclusions,),
    )


def show_words(chosen: Chosen, tasks: Table) -> None:
    """Show what was written in words of one's own, in the office alone."""
    if not chosen.is_inside:
        cards.note(chosen.text("tasks.words_inside"))
        return
    told = grids.words(tasks, chosen.text)
    finding = chosen.text("tasks.words_finding" if told.rows else "tasks.no_words", count=len(told.rows))
    block.show(chosen, "tasks_words", finding, grids=(told,) if told.rows else (), answers=(tasks,))
