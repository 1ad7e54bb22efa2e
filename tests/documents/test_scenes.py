"""The eight scenes as data: what each asks follows from its number, and no number is made where none is known."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.briefing import SCENES, Desk, Scene, build_scene, tell_scenes
from dashboard.briefing.scenes.children import ask
from dashboard.text import Text
from etl.build import build
from queries import Filters, Mode, Row, Status, Viewer, open_warehouse
from tests.documents.conftest import TODAY
from tests.named import open_named

Sit = Callable[..., Desk]
PERIODS = ("2026", "2026-H1", "2026-9M", "2026-10", "2025-12")
MODES = tuple(Mode)


def list_words(scene: Scene) -> list[str]:
    facts = [words for fact in scene.facts for words in (fact.shown, fact.label)]
    rows = scene.grid.rows if scene.grid else ()
    cells = [words for line in rows for cell in line for words in (cell.shown, cell.quiet)]
    plotted = [*scene.plot.categories, *(strand.name for strand in scene.plot.strands)] if scene.plot else []
    return [scene.finding, scene.question, *scene.lines, *facts, *cells, *plotted]


@pytest.mark.parametrize(("period", "mode"), tuple(product(PERIODS, MODES)))
def test_every_scene_has_a_finding_and_one_question(sit: Sit, period: str, mode: Mode) -> None:
    for scene in tell_scenes(sit(period, mode)):
        assert not scene.failed
        assert scene.finding
        assert scene.question.count("?") <= 1, scene.question
        assert len(scene.facts) <= 3
        assert not (scene.plot and scene.grid)
        assert not [words for words in list_words(scene) if "None" in words or "nan" in words]


@pytest.mark.parametrize("mode", MODES)
def test_no_scene_names_anybody(sit: Sit, mode: Mode) -> None:
    desk = sit("2026", mode)
    names = read_names(desk.warehouse.path)
    assert len(names) > 100
    told = "\n".join(words for scene in tell_scenes(desk) for words in list_words(scene))
    assert not [name for name in names if name in told]


def read_names(path: Path) -> set[str]:
    people = "SELECT name FROM restricted.person UNION SELECT head_name FROM restricted.household"
    with open_named(path) as connection:
        return {name for (name,) in connection.execute(people).fetchall() if name}


def test_a_number_that_is_withheld_is_not_called_missing(sit: Sit) -> None:
    """In a file that goes out the small number is hidden; on the projector that of one khối."""
    hidden = sit("2026", Mode.OUTGOING)
    of_area = sit("2026", Mode.MEETING).but(area_id="khoi_7")
    for desk, name in product((hidden, of_area), ("children", "training")):
        scene = build_scene(name, desk)
        assert scene.question == "Số này không công bố ở đây: ai báo cáo riêng theo bản nội bộ, trước ngày nào?"
        assert scene.plot is None
        assert "hưa có số liệu" not in scene.finding
        assert scene.finding.startswith(
            "Trẻ em đi học: " if name == "children" else "Đào tạo người từ 16 đến 30 tuổi: "
        )


def test_what_nobody_reported_is_neither_zero_nor_reached(sit: Sit) -> None:
    """In the first half of the year no list of members is loaded."""
    desk = sit("2026-H1")
    for name in ("children", "training"):
        scene = build_scene(name, desk)
        assert scene.plot is None
        assert scene.question.startswith("Chưa đủ số liệu")


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ({"numerator": 7, "denominator": 9}, "scene.children_ask"),
        ({"numerator": 8, "denominator": 9, "unknown": 1}, "scene.children_ask_unknown"),
        ({"numerator": 9, "denominator": 9}, "scene.children_ask_met"),
        ({"numerator": 9, "denominator": 9, "areas_reported": 11}, "scene.children_ask_untold"),
        ({"numerator": 0, "denominator": 0}, "scene.ask_none"),
        ({"numerator": 0, "denominator": 0, "areas_reported": 5}, "scene.children_ask_untold"),
        ({"numerator": None, "denominator": None, "suppressed": True}, "scene.ask_withheld"),
        ({"numerator": None, "denominator": None}, "scene.children_ask_untold"),
    ],
)
def test_each_state_of_a_share_asks_its_own_question(sit: Sit, row: dict[str, Any], key: str) -> None:
    text, counted = Text("vi"), sit("2026").value("children_right_level")
    given = {"unknown": 0, "areas_reported": 12, "areas_total": 12, "status": Status.UNKNOWN} | row
    total = Row("2026", "s", "w", None, None, value=None, **given)
    said = ask(replace(counted, total=total), "scene.children_ask", text)
    assert said == text(key, count="01 trẻ" if key.endswith("unknown") else "02 trẻ")


def test_the_wider_reading_stands_beside_the_decrease(sit: Sit) -> None:
    for mode in MODES:
        lines = build_scene("movement", sit("2026", mode)).lines
        assert [line for line in lines if line.startswith("Cách đọc khác – Thực tăng, giảm hộ nghèo và hộ cận nghèo:")]


def test_what_a_meeting_concluded_stays_in_the_house(sit: Sit) -> None:
    """Its words may name a family; the day and the unit go out."""
    told = {mode: build_scene("changes", sit("2026", mode)).grid for mode in MODES}
    said = {mode: [line[0].shown for line in grid.rows] for mode, grid in told.items() if grid}
    assert said[Mode.INTERNAL] == said[Mode.MEETING]
    assert said[Mode.INTERNAL][0] == "Xác nhận đất ở cho hộ xóa nhà tạm, nhà dột nát"
    assert all(re.fullmatch(r"Kết luận ngày \d\d/\d\d/\d{4}", words) for words in said[Mode.OUTGOING])


def test_the_target_of_a_year_is_not_asked_of_a_month(sit: Sit) -> None:
    assert build_scene("movement", sit("2026-10")).question.startswith("Chỉ tiêu giảm hộ nghèo tính cho cả năm")


def test_the_last_scene_asks_what_the_scenes_before_ask(sit: Sit) -> None:
    desk = sit("2026")
    grid = build_scene("decisions", desk).grid
    assert grid
    asked = [line[1].shown for line in grid.rows]
    assert asked == [build_scene(name, desk).question for name in list(SCENES)[1:-1]]


def test_a_ward_without_files_has_scenes_that_say_so(tmp_path: Path) -> None:
    build(tmp_path, today=TODAY, now=datetime(2026, 11, 20, 8, 12))
    desk = Desk(open_warehouse(tmp_path), Filters(today=TODAY), Viewer(mode=Mode.MEETING), Text("vi"))
    for scene in tell_scenes(desk):
        assert not scene.failed, scene.id
        assert scene.finding
        assert scene.plot is None
        assert not [fact for fact in scene.facts if fact.large.startswith("0 ")]


def test_a_part_that_cannot_be_read_is_named_and_the_rest_stands(published: Path, tmp_path: Path) -> None:
    name = (published / "current").read_text(encoding="ascii").strip()
    for file in (name, "current"):
        shutil.copy(published / file, tmp_path)
    with duckdb.connect(str(tmp_path / name)) as connection:
        connection.execute("DROP TABLE core.meeting_conclusion")
    desk = Desk(open_warehouse(tmp_path), Filters("2026", today=TODAY), Viewer(), Text("vi"))
    failed = {scene.id for scene in tell_scenes(desk) if scene.failed}
    assert "changes" in failed
    assert "movement" not in failed
