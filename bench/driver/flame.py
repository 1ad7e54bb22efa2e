"""Sampled call stacks as one picture: callers above, what they call below, as wide as the samples in which they stand.

Blue is ours, so that what we could change stands out. Small enough to be kept beside the documentation.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

WIDTH, ROW, TOP, LETTER = 1200, 18, 52, 6.1
# Narrower frames are not drawn.
NARROWEST = 0.0025
# A frame of a library that does nothing but pass on to one other is not drawn either.
PASSED_ON = 0.95
# What a thread that waits for work is found in.
WAITING = re.compile(r"Selector\.select [^;]*$|PollingPathWatcher")
OURS, STREAMLIT, LIBRARY, PYTHON = "this project", "Streamlit", "other libraries", "Python itself"
COLOURS = {OURS: ("#1f5fa8", "#fff"), STREAMLIT: ("#f0c48a", "#1b2733"), LIBRARY: ("#c9d6e6", "#1b2733")}
PLAIN = ("#e6e9ed", "#1b2733")
OUR_FOLDERS = {"app", "dashboard", "pages", "queries", "etl"}


@dataclass(slots=True)
class Frame:
    """A function in its callers' place; `name` as py-spy writes it: «function (file.py:line)»."""

    name: str
    samples: int = 0
    called: dict[str, "Frame"] = field(default_factory=dict)

    @property
    def owner(self) -> str:
        place = re.search(r"\(([^():]+)", self.name)
        top = place[1].split("/")[0].removesuffix(".py") if place else ""
        if top in OUR_FOLDERS:
            return OURS
        if top == "streamlit":
            return STREAMLIT
        return PYTHON if not place or top in sys.stdlib_module_names or top.startswith("<") else LIBRARY


def read_stacks(raw: str) -> Frame:
    """Return the tree of py-spy's raw format, one stack and its samples a line, without threads that wait."""
    root = Frame("everything")
    for line in raw.splitlines():
        stack, samples = line.rsplit(" ", 1)
        if WAITING.search(stack):
            continue
        frame = root
        frame.samples += int(samples)
        for name in stack.split(";"):
            frame = frame.called.setdefault(name, Frame(name))
            frame.samples += int(samples)
    return root


def share_out(root: Frame) -> Counter[str]:
    """Count samples by whose function ran; what Python itself did counts for whoever called it."""
    shares: Counter[str] = Counter()

    def walk(frame: Frame, caller: str) -> None:
        owner = caller if frame.owner == PYTHON else frame.owner
        shares[owner] += frame.samples - sum(child.samples for child in frame.called.values())
        for child in frame.called.values():
            walk(child, owner)

    walk(root, PYTHON)
    return shares


def draw(root: Frame, title: str) -> str:
    boxes = list(place_boxes(list_drawn(root), 0.0, 0, WIDTH / root.samples, NARROWEST * root.samples))
    height = TOP + ROW * (1 + max(depth for _, _, depth, _ in boxes)) + 8
    drawn = "\n".join(
        draw_box(frame, left, TOP + ROW * depth, width, root.samples) for frame, left, depth, width in boxes
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="Verdana, DejaVu Sans, sans-serif" font-size="11">\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n'
        f'<text x="4" y="16" font-size="13">{escape(title)}</text>\n{draw_key(share_out(root))}\n{drawn}\n</svg>\n'
    )


def place_boxes(
    frames: Sequence[Frame], left: float, depth: int, scale: float, fewest: float
) -> Iterator[tuple[Frame, float, int, float]]:
    """Return (frame, left edge, depth, width) of each frame that is wide enough, the widest first in its row."""
    for frame in sorted(frames, key=lambda frame: -frame.samples):
        if frame.samples >= fewest:
            yield frame, left, depth, frame.samples * scale
            yield from place_boxes(list_drawn(frame), left, depth + 1, scale, fewest)
            left += frame.samples * scale


def list_drawn(frame: Frame) -> list[Frame]:
    """Return the callees, each replaced by its own where it only passes on."""
    return [drawn for child in frame.called.values() for drawn in (list_drawn(child) if passes_on(child) else [child])]


def passes_on(frame: Frame) -> bool:
    widest = max((child.samples for child in frame.called.values()), default=0)
    return frame.owner != OURS and widest >= PASSED_ON * frame.samples


def draw_box(frame: Frame, left: float, top: float, width: float, samples: int) -> str:
    fill, ink = COLOURS.get(frame.owner, PLAIN)
    share = f"{frame.samples / samples:.1%}"
    words = label(frame, share, width)
    told = f'<text x="{left + 3:.1f}" y="{top + 13:.1f}" fill="{ink}">{escape(words)}</text>' if words else ""
    box = f'<rect x="{left:.1f}" y="{top}" width="{max(width - 0.6, 0.4):.1f}" height="{ROW - 1}" fill="{fill}"/>'
    return f"<g><title>{escape(frame.name)} {share}</title>{box}{told}</g>"


def draw_key(shares: Counter[str]) -> str:
    """Return who owns which colour, and the share of samples in their own lines."""
    left, drawn, total = 4, [], sum(shares.values())
    for owner in (OURS, STREAMLIT, LIBRARY, PYTHON):
        words = f"{owner} {shares[owner] / total:.0%}"
        fill = COLOURS.get(owner, PLAIN)[0]
        drawn.append(
            f'<rect x="{left}" y="26" width="14" height="14" fill="{fill}"/><text x="{left + 19}" y="37">{words}</text>'
        )
        left += 40 + int(len(words) * 7)
    return "".join(drawn)


def label(frame: Frame, share: str, width: float) -> str:
    """Return «file.function share», or the function alone, as far as it fits; nothing where that would tell nothing."""
    found = re.fullmatch(r"(?:.*\.)?([^.]+) \((?:.*/)?([^/]+?)(?:\.py)?(?::\d+)?\)", frame.name)
    words = (f"{found[2]}.{found[1]}", found[1]) if found else (frame.name,)
    room = int((width - 6) / LETTER)
    fitting = (told for told in (f"{words[0]} {share}", *words) if len(told) <= room)
    return next(fitting, f"{words[-1][: room - 1]}…" if room >= 5 else "")
