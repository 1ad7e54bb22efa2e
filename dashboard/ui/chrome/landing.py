"""The way back from the identity server: to the page that was asked for, where Streamlit leads to the first one."""

from collections.abc import Callable
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import Message, Scope, Send
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

RETURN_COOKIE, REFUSED_COOKIE = "ward_return", "ward_refused"
AWAY_SECONDS, TOLD_SECONDS = 600, 60


def remember_way(scope: Scope, send: Send) -> Send:
    """Lead back from the identity server to the page that was asked for: Streamlit leads to the first one always."""
    step = STEPS.get(scope["path"]) if scope["type"] == "http" else None
    if step is None:
        return send

    async def send_led(message: Message) -> None:
        if message["type"] == "http.response.start":
            step(scope, MutableHeaders(scope=message))
        await send(message)

    return send_led


def note_page(scope: Scope, headers: MutableHeaders) -> None:
    """Keep the page that the click came from, where it is one of ours, while its visitor is away."""
    asked = Headers(scope=scope)
    came_from = urlsplit(asked.get("referer", ""))
    if came_from.netloc == asked.get("host") and is_local(came_from.path):
        page = f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
        headers.append("set-cookie", write_cookie(RETURN_COOKIE, quote(page, safe=""), AWAY_SECONDS))


def lead_back(scope: Scope, headers: MutableHeaders) -> None:
    """Send the visitor to the kept page, and note where the identity server's word was not accepted."""
    kept = cookie_parser(Headers(scope=scope).get("cookie", "")).get(RETURN_COOKIE, "")
    page = unquote(kept)
    if is_local(page) and headers.get("location") == "/":
        headers["location"] = quote(page, safe=":/%#?=@[]!$&'()*+,;")
    signed_in = f"{USER_COOKIE_NAME}="
    is_let_in = any(set_.startswith(signed_in) and "Max-Age=0" not in set_ for set_ in headers.getlist("set-cookie"))
    headers.append("set-cookie", write_cookie(RETURN_COOKIE, "", 0))
    # The way out ends here as well, without an answer.
    is_answer = any(pair.startswith((b"code=", b"error=")) for pair in scope["query_string"].split(b"&"))
    headers.append("set-cookie", write_cookie(REFUSED_COOKIE, "1", TOLD_SECONDS if is_answer and not is_let_in else 0))


STEPS: dict[str, Callable[[Scope, MutableHeaders], None]] = {"/auth/login": note_page, "/oauth2callback": lead_back}


def is_local(page: str) -> bool:
    """Tell whether an address is one of this server: `//` and `\\` would lead elsewhere."""
    return page.startswith("/") and not page.startswith(("//", "/\\")) and page.isprintable()


def write_cookie(name: str, value: str, seconds: int) -> str:
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}"
