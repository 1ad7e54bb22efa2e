"""What does the committee have to decide today? Eight scenes on the projector, one question each."""

from dashboard.ui import filters
from dashboard.ui.sections import presenting


def page() -> None:
    presenting.show(filters.current())
