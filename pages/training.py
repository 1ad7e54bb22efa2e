"""Which poor households have somebody aged 16 to 30 and nobody in training yet?"""

from dashboard import findings
from dashboard.charts import nested
from dashboard.ui import areas, block, cache, cards, filters
from dashboard.ui.block import Picture

ADOPTED, WIDER = "training_coverage", "training_coverage_all_poor"


def page() -> None:
    chosen = filters.current()
    text = chosen.text
    adopted, wider = cache.value(ADOPTED, chosen), cache.value(WIDER, chosen)
    cards.heading("training", findings.share_of("training.finding", adopted, text), chosen, adopted)
    if findings.missing(adopted, text) or nested.is_empty(adopted):
        cards.empty(chosen, adopted)
    else:
        block.show(
            chosen,
            "training_steps",
            "",
            picture=Picture.of(nested, adopted, wider),
            notes=(nested.target_words(adopted, wider, text), findings.excluded(adopted, wider, text)),
            answers=(adopted, wider),
        )
    areas.show_shares(chosen, "training_areas", ADOPTED, WIDER, lists=(cache.table("training_list", chosen),))
