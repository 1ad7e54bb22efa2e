"""Which poor households have somebody aged 16 to 30 and nobody in training yet, and which courses are there?"""

import queries
from dashboard import findings
from dashboard.charts import nested
from dashboard.grids import counts, listing, rows
from dashboard.ui import areas, block, cache, cards, filters
from dashboard.ui.block import Picture
from dashboard.ui.filters import Chosen

ADOPTED, WIDER = "training_coverage", "training_coverage_all_poor"
COURSES = (
    *("line_name", "project_names", "work_status", "report_date", "output_done", "plan_at_report", "output_planned"),
    *("output_unit", "obstacle"),
)


def page() -> None:
    chosen = filters.current()
    text = chosen.text
    adopted, wider = cache.value(ADOPTED, chosen), cache.value(WIDER, chosen)
    cards.heading("training", findings.share_of("training.finding", adopted, text), chosen, adopted)
    if findings.missing(adopted, text) or nested.is_empty(adopted):
        cards.empty(chosen, adopted)
    else:
        heads = (text("nested.step"), text("movement.households"))
        block.show(
            chosen,
            "training_steps",
            "",
            picture=(Picture.of(nested, adopted, wider),),
            notes=(nested.target_words(adopted, wider, text), findings.excluded(adopted, wider, text)),
            grids=(counts.steps(nested.read_bars(adopted, wider, text), text("nested.table"), heads, text),),
            answers=(adopted, wider),
        )
    areas.show_shares(chosen, "training_areas", ADOPTED, WIDER, lists=(cache.table("training_list", chosen),))
    show_courses(chosen)


def show_courses(chosen: Chosen) -> None:
    """Show the project that opens courses; single courses stand in no form yet."""
    project = queries.reference().settings["training_project"].value
    lines = rows.keep_naming(cache.table("project_lines", chosen), "project_ids", project)
    block.show(
        chosen,
        "training_courses",
        findings.courses(lines, chosen.text),
        notes=(chosen.text("training.no_courses"),),
        grids=(listing.tuck(listing.grid(rows.drop_blank(rows.pick(lines, COURSES)), chosen.text)),)
        if lines.rows
        else (),
        lists=(rows.keep_any(cache.table("project_sources", chosen), "line_id", lines.column("line_id")),),
        answers=(lines,),
        is_of_ward=True,
    )
