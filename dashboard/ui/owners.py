"""Whose a written file is: the door gives it to nobody else, whoever knows its address.

Streamlit keeps every file that a click wrote under an address of its own as long as the page stands, and gives it to
whoever asks there.
"""

from collections import OrderedDict
from hashlib import sha256
from threading import Lock

from dashboard.access import Person

# Who has lost one of so many clicks once more.
KEPT = 4096

_lock = Lock()
_files: OrderedDict[tuple[bytes, Person], None] = OrderedDict()


def note_file(content: bytes, person: Person) -> None:
    """Remember for whom a file was written; the same content may be several people's."""
    written = (sha256(content).digest(), person)
    with _lock:
        _files[written] = None
        _files.move_to_end(written)
        while len(_files) > KEPT:
            _files.popitem(last=False)


def owns_file(content: bytes, person: Person) -> bool:
    """Tell whether this was written for this person, in the role that they have now."""
    with _lock:
        return (sha256(content).digest(), person) in _files
