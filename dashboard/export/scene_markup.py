"""One scene as markup: the same on the page that presents it and in the file that needs no server."""

from html import escape
from pathlib import Path

from dashboard.briefing import Fact, Heading, Scene
from dashboard.charts import plot_markup
from dashboard.text import Text

STYLE = Path(__file__).with_name("stage.css")


def write_scene(scene: Scene, heading: Heading, place: str, text: Text, *notes: str) -> str:
    """Return the scene; `place` is «2/8», `notes` are warnings that stand above its finding."""
    sample = f'<b class="sample">{escape(heading.sample)}</b>' if heading.sample else ""
    warned = "".join(f'<p class="warned">▲ {escape(note)}</p>' for note in notes if note)
    facts = "".join(_write_fact(fact, text) for fact in scene.facts)
    lines = "".join(f"<p>{escape(line)}</p>" for line in scene.lines)
    # Above a table its one number stands beside the finding: the table needs the height.
    slim = " slim" if scene.grid else ""
    return (
        f'<section class="screen screen-{scene.id}" aria-label="{escape(place)}">'
        f'<p class="where"><span>{escape(heading.badges)}</span>{sample}</p>{warned}'
        f'<div class="{"head" if slim else "over"}"><h1>{escape(scene.finding)}</h1>'
        f'<div class="facts{slim}">{facts}</div></div><div class="lines">{lines}</div>'
        f'<div class="shown">{_write_shown(scene, text)}</div>{_write_question(scene, text)}</section>'
    )


def _write_shown(scene: Scene, text: Text) -> str:
    if scene.plot:
        return plot_markup.write(scene.plot, text)
    return scene.grid.html if scene.grid else ""


def _write_question(scene: Scene, text: Text) -> str:
    if not scene.question:
        return ""
    return f'<p class="ask"><b>{escape(text("stage.ask"))}</b> {escape(scene.question)}</p>'


def _write_fact(fact: Fact, text: Text) -> str:
    """A number opens what it counts and where it was read, above the scene, and closes again by the same key."""
    told = "".join(f"<dt>{escape(what)}</dt><dd>{escape(words)}</dd>" for what, words in fact.explain(text))
    small = f'<span class="small">{escape(fact.small)}</span>' if fact.small else ""
    label = escape(fact.label)
    return (
        f'<details class="fact"><summary><b>{escape(fact.large)}</b>{small}'
        f'<span class="label">{label} <span class="open" aria-hidden="true">i</span></span></summary>'
        f'<div class="told" tabindex="0" role="region" aria-label="{label}"><dl>{told}</dl></div></details>'
    )
