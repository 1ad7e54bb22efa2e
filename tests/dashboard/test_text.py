"""Every word in both languages, every word used."""

import re
from pathlib import Path

from dashboard.text import LANGUAGES, Text, load_words

ROOT = Path(__file__).resolve().parents[2]
HOLE = re.compile(r"{(\w+)(?::[^{}]+)?}")
# Looks ahead, so that a string inside a string is found too.
QUOTED = re.compile(r"""(?=(["'])([\w.{}()\[\], ]+)\1)""")


def code() -> str:
    files = [*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_both_languages_have_the_same_keys_and_holes() -> None:
    first, *others = (
        {key: sorted(HOLE.findall(words)) for key, words in load_words(lang).items()} for lang in LANGUAGES
    )
    for other in others:
        assert other == first


def test_words_of_the_ward_stand_in_quotation_marks_among_english_ones() -> None:
    assert [Text(lang).quoted("hộ") for lang in LANGUAGES] == ["hộ", "“hộ”"]
    assert [Text(lang).quoted(None) for lang in LANGUAGES] == ["", ""]


def test_one_thing_and_many_are_told_in_english() -> None:
    assert Text("en")("timeline_year.overdue", days=1) == "1 day overdue"
    assert Text("en")("timeline_year.overdue", days="20") == "20 days overdue"
    assert Text("en")("timeline_year.say_overdue", count="1", names="{a|b}") == "1 task overdue: {a|b}."


def test_every_key_is_used() -> None:
    quoted = {re.sub(r"{[^}]*}", "*", text) for _, text in QUOTED.findall(code())}
    patterns = [
        re.compile(re.escape(text).replace(r"\*", r"[\w.]+"))
        for text in quoted
        if set("._") & set(text) or text.isidentifier()
    ]
    unused = [key for key in load_words("vi") if not any(pattern.fullmatch(key) for pattern in patterns)]
    assert unused == []


def test_no_vietnamese_in_english_but_names() -> None:
    vietnamese = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)
    told = {key: words for key, words in load_words("en").items() if vietnamese.search(words)}
    assert set(told) <= {"noun.vnd"}
