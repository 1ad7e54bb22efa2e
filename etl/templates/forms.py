"""What each fill-in workbook holds, as data: forms.yml beside the layouts of the forms."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

_FORMS = Path(__file__).parent / "forms.yml"


class SheetPlan(BaseModel):
    """One sheet: `title` and `lines` above the table, `name` of its tab, words above columns that differ in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: str
    lines: tuple[str, ...] = ()
    name: str | None = None
    listed_class: str | None = None
    labels: dict[str, str] = {}


class TemplatePlan(BaseModel):
    """`kept`: what is filled in where a round is only to begin, of the forms that ask. `words`: of codes that the
    layout has no words for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    sheets: tuple[SheetPlan, ...]
    columns: tuple[str, ...]
    labels: dict[str, str] = {}
    locked: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    words: dict[str, dict[str, str]] = {}
    advice: tuple[str, ...] = ()


@cache
def read_plans() -> dict[str, TemplatePlan]:
    told = yaml.safe_load(_FORMS.read_text(encoding="utf-8"))
    return {form: TemplatePlan.model_validate(plan) for form, plan in told.items()}
