"""Where the trail of a data folder lies, beside it and never in it, and under which account this program runs."""

import getpass
import os
from pathlib import Path


def find_trail(data_dir: Path) -> Path:
    """Return the file that WARD_TRAIL names, else `trail.jsonl` in «<data folder>.trail» beside the data folder."""
    named = os.environ.get("WARD_TRAIL")
    folder = data_dir.resolve()
    return Path(named) if named else folder.with_name(f"{folder.name}.trail") / "trail.jsonl"


def find_account() -> tuple[str, str]:
    """Return account and role: those for whom the screen runs this command, else whoever sits at the command line."""
    account = os.environ.get("WARD_ACCOUNT")
    if account is not None:
        return account, os.environ.get("WARD_ROLE", "public")
    try:
        return getpass.getuser(), "officer"
    except (KeyError, OSError):
        return "?", "officer"
