"""What the ward calls things: ids by any of their names, khối also by an address, by an answer, by the nearest name."""

import re

from rapidfuzz import fuzz, process

from etl.clean.identity import hide_personal
from etl.clean.text import fold_text
from etl.issue import Asked, Kind

UNKNOWN_AREA = "chua_xac_dinh"
_NEAR = 60
_ADDRESS_PART = re.compile(r"^(?:(?:so|so nha|duong|pho|ngo|ngach|phuong|xa|thi xa|thanh pho|tp|huyen|tinh) |\d)")


class NameIndex:
    """Ids by folded name or alias."""

    def __init__(self, names: list[tuple[str, str | None]]) -> None:
        self._ids: dict[str, str] = {}
        for identifier, aliases in names:
            for alias in (aliases or "").split(";"):
                if folded := fold_text(alias):
                    self._ids.setdefault(folded, identifier)

    def find(self, text: str) -> str | None:
        return self._ids.get(fold_text(text))

    def suggest(self, text: str) -> str | None:
        """The id whose name is nearest to a text that is no name of any, for a message; None when none is near."""
        near = process.extractOne(fold_text(text), list(self._ids), scorer=fuzz.WRatio, score_cutoff=_NEAR)
        return self._ids[near[0]] if near else None


class AreaIndex(NameIndex):
    """Khối phố by any name the ward writes."""

    def __init__(
        self, names: list[tuple[str, str | None]], display: dict[str, str], wider: NameIndex, said: dict[str, str]
    ) -> None:
        """`said`: what a person answered, khối by folded text; a name of the reference stands above it."""
        super().__init__(names)
        self.display = display
        self._wider = wider
        self._said = said

    def find(self, text: str) -> str | None:
        """By name, or by an address that names one khối: «Số 5 đường Bà Triệu, Khối 2, phường Tam Thanh»."""
        found = super().find(text) or self._said.get(fold_text(text))
        parts = re.split(r"[,;]| [-–] ", text)
        if found or len(parts) == 1:
            return found
        khoi = {area for part in parts if (area := super(AreaIndex, self).find(part))}
        is_address = all(super(AreaIndex, self).find(part) or self._is_around(part) for part in parts)
        return khoi.pop() if is_address and len(khoi) == 1 else None

    def _is_around(self, part: str) -> bool:
        return bool(_ADDRESS_PART.match(fold_text(part))) or self.is_wider(part)

    def ask(self, text: str) -> Asked | None:
        """Which khối these words mean, the likeliest first; None where asking would name a person."""
        if not fold_text(text) or hide_personal(text) != text:
            return None
        options = (*((area, self.display[area]) for area in self._rank(text)), (UNKNOWN_AREA, "Không rõ khối nào"))
        return Asked(Kind.AREA, fold_text(text), f"Khối phố «{text}» là khối nào?", options)

    def _rank(self, text: str) -> list[str]:
        """Every khối, the one with the nearest name first; the order of the ward where none is nearer."""
        near = {area: 0.0 for area in self.display}
        for name, score, _ in process.extract(fold_text(text), list(self._ids), scorer=fuzz.ratio, limit=None):
            near[self._ids[name]] = max(near[self._ids[name]], score)
        return sorted(near, key=lambda area: -near[area])

    def is_wider(self, text: str) -> bool:
        """Whether this names the ward, the province or a former commune: a sum over khối, not a khối."""
        bare = fold_text(text).removeprefix("ubnd ").removesuffix(" cu")
        return bare in ("phuong", "toan phuong") or self._wider.find(bare) is not None

    def find_wider(self, text: str) -> str | None:
        """The ward, a former commune, the province or the country by any name."""
        folded = fold_text(text).removeprefix("ubnd ")
        return self._wider.find(folded) or self._wider.find(folded.removesuffix(" cu"))
