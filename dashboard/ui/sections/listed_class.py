"""Which class of the list a section looks at, poor or near-poor: «?loai=near_poor»."""

import queries
from dashboard.text import Text
from dashboard.ui import switch
from dashboard.ui.choices import Choice

LISTED = ("poor", "near_poor")


def restore(text: Text) -> str:
    """Return the class that is looked at."""
    return switch.restore(_read(text))


def draw(text: Text) -> None:
    switch.draw(_read(text), text("movement.switch"))


def _read(text: Text) -> Choice:
    names = {code: text.of(queries.words_of("class", code)) for code in LISTED}
    return Choice("loai", {code: f"{name[:1].upper()}{name[1:]}" for code, name in names.items()})
