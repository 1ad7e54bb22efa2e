"""The counts that the page opens with, of the whole load; only who reported is of the chosen period and khối."""

from functools import lru_cache

import queries
from dashboard.findings import quality
from dashboard.findings.quality import Checked, Runs
from dashboard.findings.quality.sums import sum_of
from dashboard.ui import cache
from dashboard.ui.filters import Chosen


@lru_cache(maxsize=cache.KEPT)
def read(chosen: Chosen) -> Checked:
    ward, sent = queries.reference(), cache.table("area_reports", chosen)
    lists = [row for row in sent.records() if row["form"] == "household_review"]
    sums, movement = cache.table("checksum_counts", chosen), cache.table("movement", chosen)
    residuals = [queries.find_residual(movement, listed) for listed in ("poor", "near_poor")]
    known = [rest for rest in residuals if rest is not None]
    return Checked(
        runs=read_runs(chosen),
        files=len(ward.files),
        refused=sum(file.is_refused for file in ward.files),
        rows_read=sum_of(cache.table("forms_read", chosen), "rows_read"),
        held_back=sum(sheet.rows for sheet in ward.held_back),
        reported=sum(row["is_reported"] for row in lists),
        areas=len(lists),
        sums=sum_of(sums, "checked"),
        differing=sum_of(sums, "differing"),
        residual=sum(known) if known else None,
    )


def read_runs(chosen: Chosen) -> Runs:
    counted, forms = cache.table("rule_counts", chosen), cache.table("forms_read", chosen)
    return quality.read_runs(counted, forms, len(queries.reference().files))
