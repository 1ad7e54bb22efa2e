"""Why names stay closed: each says it in both languages, and what to do."""

from collections.abc import Sequence


class Closed(Exception):
    """Names that cannot be read. Message: the Vietnamese sentence; `en` the English one. Neither names a person."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi)
        self.en = en


class KeyFileBroken(Closed):
    """The file of the key is there and cannot be used, or there is no place for it."""


def tell_missing(*, has_other: bool) -> Closed:
    """`has_other`: there is a key on this computer, but not the one that the snapshot was sealed with."""
    return _lack_this_key() if has_other else _lack_key()


def _lack_key() -> Closed:
    return Closed(
        "Không có khóa mở họ tên trên máy này nên chỉ hiện các con số. Hãy đặt lại tệp khóa đã cất giữ "
        "(«python -m etl key» cho biết chỗ), hoặc dựng lại từ các tệp nguồn: python -m etl build.",
        "This computer has no key to the names, so only the numbers are shown. Put the key file that was kept back in "
        "its place («python -m etl key» tells where), or build again from the source files: python -m etl build.",
    )


def _lack_this_key() -> Closed:
    return Closed(
        "Khóa trên máy này không mở được họ tên của bản số liệu này nên chỉ hiện các con số. Hãy đặt lại tệp khóa đã "
        "cất giữ («python -m etl key» cho biết chỗ), hoặc dựng lại từ các tệp nguồn: python -m etl build.",
        "The key on this computer does not open the names of this snapshot, so only the numbers are shown. Put the key "
        "file that was kept back in its place («python -m etl key» tells where), or build again: python -m etl build.",
    )


def find_tampered(table: str, column: str, first: Sequence[str], last: Sequence[str]) -> Closed:
    """`first`, `last`: the keys of the rows between which it was, which name nobody."""
    place, begin, end = f"restricted.{table}.{column}", ", ".join(first), ", ".join(last)
    return Closed(
        f"Cột {place} của kho số liệu, từ dòng ({begin}) đến dòng ({end}), đã bị sửa ngoài phần mềm nên không hiện họ "
        "tên của bảng này. Hãy dựng lại từ các tệp nguồn: python -m etl build.",
        f"The column {place} of the warehouse was changed outside the software between the rows ({begin}) and ({end}), "
        "so no name of this table is shown. Build again from the source files: python -m etl build.",
    )


def find_unsealed(table: str) -> Closed:
    return Closed(
        f"Bảng restricted.{table} của kho số liệu không được niêm phong bằng khóa nên không hiện họ tên. "
        "Hãy dựng lại từ các tệp nguồn: python -m etl build.",
        f"The table restricted.{table} of the warehouse is not sealed with the key, so no name is shown. "
        "Build again from the source files: python -m etl build.",
    )


def find_broken(path: str) -> KeyFileBroken:
    return KeyFileBroken(
        f"Tệp khóa {path} hỏng hoặc không đọc được: mỗi dòng phải là một khóa 64 chữ số thập lục phân. Hãy chép lại "
        "tệp đã cất giữ; không còn tệp nào thì xóa tệp hỏng rồi chạy «python -m etl build» để dựng lại với khóa mới.",
        f"The key file {path} is damaged or cannot be read: each line must be a key of 64 hexadecimal digits. Copy the "
        "file that was kept back; where there is none, delete the damaged one and run «python -m etl build», which "
        "makes a new key.",
    )


def find_unwritable(path: str) -> KeyFileBroken:
    return KeyFileBroken(
        f"Không ghi được tệp khóa {path}. Hãy đặt biến môi trường WARD_KEY là đường dẫn một tệp ghi được, "
        "ngoài thư mục dữ liệu.",
        f"The key file {path} cannot be written. Set the environment variable WARD_KEY to a file that can, outside the "
        "data folder.",
    )


def find_inside(path: str) -> KeyFileBroken:
    return KeyFileBroken(
        f"Tệp khóa {path} nằm trong thư mục dữ liệu: chép thư mục ấy là chép cả khóa. Hãy đặt WARD_KEY ra ngoài.",
        f"The key file {path} lies in the data folder: a copy of that folder would hold the key too. Set WARD_KEY to "
        "a file outside.",
    )
