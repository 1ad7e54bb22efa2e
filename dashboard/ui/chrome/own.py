"""What the door does with the address of a file that a click wrote: only who clicked gets it."""

from collections.abc import Awaitable, Callable

from starlette.types import Message, Scope, Send

from dashboard.access import Person
from dashboard.ui import owners

OK = 200
# A part of a file cannot be told whose it is.
PARTIAL = {b"range", b"if-range"}


def is_file(path: str) -> bool:
    return "media" in path.split("/")


def whole_file(scope: Scope) -> Scope:
    """Return the request without what would make its answer a part of a file."""
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in PARTIAL]}


def only_own(send: Send, person: Person, deny: Callable[[], Awaitable[None]]) -> Send:
    """Hold a file back until it is whole, then let it pass to the person for whom it was written.

    `deny` sends another answer where it is somebody else's.
    """
    start: Message | None = None
    body = b""

    async def send_own(message: Message) -> None:
        nonlocal start, body
        if message["type"] == "http.response.start":
            start = message
            return
        body += message.get("body", b"")
        if message.get("more_body", False) or start is None:
            return
        if start["status"] == OK and not owners.owns_file(body, person):
            await deny()
        else:
            await send(start)
            await send({"type": "http.response.body", "body": body})

    return send_own
