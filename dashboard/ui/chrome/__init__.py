"""What stands around every page: the document it opens in, Vietnamese for Streamlit's own words, the formulas."""

from dashboard.ui.chrome import formula, style, words
from dashboard.ui.chrome.document import Document

ROUTES = (words.ROUTE, style.ROUTE, formula.ROUTE)

__all__ = ["ROUTES", "Document"]
