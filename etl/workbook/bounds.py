"""How far and how full a sheet may be, and what is said of one that is not taken; the same for every kind of file."""

from etl.errors import FileRefused

MAX_ROW, MAX_COLUMN = 200_000, 1_000
MOST_CELLS = 2_000_000
# The cell reader makes room for every cell up to the last one, filled or not.
LARGEST_AREA = 4 * MOST_CELLS


def refuse_far_cell(address: str) -> FileRefused:
    return FileRefused(
        "far_cell",
        f"Ô {address} nằm quá xa bảng số liệu nên tệp bị từ chối; "
        "hãy xóa các dòng, cột thừa phía ngoài bảng rồi lưu và nạp lại.",
    )


def refuse_too_many_cells() -> FileRefused:
    return FileRefused(
        "too_many_cells",
        f"Một trang của tệp có hơn {MOST_CELLS // 1_000_000} triệu ô nên không nạp; "
        "hãy xóa các dòng, cột thừa hoặc tách thành nhiều tệp.",
    )


def refuse_strange_xml() -> FileRefused:
    return FileRefused("xml_entity", "Tệp chứa khai báo XML lạ nên bị từ chối; hãy xin lại tệp từ người gửi.")


def refuse_truncated() -> FileRefused:
    return FileRefused("truncated", "Tệp hỏng hoặc tải dở; hãy tải lại hoặc xin lại tệp.")
