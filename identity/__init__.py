"""Who a household is, apart from its numbers: sealed in the warehouse, legible only to whoever holds the key.

A warehouse keeps every cell of schema `restricted` but its keys as bytes that nobody reads without the key, which lies
outside the data folder. Whoever opens a warehouse with the key reads them from a second database, in memory, in the
place of those on disk: the statements that read `restricted.household` stay the same.
"""

from identity.called import HIDDEN, hide_called, hide_who
from identity.cipher import Cipher
from identity.errors import Closed, KeyFileBroken, tell_missing
from identity.key import ensure_key, find_key_file, read_keys, renew_key
from identity.sealing import Beside, declare_plain, open_beside, verify
from identity.tables import list_mentioned

__all__ = [
    "HIDDEN",
    "Beside",
    "Cipher",
    "Closed",
    "KeyFileBroken",
    "declare_plain",
    "ensure_key",
    "find_key_file",
    "hide_called",
    "hide_who",
    "list_mentioned",
    "open_beside",
    "read_keys",
    "renew_key",
    "tell_missing",
    "verify",
]
