"""Who may come in, and as whom: the reviewed file `access.toml`, and what an identity server or a proxy says."""

from dashboard.access.bind import is_own_machine, refuse_address
from dashboard.access.claims import Claimed, NotAccepted, read_claims
from dashboard.access.document import Known, parse
from dashboard.access.errors import AccessError
from dashboard.access.guest import read_guest
from dashboard.access.roster import ONE_PC, Access, Person, Seat, Way
from dashboard.access.watch import find_file, read_access

__all__ = [
    "ONE_PC",
    "Access",
    "AccessError",
    "Claimed",
    "Known",
    "NotAccepted",
    "Person",
    "Seat",
    "Way",
    "find_file",
    "is_own_machine",
    "parse",
    "read_access",
    "read_claims",
    "read_guest",
    "refuse_address",
]
