"""From a ward's workbooks to a published warehouse. Front doors: build, inspect, ensure_warehouse."""

from datetime import datetime
from pathlib import Path

from etl.build import BuildReport, build
from etl.clock import read_today
from etl.folder import DataFolder
from etl.inspection import InspectedFile, inspect
from etl.publish import find_current

__all__ = ["BuildReport", "InspectedFile", "build", "ensure_warehouse", "inspect"]


def ensure_warehouse(root: Path) -> None:
    """Build once if nothing is published yet, so that the first start of the app finds data to show."""
    if find_current(root, DataFolder(root).pointer) is None:
        build(root, today=read_today(), now=datetime.now())
