"""The report from its first sentence to its last annex; a part that cannot be read is named, the rest still comes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dashboard import format as fmt
from dashboard.briefing.desk import Desk
from dashboard.briefing.report import annexes, assessment, difficulties, guidance, money, policies, projects, targets
from dashboard.briefing.report import next as coming
from dashboard.briefing.report.blocks import Gap, Paragraph, Section, list_notes
from dashboard.findings.provenance import badge_line
from dashboard.text import Text
from queries import QueryError, UserError

Part = Callable[[Desk], tuple[Section, ...]]
Step = Callable[[str, float], None]
ROMAN = ("I", "II", "III", "IV", "V", "VI")
# The chapters in the order of the plan, each with its parts. A part without a title stands under that of its chapter.
CHAPTERS: dict[str, dict[str, Part]] = {
    "guidance": {"guidance": guidance.build},
    "results": {
        "targets": targets.build,
        "projects": projects.build,
        "policies": policies.build,
        "money": money.build,
    },
    "assessment": {"assessment": assessment.build},
    "difficulties": {"difficulties": difficulties.build},
    "next": {"next": coming.build},
    "proposals": {"proposals": difficulties.build_proposals},
}


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """`subject` is the «trích yếu»; `opening` and `closing` stand before and after the chapters.

    `failed`: the parts that could not be read, each with the reason.
    """

    subject: str
    opening: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    closing: str
    annexes: tuple[Section, ...]
    failed: tuple[tuple[str, str], ...] = ()

    @property
    def gaps(self) -> tuple[tuple[str, Gap], ...]:
        """Every blank with the heading that it stands under."""
        told = (*self.sections, *self.annexes)
        return tuple((section.title, block) for section in told for block in section.blocks if isinstance(block, Gap))


def build_report(desk: Desk, step: Step = lambda words, share: None, *, is_adhoc: bool = False) -> Report:
    """Return the whole report; `step` is told what is read next, and the share that is done.

    `is_adhoc`: asked for between the periods; it tells until when it sees, and who asked is left for the office.
    """
    text, failed = desk.text, []
    parts = tuple(_list_parts())
    sections: list[Section] = []
    chapter = ""
    for place, (of_chapter, name, build) in enumerate(parts):
        step(name_part(name, text), place / len(parts))
        if of_chapter != chapter and of_chapter != "annexes":
            chapter = of_chapter
            number = ROMAN[list(CHAPTERS).index(chapter)]
            sections.append(Section(f"{number}. {text(f'periodic.{chapter}').upper()}", 1))
        try:
            sections += build(desk)
        except QueryError as error:
            why = text.of(error.words) if isinstance(error, UserError) else text("periodic.failed_why")
            failed.append((name_part(name, text), why))
            sections.append(Section(name_part(name, text), 2, (Gap(text("periodic.failed"), why),)))
    merged = tuple(_merge(sections))
    subject = say_subject(desk, is_adhoc=is_adhoc)
    return Report(
        subject,
        _open(desk, is_adhoc=is_adhoc),
        tuple(section for section in merged if not section.is_wide),
        text("periodic.closing", subject=subject[:1].lower() + subject[1:], ward=name_ward(desk)),
        tuple(section for section in merged if section.is_wide),
        tuple(failed),
    )


def name_part(name: str, text: Text) -> str:
    """Return what a part is called where it is named alone; a form has the name of its page."""
    return text(f"official.{name}" if name.removeprefix("r").isdigit() else f"periodic.{name}")


def _list_parts() -> Iterator[tuple[str, str, Part]]:
    for chapter, parts in CHAPTERS.items():
        for name, build in parts.items():
            yield chapter, name, build
    for name, build in annexes.ANNEXES.items():
        yield "annexes", name, build


def _merge(sections: list[Section]) -> Iterator[Section]:
    """Put the blocks of a part without a title under the heading before it."""
    waiting: Section | None = None
    for section in sections:
        if waiting and not section.title:
            waiting = Section(waiting.title, waiting.level, (*waiting.blocks, *section.blocks), waiting.is_wide)
            continue
        if waiting:
            yield waiting
        waiting = section
    if waiting:
        yield waiting


def say_subject(desk: Desk, *, is_adhoc: bool = False) -> str:
    """Return «Kết quả thực hiện công tác giảm nghèo bền vững 6 tháng đầu năm 2026 trên địa bàn phường Tam Thanh»."""
    if is_adhoc:
        return desk.text("periodic.adhoc_subject", day=_say_day(desk), ward=name_ward(desk))
    return desk.text("periodic.subject", period=name_period(desk), ward=name_ward(desk))


def _say_day(desk: Desk) -> str:
    """Return the day until which the numbers are seen."""
    return fmt.day(desk.value("poor_households").as_of, desk.text)


def name_ward(desk: Desk) -> str:
    """Return the name of the ward inside a sentence, «phường Tam Thanh»."""
    name = desk.ward.ward.name
    return name[:1].lower() + name[1:]


def name_period(desk: Desk) -> str:
    """Return the period inside a sentence, «năm 2026», «6 tháng đầu năm 2026»."""
    asked = desk.value("poor_households").filters.period
    known = next((period for period in desk.ward.periods if period.period == asked), None)
    words = desk.text.of(known.words) if known else fmt.period(asked, desk.text)
    return words[:1].lower() + words[1:]


def _open(desk: Desk, *, is_adhoc: bool) -> tuple[Paragraph, ...]:
    text, ward = desk.text, desk.ward
    stock = desk.value("poor_households")
    named = {"document": ward.ward.plan_document, "ward": name_ward(desk)}
    said = (
        text("periodic.adhoc_opening", day=_say_day(desk), **named)
        if is_adhoc
        else text("periodic.opening", period=name_period(desk), **named)
    )
    sample = text("sample") if ward.is_sample else ""
    return (Paragraph(said), *list_notes(badge_line(desk.filters, text, ward, stock), sample))
