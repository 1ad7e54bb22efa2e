"""The twelve indicators of one household as a map of its life: a shape and a word for each round that tells any."""

from functools import lru_cache

from dashboard import format as fmt
from dashboard import theme
from dashboard.grids.grid import Cell, Grid, Head, Line, Mark
from dashboard.text import Text
from dashboard.theme import Sign
from queries import Table, Words

# More rounds than these nobody reads beside each other; the oldest are left out.
MOST = 5
RED = "#a3211b"
LOOKS: dict[bool | None, tuple[Sign, str]] = {
    True: (Sign(RED, "■", "square"), "deprived"),
    False: (theme.GOOD, "not_deprived"),
    None: (theme.UNKNOWN, "unknown"),
}
Round = tuple[str, str]


@lru_cache(maxsize=64)
def life_map(table: Table, standards: tuple[tuple[str, str], ...], text: Text) -> Grid | None:
    """Return one row an indicator, the newest round first; None where no round tells any. `standards`: id and name."""
    found: dict[Round, dict[Words, bool | None]] = {}
    dimensions: dict[Words, Words] = {}
    for row in table.records():
        found.setdefault((row["period"], row["standard_id"]), {})[row["indicator"]] = row["is_deprived"]
        dimensions[row["indicator"]] = row["dimension"]
    told = [key for key, answers in found.items() if any(answer is not None for answer in answers.values())][:MOST]
    if not told:
        return None
    indicators = list(dict.fromkeys(name for key in told for name in found[key]))
    heads = (Head(text("household.indicator"), "words"), *(_head(key, told, dict(standards), text) for key in told))
    lines = tuple(_line(name, dimensions[name], [found[key].get(name) for key in told], text) for name in indicators)
    return Grid(text("household.life"), (heads,), lines, look="cross life")


def _head(key: Round, told: list[Round], standards: dict[str, str], text: Text) -> Head:
    """Name the round, and its standard where two are told."""
    period = fmt.period(key[0], text)
    several = len({standard for _, standard in told}) > 1
    return Head(f"{period} · {standards[key[1]]}" if several else period, "words")


def _line(name: Words, dimension: Words, answers: list[bool | None], text: Text) -> Line:
    cells = []
    for answer in answers:
        sign, word = LOOKS[answer]
        shown = text(f"household.{word}")
        cells.append(Cell(shown, (shown,), "words", mark=Mark(sign.shape, sign.colour)))
    return Cell(text.of(name), kind="words", quiet=text.of(dimension)), *cells
