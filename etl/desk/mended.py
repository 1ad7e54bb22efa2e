"""Which rows of which file a loaded workbook mends, as `mend` said in its properties: those are open no longer.

What is still wrong with them waits in the workbook that mends them.
"""

import html
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from etl.parse import FileReport

_PART = "docProps/custom.xml"
_MOST_BYTES = 2**20
_NAME = "Dòng chờ sửa"
_PROPERTY = re.compile(rf'name="{_NAME} \d+"[^>]*>\s*<vt:lpwstr[^>]*>([^<]*)</vt:lpwstr>')
_TOLD = re.compile(r"([0-9a-f]{64})\|(\d{1,7}-\d{1,7}(?:,\d{1,7}-\d{1,7})*)\|(.{1,31})")
_MOST_ROWS = 2_000


def name_property(number: int) -> str:
    return f"{_NAME} {number}"


def note_mended(
    connection: duckdb.DuckDBPyConnection, paths: Sequence[tuple[Path, str]], files: Sequence[FileReport]
) -> None:
    """Fill meta.mended_row; a row whose file is not among the sources is nobody's."""
    taken = {file.file for file in files if not file.refused}
    for path, name in paths:
        for sha256, sheet, first, last in read_mended(path) if name in taken else ():
            connection.execute(
                "INSERT INTO meta.mended_row SELECT file.file, $sheet, row.source_row, $name "
                "FROM meta.source_file AS file, range($first, $last + 1) AS row(source_row) "
                "WHERE file.sha256 = $sha256 AND file.refused_rule IS NULL AND file.file <> $name "
                "ON CONFLICT DO NOTHING",
                {"sheet": sheet, "name": name, "first": first, "last": last, "sha256": sha256},
            )


def read_mended(path: Path) -> Iterator[tuple[str, str, int, int]]:
    """Content, sheet, first and last row; nothing for a file that says nothing, or nonsense."""
    for told in _PROPERTY.findall(_read_part(path)):
        found = _TOLD.fullmatch(html.unescape(told))
        for run in found[2].split(",") if found else ():
            first, last = map(int, run.split("-"))
            if 0 < first <= last < first + _MOST_ROWS:
                yield found[1], found[3], first, last  # type: ignore[index]


def _read_part(path: Path) -> str:
    if not zipfile.is_zipfile(path):
        return ""
    try:
        with zipfile.ZipFile(path) as package, package.open(_PART) as part:
            return part.read(_MOST_BYTES).decode("utf-8", errors="replace")
    except (KeyError, OSError, RuntimeError, zipfile.BadZipFile):
        return ""
