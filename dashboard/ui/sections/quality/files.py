"""Every file that was handed in, taken or refused, and the snapshot that was built of them."""

import queries
from dashboard import format as fmt
from dashboard.grids import quality as grids
from dashboard.ui import block, cache, cards
from dashboard.ui.filters import Chosen


def show(chosen: Chosen) -> None:
    text, ward, table = chosen.text, queries.reference(), cache.table("source_files", chosen)
    taken = sum(file.refused_rule is None for file in ward.files)
    copies = sum(file.is_copy for file in ward.files)
    refused = len(ward.files) - taken - copies
    block.show(
        chosen,
        "quality_files",
        text("files.finding", taken=taken, refused=refused, copies=copies) if ward.files else text("files.none"),
        text("files.how") if ward.files else "",
        notes=("" if chosen.is_inside else text("files.names_inside"),),
        grids=(grids.files(table, text, is_named=chosen.is_inside),) if table.rows else (),
        answers=(table,),
    )
    cards.section(text("snapshot.finding", moment=fmt.stamp(ward.stamp, text)), *_describe(chosen))


def _describe(chosen: Chosen) -> tuple[str, ...]:
    text, ward = chosen.text, queries.reference()
    return (
        text("snapshot.is_sample") if ward.is_sample else text("snapshot.is_own"),
        text("snapshot.stamp", stamp=ward.stamp, digest=ward.inputs_sha256),
        text.of(queries.default_warehouse().warning),
    )
