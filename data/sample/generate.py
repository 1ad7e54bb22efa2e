"""Write the synthetic ward: the same bytes on every run. `python data/sample/generate.py` renews the committed one."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from synthetic_ward.files import list_files, tell_projects
from synthetic_ward.households import SEED, build_ward
from synthetic_ward.round_truth import tell_round
from synthetic_ward.scenario import MARK, YEARS

HERE = Path(__file__).resolve().parent


def write_ward(folder: Path, *, unreported: frozenset[str] = frozenset()) -> None:
    """Write `raw/` and EXPECTED.json into `folder`.

    `unreported`: area_ids of khối whose households and members of 2026 are missing; their residents are still counted.
    """
    ward = build_ward(unreported)
    files = list_files(ward)
    for file in files:
        file.write(folder / "raw" / file.name)
    truth = {
        "mark": MARK,
        "seed": SEED,
        "unreported_2026": sorted(unreported),
        "rounds": {str(year): tell_round(ward, year) for year in YEARS},
        "projects": tell_projects(),
        "files": {file.name: file.tell() for file in files},
    }
    text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
    (folder / "EXPECTED.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_ward(HERE)
