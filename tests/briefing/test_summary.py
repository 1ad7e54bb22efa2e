"""The one page for the vice-chairman: the targets as they stand, and three questions that the scenes ask."""

from pathlib import Path

import pytest

from dashboard.briefing.report.assessment import list_bad, list_good
from dashboard.briefing.scenes import build_scene
from dashboard.briefing.scenes.decisions import ASKED
from dashboard.briefing.summary import build_summary
from dashboard.briefing.targets import read_bullets
from dashboard.documents.summary import list_blanks
from queries import Mode, Warehouse
from tests.desk import PERIODS, open_sample, sit


@pytest.fixture(scope="module")
def warehouse(ward_dir: Path) -> Warehouse:
    return open_sample(ward_dir)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("mode", Mode)
def test_the_page_says_what_the_scenes_and_targets_say(period: str, mode: Mode, warehouse: Warehouse) -> None:
    desk = sit(warehouse, period, mode)
    summary = build_summary(desk)
    assert [one.figure for one in summary.targets] == [bullet.figure for bullet in read_bullets(desk)]
    assert set(summary.good) == set(list_good(desk)) - {""}
    assert set(summary.bad) == set(list_bad(desk)) - {""}
    questions = {build_scene(name, desk).question for name in ASKED}
    assert len(summary.decisions) == 3
    assert {one.question for one in summary.decisions} <= questions
    assert [blank.why for blank in list_blanks(summary)] == [one.gap for one in summary.targets if one.gap]


def test_what_is_met_or_may_not_be_told_is_not_asked_first(warehouse: Warehouse) -> None:
    inside, outside = (build_summary(sit(warehouse, mode=mode)) for mode in (Mode.INTERNAL, Mode.OUTGOING))
    assert inside.decisions[0].question.startswith("Còn phải giảm 01 hộ")
    assert inside.decisions[1].question.startswith("02 dòng dự án chậm")
    assert inside.decisions[2].question.startswith("03 kết luận quá hạn")
    assert inside.decisions == outside.decisions
