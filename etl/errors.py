"""What can go wrong on purpose.

EtlError
├── InputError     the person's input is at fault and nothing could be done; the message is for the officer
├── FileRefused    one file is not taken at all; the others go on
└── CellError      one cell cannot be read; the row decides what that means
"""

from etl.issue import Asked


class EtlError(Exception):
    """Base of every error this package raises on purpose."""


class InputError(EtlError):
    """Message: a Vietnamese sentence for the officer."""


class FileRefused(EtlError):
    """`asked`: what an answer would let in."""

    def __init__(self, rule: str, message: str, asked: Asked | None = None) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.asked = asked


class CellError(EtlError):
    """`found` is the cell as shown; `advice` is the rest of the Vietnamese sentence."""

    def __init__(self, rule: str, found: str, advice: str) -> None:
        super().__init__(advice)
        self.rule = rule
        self.found = found
        self.advice = advice
