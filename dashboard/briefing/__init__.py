"""What a meeting or a report is told, before it is drawn: facts, sentences, plots and tables from the same answers."""

from dashboard.briefing.desk import Desk
from dashboard.briefing.heading import Heading, read_heading
from dashboard.briefing.scene import Fact, Scene
from dashboard.briefing.scenes import SCENES, build_scene, tell_scene, tell_scenes

__all__ = ["SCENES", "Desk", "Fact", "Heading", "Scene", "build_scene", "read_heading", "tell_scene", "tell_scenes"]
