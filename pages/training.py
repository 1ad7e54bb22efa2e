"""Which poor households have somebody aged 16 to 30 and nobody in training yet?"""

from dashboard import findings
from dashboard.charts import nested
from dashboard.ui import cache, cards, filters


def page() -> None:
    chosen = filters.current()
    text = chosen.text
    adopted, wider = cache.value("training_coverage", chosen), cache.value("training_coverage_all_poor", chosen)
    finding = findings.share_of("training.finding", adopted, text)
    cards.heading("training", finding, chosen, adopted)
    if findings.missing(adopted, text) or nested.is_empty(adopted):
        cards.empty(chosen, adopted)
    else:
        cards.chart(nested, chosen, adopted, wider, key="training_nested")
        cards.note(nested.target_words(adopted, wider, text), findings.excluded(adopted, wider, text))
    cards.by_area(chosen, "training_coverage", "training_coverage_all_poor")
    cards.listing(cache.table("training_list", chosen), chosen)
    cards.source(chosen, adopted, wider)
