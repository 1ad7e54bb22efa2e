"""What the bare pages hold: the pieces of our pages as rerun.py saw them, read once, and one figure's data."""

import json
import os
from pathlib import Path

# {page name: {"charts": 1, "texts": ["<table …", …], "groups": [["Hộ nghèo", …]], "boxes": []}}, in the order in which
# the page showed them.
PAGES = json.loads(Path(os.environ["BENCH_PAGES"]).read_text(encoding="utf-8"))
LABELS = [f"Khối {number}" for number in range(1, 13)]
HOUSEHOLDS = [4, 1, 0, 2, 0, 1, 0, 0, 1, 2, 0, 1]
