"""What a meeting or a report is told, before it is drawn: facts, sentences, plots and tables from the same answers."""

from dashboard.briefing.desk import Desk
from dashboard.briefing.scene import Fact, Scene
from dashboard.briefing.scenes import SCENES, build_scene, build_scenes

__all__ = ["SCENES", "Desk", "Fact", "Scene", "build_scene", "build_scenes"]
