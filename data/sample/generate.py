"""Write the synthetic ward: the same bytes on every run. `python data/sample/generate.py` renews the committed one."""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]  # the ward's own package, and `etl` for the pseudonyms it makes

from synthetic_ward.consultation import tell_wishes
from synthetic_ward.decisions import make_links
from synthetic_ward.events import read_events
from synthetic_ward.files import list_files, tell_projects
from synthetic_ward.households import SEED, build_ward
from synthetic_ward.list_truth import tell_months, tell_new_standard
from synthetic_ward.movement_report import tell_movement_report
from synthetic_ward.movement_truth import tell_movement
from synthetic_ward.policy_truth import tell_policies
from synthetic_ward.round_truth import tell_round
from synthetic_ward.scenario import MARK, ROUNDS

KEY = "household_key.txt"


def write_ward(folder: Path, *, unreported: frozenset[str] = frozenset()) -> None:
    """Write `raw/`, `decisions/` and EXPECTED.json into `folder`.

    `unreported`: area_ids of khối whose lists of 2026 are missing; their residents are still counted.
    """
    ward = build_ward(unreported)
    files, events = list_files(ward), read_events(ward)
    places = {file.name: file.write(folder / "raw" / file.name) for file in files}
    key = (HERE / "decisions" / KEY).read_text(encoding="ascii")
    write_text(folder / "decisions" / KEY, key)
    write_text(folder / "decisions" / "links.csv", make_links(ward, bytes.fromhex(key.strip())))
    truth = {
        "mark": MARK,
        "seed": SEED,
        "unreported_2026": sorted(unreported),
        "rounds": {str(year): tell_round(ward, year) for year in ROUNDS},
        "movement": {str(year): tell_movement(ward, year, events) for year in ROUNDS[1:]},
        "movement_report": tell_movement_report(ward, events),
        "months": tell_months(ward),
        "new_standard": tell_new_standard(ward),
        "projects": tell_projects(),
        "policies": tell_policies(ward),
        "consultation": tell_wishes(ward),
        "files": {file.name: file.tell() for file in files},
        "identity": {f"{name}|{place}": number for name, found in places.items() for place, number in found.items()},
    }
    write_text(folder / "EXPECTED.json", json.dumps(truth, ensure_ascii=False, indent=1) + "\n")


def write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_ward(HERE)
