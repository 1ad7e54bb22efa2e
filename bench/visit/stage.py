"""Both servers: ours over the sample ward, and the floor that holds what our pages were seen to show."""

import json
import shutil
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path

from driver.server import ROOT, Server, serve

from .pieces import Page

TODAY = "2026-11-20"
# The filter that changes between two runs; the heading of a bare page follows it too.
FILTER = "Khối phố"


@dataclass(frozen=True, slots=True)
class Stage:
    """The folder from which both are served, as often as asked: the warehouse is built by the first of ours."""

    work: Path

    def serve_ours(self) -> AbstractContextManager[Server]:
        ward = self.work / "ward"
        for part in ("raw", "decisions"):
            shutil.copytree(ROOT / "data" / "sample" / part, ward / part, dirs_exist_ok=True)
        return serve(ROOT / "app.py", self.work / "ours.log", WARD_DATA=str(ward), WARD_TODAY=TODAY)

    def keep(self, pages: dict[str, Page], answers: dict[str, dict[str, Page]]) -> None:
        """Keep for the floor each page, and how it looks under each option of the filter that is clicked."""
        held = {
            slug: {"page": asdict(page), "answers": {option: asdict(seen) for option, seen in answers[slug].items()}}
            for slug, page in pages.items()
        }
        (self.work / "pages.json").write_text(json.dumps(held), encoding="utf-8")

    def serve_floor(self) -> AbstractContextManager[Server]:
        settings = {"BENCH_PAGES": str(self.work / "pages.json"), "BENCH_FILTER": FILTER}
        return serve(ROOT / "bench" / "floor" / "app.py", self.work / "floor.log", **settings)
