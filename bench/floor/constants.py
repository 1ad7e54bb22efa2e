"""What the bare pages hold: the pieces of our pages as pages.py saw them, read once, and one figure's data."""

import json
import os
from pathlib import Path

# {page name: {"page": {"main": [{"kind": "html", "text": "<h1>…", "options": [], "children": []}, …], "sidebar": […]},
# "answers": {option of the filter: the page under it}}}, in the order in which it showed them (bench/visit/pieces.py).
PAGES = json.loads(Path(os.environ["BENCH_PAGES"]).read_text(encoding="utf-8"))
# The select box that the heading follows.
FILTER = os.environ["BENCH_FILTER"]
LABELS = [f"Khối {number}" for number in range(1, 13)]
HOUSEHOLDS = [4, 1, 0, 2, 0, 1, 0, 0, 1, 2, 0, 1]
