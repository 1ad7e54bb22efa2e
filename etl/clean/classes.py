"""Household classes written in words. Whole words only: «Cận nghèo» and «Không nghèo» both contain «nghèo»."""

from etl.clean.text import Value, fold_text, tidy_text
from etl.errors import CellError

_CLASSES = {
    "ho ngheo": "poor",
    "ngheo": "poor",
    "hn": "poor",
    "1": "poor",
    "ho can ngheo": "near_poor",
    "can ngheo": "near_poor",
    "h can ngheo": "near_poor",
    "cn": "near_poor",
    "hcn": "near_poor",
    "2": "near_poor",
    "ho khong ngheo": "not_poor",
    "khong ngheo": "not_poor",
    "ho thoat ngheo": "not_poor",
    "ho co muc song trung binh": "average_living",
    "muc song trung binh": "average_living",
    "chua ro": "unknown",
}


def parse_class(value: Value) -> str | None:
    """poor, near_poor, average_living, not_poor, or unknown where «chưa rõ» is written; None for an empty cell or "--".

    Raises CellError (rule `class_word`): «tái nghèo» or «thoát nghèo» are movements, not classes.
    """
    text = tidy_text(value)
    if text.strip("-–— ") == "":
        return None
    try:
        return _CLASSES[fold_text(text)]
    except KeyError:
        raise CellError(
            "class_word", text, "không phải một loại hộ; hãy ghi Hộ nghèo, Hộ cận nghèo hoặc Hộ không nghèo"
        ) from None
