"""The script of every run: address, filters, page. What the browser adds to it is tested in tests/browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from queries import Warehouse

ROOT = Path(__file__).resolve().parents[2]


def open_shell(**query: str) -> AppTest:
    shell = AppTest.from_file(str(ROOT / "dashboard" / "shell.py"), default_timeout=20)
    for code, value in query.items():
        shell.query_params[code] = value
    shell.run()
    assert not shell.exception, shell.exception[0].message
    return shell


def words(shell: AppTest) -> str:
    return "\n".join(block.proto.body for block in shell.get("html"))


def test_shell_is_short() -> None:
    assert len((ROOT / "dashboard" / "shell.py").read_text(encoding="utf-8").splitlines()) <= 60


def test_the_address_chooses() -> None:
    shell = open_shell(khoi="khoi_7", che_do="trinh_chieu", ky="2025")
    assert [box.value for box in shell.sidebar.selectbox] == ["2025", "khoi_7", "", "", "trinh_chieu", "", "vi"]
    assert "Khối 7 · Kỳ 2025" in words(shell)


def test_a_choice_is_written_to_the_address_and_its_default_leaves_it() -> None:
    shell = open_shell()
    assert dict(shell.query_params) == {}
    shell.sidebar.selectbox(key="filter_khoi").select("khoi_2").run()
    assert shell.query_params["khoi"] in ("khoi_2", ["khoi_2"])
    assert "Khối 2 · Kỳ 2026" in words(shell)
    shell.sidebar.selectbox(key="filter_khoi").select("").run()
    assert dict(shell.query_params) == {}


def test_an_absent_value_keeps_what_was_chosen() -> None:
    shell = open_shell(khoi="khoi_7")
    # A change of page empties the address before the script runs.
    shell.query_params.clear()
    shell.run()
    assert "Khối 7 · Kỳ 2026" in words(shell)
    assert shell.query_params["khoi"] in ("khoi_7", ["khoi_7"])


@pytest.mark.parametrize(
    ("code", "value"),
    [("khoi", "khoi_999"), ("ky", ""), ("chuan", "2099"), ("nhom", "nguoi_gia"), ("lang", "fr"), ("don_vi", "<u>")],
)
def test_an_unknown_value_is_ignored_aloud(code: str, value: str) -> None:
    shell = open_shell(**{code: value})
    assert "Phường Tam Thanh · Kỳ 2026" in words(shell)
    if value:
        assert "đã bỏ qua" in words(shell)
        assert "<u>" not in words(shell)
    assert code not in shell.query_params


def test_a_group_stands_in_the_line_under_the_title_and_in_the_address() -> None:
    shell = open_shell(nhom="dtts")
    assert "Phường Tam Thanh · hộ dân tộc thiểu số · Kỳ 2026" in words(shell)
    shell.sidebar.selectbox(key="filter_nhom").set_value("nu").run()
    assert "Phường Tam Thanh · hộ có chủ hộ là nữ · Kỳ 2026" in words(shell)
    assert shell.query_params["nhom"] in ("nu", ["nu"])


REFUSED = "▲ Chế độ trong địa chỉ không dùng được: mở chế độ trình chiếu."


@pytest.mark.parametrize(
    "spoilt", ["Trinh_chieu", "public", "trinh_chieu ", "internal", "", ["trinh_chieu", "noi_bo"], ["noi_bo", "noi_bo"]]
)
@pytest.mark.parametrize("before", ["noi_bo", "gui_ngoai"])
def test_a_spoilt_mode_is_the_projectors(spoilt: str | list[str], before: str, warehouse: Warehouse) -> None:
    """Whatever was chosen in this tab before."""
    people = warehouse.cursor("restricted.entitlement").execute("SELECT name FROM restricted.entitlement").fetchall()
    shell = open_shell(che_do=before)
    assert any(name in words(shell) for (name,) in people) is (before == "noi_bo")
    shell.query_params["che_do"] = spoilt
    shell.run()
    assert REFUSED in words(shell)
    assert not any(name in words(shell) for (name,) in people)
    assert "đã bỏ qua" not in words(shell)
    assert shell.sidebar.selectbox(key="filter_che_do").value == "trinh_chieu"
    # Reloaded or sent on, the address opens the same mode.
    assert shell.query_params["che_do"] in ("trinh_chieu", ["trinh_chieu"])
    assert REFUSED not in words(shell.run())
    assert shell.sidebar.selectbox(key="filter_che_do").value == "trinh_chieu"


def test_a_foreign_parameter_is_left_alone() -> None:
    assert open_shell(utm_source="zalo").query_params["utm_source"] in ("zalo", ["zalo"])


def test_the_menu_follows_the_language() -> None:
    assert [box.label for box in open_shell(lang="en").sidebar.selectbox][:2] == ["Period", "Neighbourhood"]


def test_nothing_loaded_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARD_DATA", str(tmp_path))
    assert "Chưa có kho số liệu" in words(open_shell())


def test_an_older_snapshot_is_announced(warehouse_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pointer is lost: the newest whole file is shown, and said to be."""
    (snapshot,) = warehouse_dir.glob("warehouse-*.duckdb")
    (tmp_path / snapshot.name).write_bytes(snapshot.read_bytes())
    monkeypatch.setenv("WARD_DATA", str(tmp_path))
    assert "Đang dùng bản" in words(open_shell())
