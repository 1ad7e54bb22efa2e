"""The sample's workbooks with an attack in every cell that a person fills in freely: markup, scripts, codes."""

import csv
import shutil
from pathlib import Path

import openpyxl

from tests.conftest import ROOT

MARKUP = "<img src=x onerror=window.ran=1><b>dam</b> **dam** [bam](javascript:window.ran=2)"
CODES = "${7*7} {{7*7}} $7^2$ :material/home: :smile: :red[dam] `dam`"
NAMES = ("Họ và tên chủ hộ", "Chủ hộ", "Họ và tên thành viên", "Họ và tên người hưởng", "Hộ liên quan")
FREE = ("Ghi chú", "Nội dung kết luận", "Nhiệm vụ", "Vướng mắc", "Đề xuất", "Khó khăn, vướng mắc", "Văn bản")


def copy_spoiled(folder: Path) -> None:
    """The files of the sample in a folder of their own, every workbook attacking."""
    for part in ("raw", "decisions"):
        shutil.copytree(ROOT / "data" / "sample" / part, folder / part)
    for path in sorted((folder / "raw").rglob("*.xlsx")):
        _spoil(path)


def _spoil(path: Path) -> None:
    """Write the attack behind every name and free word of a workbook."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        heads: dict[int, str] = {}
        for row in sheet.iter_rows():
            if found := {
                cell.column: " ".join(str(cell.value).split()) for cell in row if cell.value in (*NAMES, *FREE)
            }:
                heads |= found
                continue
            for cell in row:
                head = heads.get(cell.column)
                if head and isinstance(cell.value, str) and len(cell.value) > 3:
                    cell.value = f"{cell.value} {MARKUP if head in NAMES else f'{MARKUP} {CODES}'}"
    book.save(path)


def spoil_areas(folder: Path) -> None:
    """Give every khối a name that attacks; its old name stays one of its others, so that lists still find it."""
    folder.mkdir()
    with (ROOT / "data/reference/areas.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["level"] == "neighbourhood":
            row["aliases"] = ";".join(filter(None, (row["name"], row["aliases"])))
            row["name"] = f"{row['name']} <b>dam</b> **dam** $7^2$ :smile:"
    with (folder / "areas.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
