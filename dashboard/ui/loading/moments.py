"""Days and hours of the desk: of stamps, which name snapshots and drafts, and of what the loader writes."""

from datetime import datetime

from dashboard import format as fmt
from dashboard.text import Text


def of_stamp(stamp: str, text: Text) -> str:
    try:
        return fmt.stamp(stamp, text)
    except ValueError:
        return stamp


def of_iso(written: str, text: Text) -> str:
    try:
        return fmt.moment(datetime.fromisoformat(written), text)
    except ValueError:
        return written
