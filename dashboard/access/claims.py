"""What the identity server says of a person: accepted only when it is fresh, of our server, and meant for us.

Signature and nonce were checked when the token came (Authlib); here stands what Authlib does not hold against it: an
audience beside ours, an issuer that is not the one of the settings, an e-mail nobody verified, a sign-in of yesterday.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dashboard.access.guest import read_guest
from dashboard.access.roster import Access

DISCOVERY = "/.well-known/openid-configuration"
# Two clocks of one office.
TOLERANCE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Claimed:
    account: str
    name: str
    groups: tuple[str, ...]


class NotAccepted(Exception):
    """Message: one word of the reason, for the log; never what the token says."""


def read_claims(
    claims: Mapping[str, Any], access: Access, *, client_id: str, metadata_url: str, now: datetime
) -> Claimed:
    """Return the account a token speaks of. Raises NotAccepted."""
    if claims.get("iss") != (access.issuer or metadata_url.removesuffix(DISCOVERY)):
        raise NotAccepted("issuer")
    if client_id not in _list(claims.get("aud")):
        raise NotAccepted("audience")
    issued = claims.get("iat")
    if isinstance(issued, bool) or not isinstance(issued, int | float):
        raise NotAccepted("issued")
    age = now - datetime.fromtimestamp(issued, tz=now.tzinfo)
    if age > timedelta(hours=access.hours) or age < -TOLERANCE:
        raise NotAccepted("expired")
    if access.account_claim == "email" and claims.get("email_verified") is False:
        raise NotAccepted("unverified")
    account = read_guest(claims.get(access.account_claim))
    if account is None:
        raise NotAccepted("account")
    name = claims.get("name")
    return Claimed(account, name if isinstance(name, str) else "", _list(claims.get(access.group_claim)))


def _list(found: object) -> tuple[str, ...]:
    """Return one word or several as several."""
    if isinstance(found, str):
        return (found,)
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()
