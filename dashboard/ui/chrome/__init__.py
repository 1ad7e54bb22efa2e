"""What stands around every page: the document it opens in, and Vietnamese for the words Streamlit writes itself."""

from dashboard.ui.chrome.document import Document
from dashboard.ui.chrome.words import ROUTE

__all__ = ["ROUTE", "Document"]
