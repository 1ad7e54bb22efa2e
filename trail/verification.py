"""Reading the chain from end to end: every line as it was written, each holding on to the one before."""

from dataclasses import dataclass
from pathlib import Path

from trail.line import FIRST, Line, split_lines
from trail.log import Entry, read


@dataclass(frozen=True, slots=True)
class Finding:
    """`line` counts from 1 in the file; `vi` and `en` say what is wrong there."""

    line: int
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`head` is the digest of the last line: written down elsewhere, it shows later that nothing was cut off."""

    lines: int
    head: str
    findings: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        return not self.findings


def verify(path: Path, *, holds: str | None = None) -> Verdict:
    """Check the whole file. `holds`: a head seen before, which some line must still have.

    A chain cannot tell that its end was cut off; a head remembered elsewhere can.
    """
    lines = split_lines(path.read_bytes()) if path.is_file() else []
    starts = (FIRST, *_list_cuts(lines)[-1:])
    findings = []
    for number, line in enumerate(lines, 1):
        findings += _check(number, line, (lines[number - 2].digest,) if number > 1 else starts)
    if holds is not None and holds not in {FIRST, *(line.digest for line in lines)}:
        findings.append(
            Finding(
                len(lines),
                f"không còn dòng mang mã {holds[:12]}…: đoạn cuối đã bị cắt hoặc viết lại",
                f"no line has the digest {holds[:12]}… any more: the end was cut off or written anew",
            )
        )
    return Verdict(len(lines), lines[-1].digest if lines else FIRST, tuple(findings))


def read_all(path: Path) -> tuple[Verdict, tuple[Entry, ...]]:
    """Return what is wrong with the file, and its lines, the newest first."""
    return verify(path), read(path)


def _check(number: int, line: Line, before: tuple[str, ...]) -> list[Finding]:
    """Check one line; `before` are the digests that it may hold on to."""
    if line.fields is None:
        return [Finding(number, "dòng không đọc được", "the line cannot be read")]
    found = []
    if not line.is_true:
        found.append(Finding(number, "dòng đã bị sửa", "the line was changed"))
    if line.fields["previous"] not in before:
        found.append(
            Finding(
                number,
                "không nối với dòng trước: có dòng bị bỏ, chèn hoặc đổi chỗ",
                "it does not hold on to the line before: a line was taken out, put in or moved",
            )
        )
    return found


def _list_cuts(lines: list[Line]) -> list[str]:
    """Return where the retention cut the trail: the digests that its first line may hold on to instead."""
    told = [line.fields for line in lines if line.fields]
    return [said["filters"]["cut"] for said in told if (said.get("act"), said.get("what")) == ("retain", "trail")]
