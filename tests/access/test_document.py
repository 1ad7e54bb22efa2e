"""The access file: read strictly, and each fault told with its place and what to do."""

import os
from pathlib import Path

import pytest

from dashboard.access import ONE_PC, AccessError, Known, Seat, Way, parse, read_access
from queries import Mode, Viewer

ROOT = Path(__file__).resolve().parents[2]
KNOWN = Known(units=("vhxh", "kthtdt"), areas=("khoi_1", "khoi_2"))
HEAD = 'way = "proxy"\n'


def read(written: str) -> object:
    return parse(HEAD + written, "access.toml", KNOWN)


def test_the_example_is_a_file_that_can_be_used() -> None:
    access = parse((ROOT / "docs/access.example.toml").read_text(encoding="utf-8"), "access.example.toml", KNOWN)
    assert access.way is Way.OIDC
    assert [member.seat for member in access.people] == [
        Seat("officer"),
        Seat("leader"),
        Seat("unit", units=("vhxh",)),
        Seat("area", areas=("khoi_1",)),
    ]
    assert [(group.name, group.seat) for group in access.groups] == [("can-bo-phuong", Seat("public"))]


def test_an_account_is_found_however_it_is_typed_and_before_its_group() -> None:
    access = parse((ROOT / "docs/access.example.toml").read_text(encoding="utf-8"), "access.example.toml", KNOWN)
    found = access.find(" Chu.Tich@PHUONG.example ", groups=("can-bo-phuong",))
    assert found is not None
    assert (found.name, found.seat.view(Mode.MEETING)) == (
        "Chủ tịch UBND phường",
        Viewer("leader", (), (), Mode.MEETING),
    )
    grouped = access.find("ai.do@phuong.example", "Ai Đó", ("khac", "can-bo-phuong"))
    assert grouped is not None
    assert (grouped.name, grouped.seat.role) == ("Ai Đó", "public")
    assert access.find("ai.do@phuong.example", groups=("khac",)) is None


PERSON = '[[people]]\naccount = "a@x.example"\n'


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("wai = 1\n", ("khóa «wai» không có — access.toml.", "«way»")),
        ("hours = 0\n", ("«hours» phải là số giờ từ 1 đến 24 — access.toml.",)),
        ("hours = true\n", ("«hours»",)),
        ('[proxy]\nsecret = "x"\n', ("khóa «secret»", "mục [proxy]", "«secret_file»")),
        ("proxy = 3\n", ("«proxy» phải là một mục [proxy]",)),
        (PERSON, ("Thiếu «role»", "mục [[people]] thứ 1")),
        (PERSON + 'role = "oficer"\n', ("role «oficer» không có", "Có phải «officer»?")),
        (PERSON + 'role = "chủ tịch"\n', ("Dùng một trong: officer, leader, unit, area, public",)),
        (PERSON + 'role = "leader"\nunits = ["vhxh"]\n', ("«units» không dùng cho vai «leader»",)),
        (PERSON + 'role = "unit"\n', ("Thiếu «units»",)),
        (PERSON + 'role = "unit"\nunits = ["vhxx"]\n', ("units «vhxx» không có", "Có phải «vhxh»?")),
        (PERSON + 'role = "area"\nareas = ["khoi_9"]\n', ("areas «khoi_9» không có",)),
        (PERSON + 'role = "area"\nareas = "khoi_1"\n', ("«areas» phải là danh sách mã",)),
        (PERSON + 'role = "area"\nareas = []\n', ("«areas» phải là danh sách mã",)),
        (PERSON + 'role = "leader"\ntitle = "x"\n', ("khóa «title»",)),
        ('[[people]]\naccount = " "\nrole = "leader"\n', ("«account» phải là chữ",)),
        ('people = "a@x.example"\n', ("«people» phải là các mục [[people]]",)),
        (
            PERSON + 'role = "leader"\n[[people]]\naccount = "A@X.example"\nrole = "officer"\n',
            ("Hai mục cùng một «account»", "thứ 1 và", "thứ 2", "Giữ lại một mục"),
        ),
        (
            '[[groups]]\ngroup = "g"\nrole = "leader"\n[[groups]]\ngroup = "g"\nrole = "officer"\n',
            ("Hai mục cùng một «group»",),
        ),
        ("x = = 1\n", ("Không đọc được access.toml", "line 2")),
    ],
)
def test_a_fault_is_told_with_its_place_and_what_to_do(written: str, said: tuple[str, ...]) -> None:
    with pytest.raises(AccessError) as caught:
        read(written)
    assert [part for part in said if part not in caught.value.words.vi] == []
    assert "access.toml" in caught.value.words.en
    assert "a@x.example" not in caught.value.words.vi.lower()


@pytest.mark.parametrize(("written", "said"), [("", "Thiếu «way"), ('way = "oauth"', "way «oauth» không có")])
def test_the_way_is_written_and_known(written: str, said: str) -> None:
    with pytest.raises(AccessError, match=said):
        parse(written, "access.toml")


def test_without_a_file_the_person_at_the_pc_is_the_officer(tmp_path: Path) -> None:
    assert read_access(tmp_path).way is Way.ONE_PC
    assert ONE_PC.seat.view(Mode.INTERNAL) == Viewer()


def test_a_file_that_is_named_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARD_ACCESS", str(tmp_path / "other.toml"))
    with pytest.raises(AccessError, match=r"other\.toml"):
        read_access(tmp_path)


def test_a_change_counts_at_once_and_a_fault_closes(tmp_path: Path) -> None:
    path = tmp_path / "access.toml"
    path.write_text(HEAD + PERSON + 'role = "leader"\n', encoding="utf-8-sig")
    assert read_access(tmp_path, KNOWN).find("a@x.example") is not None
    path.write_text(HEAD, encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert read_access(tmp_path, KNOWN).find("a@x.example") is None
    path.write_text(HEAD + "[[people]]\n", encoding="utf-8")
    with pytest.raises(AccessError, match="Thiếu «account»"):
        read_access(tmp_path, KNOWN)


@pytest.mark.parametrize("after", [None, 'way = "one_pc"\n'])
def test_a_file_that_vanishes_makes_an_officer_of_nobody(tmp_path: Path, after: str | None) -> None:
    path = tmp_path / "access.toml"
    path.write_text(HEAD, encoding="utf-8")
    assert read_access(tmp_path).way is Way.PROXY
    path.unlink()
    if after:
        path.write_text(after, encoding="utf-8")
    with pytest.raises(AccessError, match="Khởi động lại"):
        read_access(tmp_path)
