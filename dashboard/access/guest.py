"""An account as another program names it: short, one line, readable; else it is nobody's."""

LONGEST = 100


def read_guest(written: object) -> str | None:
    """Return the account, None for what cannot be one."""
    if not isinstance(written, str) or not written.strip() or len(written) > LONGEST or not written.isprintable():
        return None
    return written.strip()
