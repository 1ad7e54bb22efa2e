"""What an identity server says of a person, and what is held against it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dashboard.access import Access, Claimed, NotAccepted, Way, read_claims, read_guest

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
CLAIMS: dict[str, Any] = {
    "iss": "https://id.example",
    "aud": "ward",
    "iat": NOW.timestamp() - 60,
    "email": "a@x.example",
    "name": "Người A",
    "groups": ["g"],
}


def read(access: Access = Access(Way.OIDC), **changed: object) -> Claimed:  # noqa: B008 - frozen
    url = "https://id.example/.well-known/openid-configuration"
    kept = {key: value for key, value in (CLAIMS | changed).items() if value is not None}
    return read_claims(kept, access, client_id="ward", metadata_url=url, now=NOW)


def test_a_fresh_token_of_our_server_for_us_names_its_account() -> None:
    assert read() == Claimed("a@x.example", "Người A", ("g",))
    assert read(aud=["other", "ward"], groups="g") == Claimed("a@x.example", "Người A", ("g",))
    assert read(Access(Way.OIDC, account_claim="sub"), sub="a").account == "a"


@pytest.mark.parametrize(
    ("reason", "changed"),
    [
        ("issuer", {"iss": "https://other.example"}),
        ("issuer", {"iss": None}),
        ("audience", {"aud": "other"}),
        ("audience", {"aud": None}),
        ("audience", {"aud": {"ward": 1}}),
        ("issued", {"iat": None}),
        ("issued", {"iat": "1"}),
        ("issued", {"iat": True}),
        ("expired", {"iat": (NOW - timedelta(hours=10, seconds=1)).timestamp()}),
        ("expired", {"iat": (NOW + timedelta(minutes=3)).timestamp()}),
        ("unverified", {"email_verified": False}),
        ("account", {"email": None}),
        ("account", {"email": "a" * 300}),
        ("account", {"email": ["a@x.example"]}),
    ],
)
def test_anything_else_is_not_accepted(reason: str, changed: dict[str, object]) -> None:
    with pytest.raises(NotAccepted, match=reason):
        read(**changed)


def test_a_sign_in_lasts_as_long_as_the_file_says() -> None:
    yesterday = (NOW - timedelta(hours=20)).timestamp()
    assert read(Access(Way.OIDC, hours=24), iat=yesterday).account == "a@x.example"


@pytest.mark.parametrize("written", ["", "  ", "a" * 101, "a\nb", "a\x00b", "a\u202eb", None, 3])
def test_what_cannot_be_an_account_is_nobodys(written: object) -> None:
    assert read_guest(written) is None
    assert read_guest(" nguyễn.a ") == "nguyễn.a"
