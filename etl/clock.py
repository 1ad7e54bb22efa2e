"""The one place that asks for the date."""

import os
from datetime import date


def read_today() -> date:
    """Today; WARD_TODAY (YYYY-MM-DD) stands in for it in tests and pictures."""
    return date.fromisoformat(os.environ.get("WARD_TODAY") or date.today().isoformat())
