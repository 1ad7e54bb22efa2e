"""What words say of a household after a review: «Thoát nghèo», «Tái nghèo», «Giữ nguyên», «II. HỘ CẬN NGHÈO: 5 hộ»."""

import re
from dataclasses import dataclass
from functools import lru_cache

from etl.clean.classes import parse_class
from etl.clean.text import Value, fold_text, tidy_text


@dataclass(frozen=True, slots=True)
class Result:
    """`closing` None: the class did not change. `opening` None: the words do not tell it."""

    closing: str | None
    opening: str | None = None

    @property
    def is_left_poverty(self) -> bool:
        """Whether it may stand among the near-poor as well: who leaves poverty may have become near-poor."""
        return (self.closing, self.opening) == ("not_poor", "poor")


@dataclass(frozen=True, slots=True)
class ClassTitle:
    """A row that names a class and no household. `households`: how many it says there are; `is_sum`: «Cộng hộ nghèo»
    counts the rows above and opens none.
    """

    result: Result
    households: int | None
    is_sum: bool


LEFT_POVERTY, LEFT_NEAR_POVERTY = Result("not_poor", "poor"), Result("not_poor", "near_poor")
_KEPT = Result(None)
_NAMES = {
    Result("poor"): "Hộ nghèo",
    Result("near_poor"): "Hộ cận nghèo",
    Result("not_poor"): "Hộ không nghèo",
    Result("poor", "poor"): "Hộ nghèo cũ",
    Result("near_poor", "near_poor"): "Hộ cận nghèo cũ",
    LEFT_POVERTY: "Hộ thoát nghèo",
    LEFT_NEAR_POVERTY: "Hộ thoát cận nghèo",
}
_LONGEST = 80

_POOR = r"(?:ho )?(can )?ngheo"
# In this order: the longer words hold the shorter. The second of two is meant where a group of the words is there.
_WORDS: tuple[tuple[str, tuple[Result, Result]], ...] = (
    (
        r"(?:ho )?(?:da )?thoat ngheo (?:va |nhung )?(?:con |tro thanh |xuong |len |sang |chuyen (?:sang |len |thanh ))"
        r"(?:la )?(?:ho )?can ngheo",
        (Result("near_poor", "poor"),) * 2,
    ),
    (
        r"(?:tu )?(ho ngheo |ngheo )?(?:(?:chuyen |tro )?(?:sang|xuong|len|thanh)|chuyen) (?:ho )?can ngheo",
        (Result("near_poor"), Result("near_poor", "poor")),
    ),
    (
        r"(?:tu )?(ho can ngheo |can ngheo )?(?:chuyen |roi |tro )?(?:xuong|sang|vao|thanh|lai) (?:ho )?ngheo",
        (Result("poor"), Result("poor", "near_poor")),
    ),
    (r"(?:ho )?moi thoat (can )?ngheo", (Result("not_poor"), Result("not_poor"))),
    (r"(?:ho )?(?:da )?thoat (can )?ngheo(?: ben vung)?", (LEFT_POVERTY, LEFT_NEAR_POVERTY)),
    (
        r"(?:ho )?(?:tai|(?:moi )?phat sinh(?: moi)?(?: ho)?) (can )?ngheo(?: phat sinh| moi)?",
        (Result("poor"), Result("near_poor")),
    ),
    (rf"{_POOR} (?:(?:moi )?phat sinh(?: moi)?|moi|tang them|bo sung)", (Result("poor"), Result("near_poor"))),
    (
        rf"(?:(?:van |con |tiep tuc |giu nguyen )+(?:la )?{_POOR}|{_POOR} cu)",
        (Result("poor", "poor"), Result("near_poor", "near_poor")),
    ),
    (r"giu nguyen(?: loai ho| hien trang)?|khong (?:thay doi|bien dong)|nhu (?:cu|dau nam)", (_KEPT, _KEPT)),
)
_PATTERNS = tuple((re.compile(words), results) for words, results in _WORDS)

_ORDER = r"(?:(?:phan|muc|nhom)(?: thu)? )?(?:(?:[ivxlc]{1,5}|[a-h]|\d{1,2}(?: \d{1,2})?) )?"
_SUM = r"(?P<sum>(?:tong so|tong cong|tong|cong|trong do) )?"
_TAIL = r"(?: (?:(?:cuoi )?nam 20\d\d|cuoi nam|cuoi ky|sau (?:khi )?ra soat|theo chuan ngheo|gom|nhu sau|tong so|la))*"
_COUNT = r"(?: (?P<households>\d{1,4})(?: ho)?(?: \d{1,5} (?:khau|nhan khau|nguoi))?)?"
_TITLE = re.compile(
    rf"{_ORDER}{_SUM}(?:(?:danh sach|so|cac|dien) )*(?P<words>[a-z ]*?ngheo[a-z ]*?|hn|hcn){_TAIL}{_COUNT}"
)
_BARE = {
    "ho ngheo": "poor",
    "ngheo": "poor",
    "hn": "poor",
    "ho can ngheo": "near_poor",
    "can ngheo": "near_poor",
    "hcn": "near_poor",
    "ho khong ngheo": "not_poor",
    "khong ngheo": "not_poor",
}


def parse_result(value: Value) -> Result | None:
    """The class after a review, in a word of class or of movement; None for an empty cell or "--".

    Raises CellError (rule `class_word`) where the words tell no class: «Phát sinh» may be of either.
    """
    return _find_movement(fold_text(tidy_text(value))) or _make_result(parse_class(value))


def parse_class_title(text: str) -> ClassTitle | None:
    """«II. HỘ CẬN NGHÈO: 5 hộ»; None for a title of more than one class, or of a part («Hộ nghèo chuyển đi»)."""
    return _parse_title(fold_text(text)) if len(text) < _LONGEST else None


@lru_cache(maxsize=20_000)
def _parse_title(folded: str) -> ClassTitle | None:
    found = _TITLE.fullmatch(folded)
    if found is None:
        return None
    words = found["words"].strip()
    result = _make_result(_BARE.get(words)) or _find_movement(words)
    if result is None or result.closing is None:
        return None
    return ClassTitle(result, int(found["households"]) if found["households"] else None, bool(found["sum"]))


def name_result(result: Result) -> str:
    """A title that is read as this again."""
    return _NAMES.get(result) or next(_NAMES[known] for known in _NAMES if known.closing == result.closing)


def _make_result(name: str | None) -> Result | None:
    return Result(name) if name else None


def _find_movement(folded: str) -> Result | None:
    for pattern, results in _PATTERNS:
        if found := pattern.fullmatch(folded):
            return results[any(found.groups())]
    return None
