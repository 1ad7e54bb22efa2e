"""A scenario kept under a name, taken away and brought back: a line each time, and nothing of the data is touched."""

import secrets
import unicodedata
from datetime import datetime

from filelock import FileLock

from etl.decisions.log import append_line
from etl.errors import InputError
from etl.folder import DataFolder
from etl.scenarios.log import REMOVED, RESTORED, SAVED, Kept, ScenarioLine, ScenarioLog, read_scenarios, write_line
from etl.scenarios.model import Supposed, write_costs, write_helps

LONGEST = 80


def list_scenarios(folder: DataFolder) -> ScenarioLog:
    return read_scenarios(folder.scenarios)


def save_scenario(folder: DataFolder, name: str, supposed: Supposed, *, by: str, now: datetime) -> str:
    """Write one scenario down; returns its id. Raises InputError for a name that is empty, too long or taken."""
    name, by = " ".join(name.split()), " ".join(by.split())
    _require_words("Tên kịch bản", name)
    _require_words("Tên người lập", by)
    with _hold(folder):
        _require_free(read_scenarios(folder.scenarios), name)
        scenario_id = f"K-{secrets.token_hex(4)}"
        helps, costs = write_helps(supposed.helps), write_costs(supposed.unit_costs_vnd)
        _append(folder, ScenarioLine(scenario_id, _write(now), by, SAVED, name, supposed.period, helps, costs))
    return scenario_id


def remove_scenario(folder: DataFolder, scenario_id: str, *, by: str, now: datetime) -> Kept:
    """Take one away by a later line. Raises InputError where none of that id stands."""
    return _decide(folder, scenario_id, REMOVED, by=by, now=now)


def restore_scenario(folder: DataFolder, scenario_id: str, *, by: str, now: datetime) -> Kept:
    """Bring one back. Raises InputError where it was not removed, or its name is another's by now."""
    return _decide(folder, scenario_id, RESTORED, by=by, now=now)


def _decide(folder: DataFolder, scenario_id: str, verdict: str, *, by: str, now: datetime) -> Kept:
    _require_words("Tên người ghi", by.strip())
    with _hold(folder):
        log = read_scenarios(folder.scenarios)
        found = log.find(scenario_id)
        if found is None or found.is_removed == (verdict == REMOVED):
            state = "đang lưu" if verdict == REMOVED else "đã xóa"
            raise InputError(f"Không có kịch bản «{scenario_id}» {state}. Xem: python -m etl scenario list.")
        if verdict == RESTORED:
            _require_free(log, found.line.name)
        _append(folder, ScenarioLine(scenario_id, _write(now), by, verdict))
    return found


def _hold(folder: DataFolder) -> FileLock:
    """Two officers at once: the second sees the name of the first. No build is waited for, none reads this file."""
    folder.scenarios.parent.mkdir(parents=True, exist_ok=True)
    return FileLock(folder.scenarios.with_name(f".{folder.scenarios.stem}.names.lock"))


def _append(folder: DataFolder, line: ScenarioLine) -> None:
    append_line(folder.scenarios.parent, write_line(folder.scenarios, line))


def _require_words(what: str, written: str) -> None:
    if not written:
        raise InputError(f"{what} còn trống. Hãy ghi rồi lưu lại.")
    if len(written) > LONGEST:
        raise InputError(f"{what} dài {len(written)} ký tự, nhiều nhất {LONGEST}. Hãy ghi ngắn hơn.")


def _require_free(log: ScenarioLog, name: str) -> None:
    taken = next((one.line for one in log.standing if _fold(one.line.name) == _fold(name)), None)
    if taken:
        when = datetime.fromisoformat(taken.said_at)
        raise InputError(
            f"Đã có kịch bản «{taken.name}» ({taken.said_by}, {when:%d/%m/%Y %H:%M}). "
            "Hãy đặt tên khác, hoặc xóa kịch bản ấy trước."
        )


def _fold(name: str) -> str:
    """Accents tell names apart, capitals and the way of writing an accent do not."""
    return unicodedata.normalize("NFC", name).casefold()


def _write(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
