"""Reading the chain from end to end: every line as it was written, each holding on to the one before."""

from dataclasses import dataclass
from pathlib import Path

from trail.line import FIRST, Line, split_lines


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
    findings = [finding for number, line in enumerate(lines, 1) for finding in _check(number, line, lines)]
    if holds is not None and holds not in {FIRST, *(line.digest for line in lines)}:
        findings.append(
            Finding(
                len(lines),
                f"không còn dòng mang mã {holds[:12]}…: đoạn cuối đã bị cắt hoặc viết lại",
                f"no line has the digest {holds[:12]}… any more: the end was cut off or written anew",
            )
        )
    return Verdict(len(lines), lines[-1].digest if lines else FIRST, tuple(findings))


def _check(number: int, line: Line, lines: list[Line]) -> list[Finding]:
    if line.fields is None:
        return [Finding(number, "dòng không đọc được", "the line cannot be read")]
    found = []
    if not line.is_true:
        found.append(Finding(number, "dòng đã bị sửa", "the line was changed"))
    before = lines[number - 2].digest if number > 1 else line.fields["previous"] if _is_cut(line) else FIRST
    if line.fields["previous"] != before:
        found.append(
            Finding(
                number,
                "không nối với dòng trước: có dòng bị bỏ, chèn hoặc đổi chỗ",
                "it does not hold on to the line before: a line was taken out, put in or moved",
            )
        )
    return found


def _is_cut(line: Line) -> bool:
    """A trail shortened by its retention begins with the line that says so."""
    return line.fields is not None and line.fields.get("act") == "retain" and line.fields.get("what") == "trail"
