"""Every rule: what it found, what it looked at and found nothing in, what it could not look at; and the rows of one."""

import queries
from dashboard.findings import quality
from dashboard.grids import listing, rows
from dashboard.grids import quality as grids
from dashboard.ui import block, cache, cards
from dashboard.ui.filters import Chosen
from dashboard.ui.sections.quality import checked, part

COLUMNS = ("file", "sheet", "cell", "source_row", "message", "found", "used", "severity")
# More rows are not read on a screen; the file has them all.
SHOWN = 200


def show(chosen: Chosen) -> None:
    text, runs = chosen.text, checked.read_runs(chosen)
    asked = part.read_asked("quy_tac", tuple(rule.id for rule in queries.rules()))
    found = grids.found_rules(runs, part.link(chosen, part.RULES, "quy_tac"), text)
    clean, idle = grids.clean_rules(runs, text), grids.idle_rules(runs, text)
    if asked:
        show_rows(chosen, asked)
    block.show(
        chosen,
        "quality_rules",
        quality.say_rules(runs, text),
        text("rules.whole_load"),
        markup=(found.html if found.rows else "") + block.fold(clean) + block.fold(idle),
        grids=(found, clean, idle),
        answers=(cache.table("rule_counts", chosen), cache.table("forms_read", chosen)),
    )


def show_rows(chosen: Chosen, rule_id: str) -> None:
    """Show where one rule found something: file, sheet, cell, row, in the loader's own words."""
    text, issues = chosen.text, cache.table("load_issues", chosen)
    rule = next(rule for rule in queries.rules() if rule.id == rule_id)
    if issues.withheld:
        cards.note(text.of(issues.withheld))
        return
    listed = rows.drop_blank(rows.pick(rows.keep(issues, rule=rule_id), COLUMNS))
    whole = listing.grid(listed, text)
    block.show(
        chosen,
        "quality_rule_rows",
        text("rules.rows_of", rule=text.of(rule.title), count=len(listed.rows)),
        text.of(rule.meaning),
        notes=(text("table.cut", shown=SHOWN, rows=len(listed.rows)) if len(listed.rows) > SHOWN else "",),
        markup=listing.grid(rows.cut(listed, SHOWN), text).html if listed.rows else "",
        grids=(whole,) if listed.rows else (),
        answers=(issues,),
    )
