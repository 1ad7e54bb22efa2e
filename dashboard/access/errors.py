"""What can be wrong with the way in, said to the ward's IT person: what, where, and what to do."""

from collections.abc import Iterable
from difflib import get_close_matches

from queries import Words


class AccessError(Exception):
    """Raised with the sentence in Vietnamese and in English; nobody comes in until it is mended."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi)
        self.words = Words(vi, en)


def unreadable(file: str, reason: str) -> AccessError:
    return AccessError(
        f"Không đọc được {file}: {reason}. Sửa tệp theo mẫu trong docs/running.md.",
        f"{file} cannot be read: {reason}. Mend it after the example in docs/running.md.",
    )


def missing_file(file: str) -> AccessError:
    return AccessError(
        f"Không có tệp {file} mà WARD_ACCESS chỉ tới. Lập tệp theo docs/running.md, hoặc bỏ biến WARD_ACCESS.",
        f"There is no file {file}, which WARD_ACCESS names. Write it after docs/running.md, or unset WARD_ACCESS.",
    )


def changed_way(file: str, before: str) -> AccessError:
    return AccessError(
        f"{file} không còn cách chạy «{before}» của lúc khởi động: không ai vào được. Khởi động lại phần mềm.",
        f"{file} no longer has the way «{before}» of the start: nobody comes in. Start the program anew.",
    )


def unknown_value(place: str, key: str, found: object, known: Iterable[str]) -> AccessError:
    """Name a value that is none of `known`, and the nearest that is."""
    known = tuple(known)
    near = get_close_matches(str(found), known, n=1)
    vi = f"Có phải «{near[0]}»?" if near else f"Dùng một trong: {', '.join(known)}."
    en = f"Is it «{near[0]}»?" if near else f"Use one of: {', '.join(known)}."
    return AccessError(
        f"{key} «{found}» không có — {place}. {vi}",
        f"There is no {key} «{found}» — {place}. {en}",
    )


def wrong_kind(place: str, key: str, vi: str, en: str) -> AccessError:
    """Say what a value must be, and not what it is: it may name somebody, and this is written to the log."""
    return AccessError(
        f"«{key}» phải là {vi} — {place}. Sửa lại giá trị này.",
        f"«{key}» must be {en} — {place}. Mend this value.",
    )


def missing(place: str, key: str) -> AccessError:
    return AccessError(f"Thiếu «{key}» — {place}. Thêm dòng này.", f"«{key}» is missing — {place}. Add this line.")


def useless(place: str, key: str, role: str) -> AccessError:
    return AccessError(
        f"«{key}» không dùng cho vai «{role}» — {place}. Bỏ dòng này, hoặc đổi vai.",
        f"«{key}» says nothing of the role «{role}» — {place}. Leave it out, or change the role.",
    )


def twice(place: str, key: str, before: str) -> AccessError:
    """Name the two places and not who it is: this is written to the log as well."""
    return AccessError(
        f"Hai mục cùng một «{key}»: {before} và {place}. Giữ lại một mục.",
        f"Two entries have the same «{key}»: {before} and {place}. Keep one.",
    )
