"""The rows of the overview: a table whose bars show actual, opening, target and unknown in households or children."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from dashboard import theme
from dashboard.text import Text
from queries import Status

SHORTEST = 5.0
# Between a count and its percentage.
SHARE_JOINT = " · "


@dataclass(frozen=True, slots=True)
class Bullet:
    """One row, already in words. A quantity that is None is not drawn; `note` holds the wider reading.

    `sign`: of a row that has no status of its own.
    """

    label: str
    sentence: str
    figure: str
    note: str
    status: Status | None
    status_words: str
    remaining: str
    lead: str
    whole: float | None = None
    actual: float | None = None
    unknown: float = 0
    opening: float | None = None
    goal: float | None = None
    link: str | None = None
    sign: theme.Sign | None = None

    @property
    def excess(self) -> float:
        """How much of the bar is still too much, where less is better: of a share, nothing ever is."""
        is_falling = self.opening is not None and self.goal is not None and self.actual is not None
        return max(0.0, (self.actual or 0) - (self.goal or 0)) if is_falling else 0.0

    @property
    def longest(self) -> float:
        """The end of the scale: the whole of a share, else the largest quantity; one household alone never fills it."""
        return self.whole or max(SHORTEST, (self.actual or 0) + self.unknown, self.opening or 0, self.goal or 0)


@lru_cache(maxsize=64)
def markup(bullets: tuple[Bullet, ...], text: Text) -> str:
    """Return the table with its key. Every word from data is escaped."""
    heads = "".join(
        f'<th scope="col">{text(f"overview.{name}")}</th>' for name in ("target", "actual", "status", "lead")
    )
    rows = "".join(_row(bullet, text) for bullet in bullets)
    return (
        f'<table class="bullets"><caption class="unseen">{text("overview.caption")}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{_key(text)}"
    )


def _row(bullet: Bullet, text: Text) -> str:
    return (
        f'<tr><th scope="row"><b>{escape(bullet.label)}</b> {_sentence(bullet)}</th>'
        f"<td>{_figure(bullet, text)}{_bar(bullet, text)}{_line('note', bullet.note)}</td>"
        f"<td>{_status(bullet)}{_line('remaining', bullet.remaining)}</td>"
        f'<td class="lead"><span class="folded">{text("overview.lead")}: </span>{escape(bullet.lead)}</td></tr>'
    )


def _sentence(bullet: Bullet) -> str:
    words = escape(bullet.sentence)
    return f'<a href="{escape(bullet.link)}" target="_self">{words}</a>' if bullet.link else words


def _figure(bullet: Bullet, text: Text) -> str:
    """Write the count boldly; a percentage of few stands behind it in grey."""
    counted, joint, share = bullet.figure.partition(SHARE_JOINT)
    name = "few" if f"({text('small')})" in share else "share"
    return f'<span class="figure">{escape(counted)}{_line(name, joint + share)}</span>'


def _line(name: str, words: str) -> str:
    return f'<span class="{name}">{escape(words)}</span>' if words else ""


def _status(bullet: Bullet) -> str:
    sign = theme.STATUS_SIGNS[bullet.status] if bullet.status else bullet.sign or theme.NONE
    name = bullet.status.name.lower() if bullet.status else "none"
    return (
        f'<span class="status {name}" style="color:{sign.colour}">'
        f'<span aria-hidden="true">{sign.shape}</span> {escape(bullet.status_words)}</span>'
    )


def _bar(bullet: Bullet, text: Text) -> str:
    """Draw to scale; the words beside it say the same, so the picture itself is hidden from screen readers."""
    if bullet.actual is None or bullet.whole == 0:
        return ""
    parts = [_part("done", 0, bullet.actual / bullet.longest)] if bullet.actual else []
    if bullet.excess:
        parts.append(_part("over", (bullet.actual - bullet.excess) / bullet.longest, bullet.excess / bullet.longest))
    if bullet.unknown:
        parts.append(_part("doubt", bullet.actual / bullet.longest, bullet.unknown / bullet.longest))
    for name, place in (("opening", bullet.opening), ("goal", bullet.goal)):
        if place is not None:
            parts.append(f'<i class="{name}" style="left:{place / bullet.longest:.2%}"></i>')
    return f'<span class="bar" aria-hidden="true">{"".join(parts)}</span>'


def _part(name: str, start: float, length: float) -> str:
    return f'<i class="{name}" style="left:{start:.2%};width:{length:.2%}"></i>'


def _key(text: Text) -> str:
    marks = "".join(
        f'<span><i class="{name}"></i> {text(f"overview.key_{name}")}</span>'
        for name in ("done", "over", "doubt", "opening", "goal")
    )
    return f'<p class="key" aria-hidden="true">{marks}</p>'
