"""Numbers as wards type them: "1.500.000", "320,5", "18 hộ", "80.000.000 đồng", 5.021 for five thousand."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from etl.clean.text import Value, fold_text, tidy_text
from etl.errors import CellError

_NUMBER = re.compile(r"^([+-]?\d[\d.,\s]*\d|[+-]?\d)\s*(\D*)$")
_GROUPED = re.compile(r"^[+-]?\d{1,3}(\.\d{3})+$")
_SCALES = {
    **dict.fromkeys(("dong", "d", "vnd"), 1),
    **dict.fromkeys(("1 000 dong", "1000 dong", "nghin dong", "ngan dong", "nghin d", "ngan d"), 10**3),
    **dict.fromkeys(
        ("trieu", "trieu dong", "trieu d", "trieu vnd", "tr", "tr d", "trd", "tr dong", "1 000 000 dong"), 10**6
    ),
    **dict.fromkeys(("ty", "ty dong", "ty d", "ty vnd"), 10**9),
}
_UNIT_NAMED = re.compile(r"^(?:.* )?(?:dvt|don vi tinh|don vi) (?P<unit>.+)$")
# «Kế hoạch vốn (triệu đồng)», «Giải ngân, ĐVT: nghìn đồng», «Thu nhập (1.000 đồng/người/tháng)».
_UNIT_IN_LABEL = re.compile(
    r"\s*(?:[(\[,;–-]\s*(?:ĐVT|Đơn vị tính|Đơn vị)?|\b(?:ĐVT|Đơn vị tính|Đơn vị)\b)\s*:?\s*"
    r"(?P<unit>[^()\[\],;/:]+)(?:/[^()\[\]]*)?[)\]]?\s*$",
    re.IGNORECASE,
)
_ROUNDING = Decimal("0.01")
_THOUSAND, _THOUSANDTHS = 1000, -3
# No sum of a ward in đồng, no count of its people comes near; nor NaN and infinity, which some programs save.
_TOO_LARGE, _TOO_MANY = 10**15, 10**9
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the words written after it ("18 hộ" -> 18, "hộ")."""

    amount: Decimal
    suffix: str = ""


def parse_figure(value: Value) -> Figure | None:
    """Read one number; None for an empty cell or a dash (unknown, never 0).

    Raises CellError (rule `number`) for text that is not a number.
    """
    text = tidy_text(value)
    if isinstance(value, float | int) and not isinstance(value, bool):
        figure = Figure(Decimal(repr(value)))
    elif text.strip("-–—. ") == "":
        return None
    elif (found := _NUMBER.match(text)) and (amount := _read_digits(found[1].replace(" ", ""))) is not None:
        figure = Figure(amount, found[2].strip())
    else:
        raise CellError("number", text, "ô này phải là một con số; chữ được coi là chưa có số liệu, không phải 0")
    if not (figure.amount.is_finite() and abs(figure.amount) < _TOO_LARGE):
        raise CellError("number", text[:_SHOWN], "số lớn quá mức có thể nên để trống; hãy xem có gõ nhầm cột không")
    return figure


def _read_digits(digits: str) -> Decimal | None:
    """None where points and commas stand as in no number: «3.000.00»."""
    plain = digits.replace(",", "")
    if "," in digits and digits.rfind(",") > digits.rfind("."):
        whole, _, fraction = digits.rpartition(",")
        if len(fraction) != 3 or "," not in whole:
            plain = f"{whole.replace('.', '').replace(',', '')}.{fraction}"
    elif _GROUPED.match(digits):
        plain = digits.replace(".", "")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def may_be_thousands(value: float) -> bool:
    """Whether a number may be one typed with a point between thousands: 5.021 for 5021."""
    amount = Decimal(repr(value))
    return amount.as_tuple().exponent == _THOUSANDTHS and 1 <= amount < _THOUSAND


def parse_count(value: Value) -> int | None:
    """A whole number of households or persons; None when empty. The number 5.021 is 5021 typed where a point parts
    decimals: nobody counts thousandths of a household.

    Raises CellError (rule `count`) when negative or broken.
    """
    figure = parse_figure(value)
    if figure is None:
        return None
    amount = figure.amount
    if isinstance(value, float) and may_be_thousands(value):
        amount *= _THOUSAND
    if amount < 0 or amount != amount.to_integral_value():
        raise CellError("count", tidy_text(value), "ô này phải là một số nguyên không âm")
    if amount > _TOO_MANY:
        raise CellError("count", tidy_text(value), "số lớn quá mức có thể nên để trống; hãy xem có gõ nhầm cột không")
    return int(amount)


def read_money_scale(text: str) -> int | None:
    """Đồng per unit of a line such as «ĐVT: triệu đồng» or «(Tr.đ)»; None when it names anything but a money unit."""
    folded = fold_text(text)
    named = _UNIT_NAMED.match(folded)
    return _SCALES.get(named["unit"] if named else folded)


@lru_cache(maxsize=20_000)
def split_unit(label: str) -> tuple[str, int | None]:
    """A header without the money unit that it ends in, and đồng per unit; None and the header itself without one."""
    found = _UNIT_IN_LABEL.search(label)
    scale = _SCALES.get(fold_text(found["unit"])) if found else None
    return (label[: found.start()].strip(), scale) if found and scale and found.start() else (label, None)


def parse_money(value: Value, *, scale: int) -> int | None:
    """Whole đồng; `scale` is đồng per unit of the column and yields to a unit written in the cell. None when empty."""
    figure = parse_figure(value)
    if figure is None:
        return None
    written = fold_text(figure.suffix)
    if written and written not in _SCALES:
        raise CellError("money", tidy_text(value), "không hiểu đơn vị tiền ghi trong ô")
    dong = figure.amount * (_SCALES[written] if written else scale)
    whole = dong.to_integral_value()
    if dong > _TOO_LARGE:
        raise CellError("money", tidy_text(value), "số tiền lớn quá mức có thể nên để trống; hãy xem lại đơn vị tiền")
    if dong < 0 or abs(dong - whole) > _ROUNDING:
        raise CellError("money", tidy_text(value), "số tiền phải không âm và tròn đến đồng")
    return int(whole)
