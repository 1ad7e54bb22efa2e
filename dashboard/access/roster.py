"""The people of `access.toml` and what each may see."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from queries import Mode, Viewer


class Way(StrEnum):
    """How people come in: at the one PC, through an identity server, through a proxy that knows them."""

    ONE_PC = "one_pc"
    OIDC = "oidc"
    PROXY = "proxy"


@dataclass(frozen=True, slots=True)
class Seat:
    """A role, and the units or the khối that a person of this role answers for."""

    role: str
    units: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()

    def view(self, mode: Mode) -> Viewer:
        return Viewer(self.role, self.units, self.areas, mode)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in; `account` is empty for the person at the one PC."""

    account: str
    name: str
    seat: Seat


# Who sits at the ward's own PC is the officer in charge.
ONE_PC = Person("", "", Seat("officer"))


@dataclass(frozen=True, slots=True)
class Member:
    account: str
    name: str
    seat: Seat


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    seat: Seat


@dataclass(frozen=True, slots=True)
class Access:
    """`access.toml` whole. `hours` is how long a sign-in lasts; the claims are those of the identity server."""

    way: Way = Way.ONE_PC
    people: tuple[Member, ...] = ()
    groups: tuple[Group, ...] = ()
    hours: int = 10
    account_claim: str = "email"
    group_claim: str = "groups"
    issuer: str = ""
    secret_file: str = ""
    logout_url: str = ""

    def find(self, account: str, name: str = "", groups: tuple[str, ...] = ()) -> Person | None:
        """Return the person behind an account: by its own entry, else by the first group in the file's order."""
        wanted = fold_account(account)
        for member in self.people:
            if member.account == wanted:
                return Person(account, member.name or name or account, member.seat)
        seat = next((group.seat for group in self.groups if group.name in groups), None)
        return Person(account, name or account, seat) if seat else None


def fold_account(written: str) -> str:
    """Return an account as it is compared: whoever types A@x.vn is a@x.vn."""
    return unicodedata.normalize("NFC", written).strip().casefold()
