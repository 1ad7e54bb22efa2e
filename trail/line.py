"""One line of the file and its digest, over every field and over the digest of the line before."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Line:
    """`fields` None: the bytes are no line of ours, as after a power cut in the midst of writing."""

    raw: bytes
    fields: dict[str, Any] | None

    @property
    def digest(self) -> str:
        """Return what the next line must hold on to: what this line says of itself, else the digest of its bytes."""
        return str(self.fields["digest"]) if self.fields else sha256(self.raw).hexdigest()

    @property
    def is_true(self) -> bool:
        """Tell whether the line is as it was written."""
        if self.fields is None:
            return False
        said = {name: value for name, value in self.fields.items() if name != "digest"}
        return compute_digest(said) == self.digest


def compute_digest(said: dict[str, Any]) -> str:
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def write_line(said: dict[str, Any]) -> bytes:
    return json.dumps({**said, "digest": compute_digest(said)}, ensure_ascii=False).encode() + b"\n"


def parse_line(raw: bytes) -> Line:
    try:
        fields = json.loads(raw)
        is_ours = isinstance(fields, dict) and {"number", "at", "previous", "digest"} <= fields.keys()
    except ValueError:
        is_ours = False
    return Line(raw, fields if is_ours else None)


def split_lines(content: bytes) -> list[Line]:
    return [parse_line(raw) for raw in content.split(b"\n") if raw]
