"""The one page of a vice-chairman: where the targets stand, what holds, what does not, three things to decide."""

from dataclasses import dataclass

from dashboard.briefing.desk import Desk
from dashboard.briefing.report.assessment import list_bad, list_good, list_stands
from dashboard.briefing.report.build import name_period, name_ward
from dashboard.briefing.scene import Fact, Scene
from dashboard.briefing.scenes import build_scene
from dashboard.briefing.scenes.decisions import ASKED
from dashboard.briefing.targets import read_bullets
from dashboard.findings.provenance import badge_line

# One decision of the people, one of the work, one of the committee's own conclusions, as long as each has one.
KINDS = (("movement", "children", "training"), ("projects", "money"), ("changes",))
DECISIONS = 3
# The scenes whose first fact opens the page.
LEADING = (("targets", 0), ("movement", 0), ("movement", 1), ("projects", 0), ("money", 2))


@dataclass(frozen=True, slots=True)
class Decision:
    question: str
    lead: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One target: its number in the plan, what it is about, the count, how it stands, whose it is; why not known."""

    label: str
    name: str
    figure: str
    state: str
    lead: str
    gap: str


@dataclass(frozen=True, slots=True, eq=False)
class Summary:
    title: str
    badge: str
    facts: tuple[Fact, ...]
    targets: tuple[Standing, ...]
    good: tuple[str, ...]
    bad: tuple[str, ...]
    decisions: tuple[Decision, ...]


def build_summary(desk: Desk) -> Summary:
    """Return the page. Raises every QueryError: of one page no part can be missing."""
    text = desk.text
    scenes = {name: build_scene(name, desk) for name in ("targets", *ASKED)}
    stock = desk.value("poor_households")
    return Summary(
        title=text("summary.title", period=name_period(desk), ward=name_ward(desk)),
        badge=badge_line(desk.filters, text, desk.ward, stock),
        facts=tuple(scenes[name].facts[place] for name, place in LEADING if len(scenes[name].facts) > place),
        targets=tuple(
            Standing(
                one.bullet.label,
                one.name,
                one.bullet.figure,
                ", ".join(filter(None, (one.bullet.status_words, one.bullet.remaining))),
                one.bullet.lead,
                one.gap,
            )
            for one in list_stands(desk)
        ),
        good=tuple(filter(None, list_good(desk))),
        bad=tuple(filter(None, list_bad(desk))),
        decisions=pick_decisions(scenes, desk),
    )


def pick_decisions(scenes: dict[str, Scene], desk: Desk) -> tuple[Decision, ...]:
    """Return three questions of the scenes, those with something open first; none is made up here."""
    leads = {bullet.label: bullet.lead for bullet in read_bullets(desk)}
    opened = [name for name in ASKED if _is_open(name, scenes[name], desk)]
    first = [next((name for name in kind if name in opened), "") for kind in KINDS]
    ordered = dict.fromkeys((*filter(None, first), *opened, *ASKED))
    return tuple(
        Decision(scenes[name].question, leads.get(ASKED[name][1], "") or desk.text("scene.decisions_committee"))
        for name in list(ordered)[:DECISIONS]
    )


def _is_open(name: str, scene: Scene, desk: Desk) -> bool:
    """Tell whether a scene asks to mend something: not how to keep it, nor about what this copy may not tell."""
    text = desk.text
    settled = {text("scene.ask_withheld"), text("scene.ask_none")}
    return scene.question not in (settled if name == "money" else settled | {text(f"scene.{name}_ask_met")})
