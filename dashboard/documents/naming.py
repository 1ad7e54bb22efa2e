"""What a file is called: what it is, whose, of when, for whom, of which day."""

import re
from unicodedata import normalize

from dashboard.briefing import Desk
from dashboard.documents.kind import Kind
from queries import Mode

MODES = {Mode.INTERNAL: "noi-bo", Mode.MEETING: "trinh-chieu", Mode.OUTGOING: "gui-ngoai"}
PERIODS = (("-H1", "-6thang"), ("-9M", "-9thang"), ("-Q", "-quy"))
SAMPLE = "mau"


def name_file(kind: Kind, desk: Desk, suffix: str) -> str:
    """Return «BC-GN-TamThanh-2026-6thang-noi-bo-20261123.docx»; «-mau» behind the day where the data are fictional.

    The day is that of the load: the same numbers have the same name, whenever the file is made.
    """
    ward = desk.ward
    period = desk.value("poor_households").filters.period or ""
    for code, words in PERIODS:
        period = period.replace(code, words)
    parts = (
        kind.name,
        _short(ward.ward.name),
        period,
        MODES[desk.viewer.mode],
        ward.stamp[:8],
        SAMPLE if ward.is_sample else "",
    )
    return "-".join(filter(None, parts)) + suffix


def _short(name: str) -> str:
    """Return «TamThanh» of «Phường Tam Thanh»: what kind of place it is goes without saying."""
    plain = normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    words = re.sub(r"[^A-Za-z0-9 ]", "", plain).split()
    return "".join(words[1:] or words)
