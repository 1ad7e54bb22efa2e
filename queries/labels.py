"""The names of slice values and the order in which they are shown."""

from queries.catalogue import read_codes
from queries.ward import Reference
from queries.words import Words, same

LAST = 1_000_000
UNCLEAR = Words("chưa rõ", "not known")


def find_label(
    by: str, key: str | None, standard_id: str | None, reference: Reference
) -> tuple[Words, tuple[int, int, str]]:
    """Return the name of one slice value and its place; a value without a name names itself."""
    if key is None:
        return UNCLEAR, (LAST + 1, 0, "")
    known = reference.labels.get((by, None, key)) or reference.labels.get((by, standard_id, key))
    if known:
        return known.words, (known.sort_key, 0, key)
    codes = read_codes().get(by, {})
    if key in codes:
        return codes[key], (list(codes).index(key), 0, key)
    # Ages and other numbers written as text: by length first, so that 10 follows 9.
    return same(key), (LAST, len(key), key)
