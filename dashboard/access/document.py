"""Reads `access.toml` strictly: a key, a role, a unit or a khối that is not known is a sentence, never a guess."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.access import errors
from dashboard.access.roster import Access, Group, Member, Seat, Way, fold_account

ROLES = ("officer", "leader", "unit", "area", "public")
# The lists that a role needs; of any other role they would say nothing.
NEEDED = {"unit": "units", "area": "areas"}
SEAT_KEYS = ("role", "units", "areas")
SECTIONS = {Way.OIDC: ("account_claim", "group_claim", "issuer"), Way.PROXY: ("secret_file", "logout_url")}
LONGEST_SESSION = 24
Entry = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that the ward's own lists know."""

    units: tuple[str, ...]
    areas: tuple[str, ...]


def parse(written: str, file: str, known: Known | None = None) -> Access:
    """Return what the file says; `known` None while no list is loaded. Raises AccessError at the first fault."""
    try:
        document = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise errors.unreadable(file, str(error)) from error
    way = read_way(document, file)
    check_keys(document, ("way", "hours", *(other.value for other in SECTIONS), "people", "groups"), file)
    return Access(
        way,
        people=tuple(read_members(document, file, known)),
        groups=tuple(read_groups(document, file, known)),
        hours=read_hours(document.get("hours", Access().hours), file),
        **read_sections(document, file),
    )


def read_way(document: dict[str, Any], file: str) -> Way:
    if "way" not in document:
        raise errors.missing(file, 'way = "one_pc" | "oidc" | "proxy"')
    found = document["way"]
    if found not in tuple(Way):
        raise errors.unknown_value(file, "way", found, Way)
    return Way(found)


def read_hours(found: object, file: str) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or not 1 <= found <= LONGEST_SESSION:
        raise errors.wrong_kind(
            file, "hours", f"số giờ từ 1 đến {LONGEST_SESSION}", f"hours from 1 to {LONGEST_SESSION}"
        )
    return found


def read_sections(document: dict[str, Any], file: str) -> dict[str, str]:
    """Return the settings of both ways that have some; those of the way that is not chosen wait."""
    read: dict[str, str] = {}
    for way, keys in SECTIONS.items():
        section = document.get(way.value, {})
        if not isinstance(section, dict):
            raise errors.wrong_kind(file, way, f"một mục [{way}]", f"a section [{way}]")
        place = f"{file}, mục [{way}]"
        check_keys(section, keys, place)
        read |= {key: read_words(section, key, place) for key in section}
    return read


def read_members(document: dict[str, Any], file: str, known: Known | None) -> Iterator[Member]:
    seen: dict[str, str] = {}
    for place, entry in list_entries(document, "people", file):
        check_keys(entry, ("account", "name", *SEAT_KEYS), place)
        account = fold_account(read_words(entry, "account", place))
        if account in seen:
            raise errors.twice(place, "account", seen[account])
        seen[account] = place
        name = read_words(entry, "name", place) if "name" in entry else ""
        yield Member(account, name, read_seat(entry, place, known))


def read_groups(document: dict[str, Any], file: str, known: Known | None) -> Iterator[Group]:
    seen: dict[str, str] = {}
    for place, entry in list_entries(document, "groups", file):
        check_keys(entry, ("group", *SEAT_KEYS), place)
        name = read_words(entry, "group", place)
        if name in seen:
            raise errors.twice(place, "group", seen[name])
        seen[name] = place
        yield Group(name, read_seat(entry, place, known))


def list_entries(document: dict[str, Any], section: str, file: str) -> Iterator[Entry]:
    entries = document.get(section, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise errors.wrong_kind(file, section, f"các mục [[{section}]]", f"entries [[{section}]]")
    for number, entry in enumerate(entries, start=1):
        yield f"{file}, mục [[{section}]] thứ {number}", entry


def read_seat(entry: dict[str, Any], place: str, known: Known | None) -> Seat:
    role = read_words(entry, "role", place)
    if role not in ROLES:
        raise errors.unknown_value(place, "role", role, ROLES)
    lists = {"units": known.units if known else None, "areas": known.areas if known else None}
    ids = {key: read_ids(entry[key], key, place, lists[key]) for key in lists if key in entry}
    needed = NEEDED.get(role)
    for key in ids:
        if key != needed:
            raise errors.useless(place, key, role)
    if needed and needed not in ids:
        raise errors.missing(place, needed)
    return Seat(role, **ids)


def read_ids(found: object, key: str, place: str, known: tuple[str, ...] | None) -> tuple[str, ...]:
    if not isinstance(found, list) or not found or not all(isinstance(one, str) for one in found):
        raise errors.wrong_kind(place, key, 'danh sách mã, như ["vhxh"]', 'a list of ids, as ["vhxh"]')
    for one in found:
        if known is not None and one not in known:
            raise errors.unknown_value(place, key, one, known)
    return tuple(dict.fromkeys(found))


def read_words(entry: dict[str, Any], key: str, place: str) -> str:
    if key not in entry:
        raise errors.missing(place, key)
    found = entry[key]
    if not isinstance(found, str) or not found.strip():
        raise errors.wrong_kind(place, key, "chữ, trong ngoặc kép", "words in quotation marks")
    return found.strip()


def check_keys(entry: dict[str, Any], known: tuple[str, ...], place: str) -> None:
    for key in entry:
        if key not in known:
            raise errors.unknown_value(place, "khóa", key, known)
