"""What stands around every page: the door, the document, Vietnamese for Streamlit's own words, the formulas."""

from starlette.middleware import Middleware

from dashboard.ui.chrome import formula, style, words
from dashboard.ui.chrome.document import Document
from dashboard.ui.chrome.door import Door

ROUTES = (words.ROUTE, style.ROUTE, formula.ROUTE)
# The headers stand around the door, so that a refusal carries them too.
MIDDLEWARE = (Middleware(Document), Middleware(Door))

__all__ = ["MIDDLEWARE", "ROUTES"]
