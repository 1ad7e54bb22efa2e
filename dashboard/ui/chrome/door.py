"""The door before everything: each request and each websocket is let in, or refused, before any page knows of it.

What is said to a stranger is one sentence; what is logged is the reason and the kind of address, never a name.
"""

import hmac
from dataclasses import dataclass
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import access
from dashboard.access import Access, AccessError, Way
from dashboard.ui import auth, secrets
from dashboard.ui.auth import LOG, USER_HEADER
from dashboard.ui.chrome.landing import remember_way
from queries import Words, find_data_dir

SECRET_HEADER = "x-ward-secret"
# Says that all is well and nothing else; a watching program has no account.
HEALTH = ("/_stcore/health", "/_stcore/script-health-check")
# Of Streamlit's own addresses these hold nothing of ours: the page could not even draw the way in without them.
OPEN_CORE = ("health", "host-config", "stream")
# Where files, uploads and formulas are: only for somebody who is signed in.
GUARDED = {"media", "component", "formula", "app"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """`reason` is for the log, `words` for whoever asked."""

    reason: str
    words: Words
    status: int = HTTPStatus.FORBIDDEN


ELSEWHERE = Refusal(
    "not this machine",
    Words("Chỉ mở được trên chính máy đang chạy phần mềm.", "Open on the machine that runs the program alone."),
)
NO_SECRET = Refusal(
    "no secret of the proxy",
    Words("Chỉ vào được qua máy chủ trung gian của cơ quan.", "The way in is the proxy of the office."),
)
NO_ACCOUNT = Refusal("unusable account", Words("Tên tài khoản không dùng được.", "The account cannot be used."))
NOT_SIGNED_IN = Refusal("not signed in", Words("Cần đăng nhập.", "Sign in first."), HTTPStatus.UNAUTHORIZED)
CLOSED = Refusal(
    "the access file is at fault",
    Words("Tệp phân quyền có lỗi: tạm thời không ai vào được.", "The access file is at fault: nobody comes in."),
    HTTPStatus.SERVICE_UNAVAILABLE,
)


class Refused(Exception):
    """Raised with the refusal, anew each time: one that is raised again and again keeps the trace of every raise."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


class Door:
    """ASGI middleware. Behind it, `USER_HEADER` is always the proxy's word, and never a visitor's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        try:
            passed, is_secure = admit(scope)
        except Refused as refused:
            LOG.warning("refused: %s (%s %s)", refused, scope["type"], name_kind(scope["path"]))
            await refuse(refused.refusal, scope, receive, send)
            return
        await self.app(passed, receive, remember_way(scope, secure_cookies(send) if is_secure else send))


def admit(scope: Scope) -> tuple[Scope, bool]:
    """Return the scope as the pages may see it, and whether the visitor came over TLS. Raises Refused."""
    headers = Headers(scope=scope)
    kept = [
        (name, value) for name, value in scope["headers"] if name.decode("latin-1") not in (USER_HEADER, SECRET_HEADER)
    ]
    passed = {**scope, "headers": kept}
    try:
        file = access.read_access(find_data_dir(), auth.read_known())
    except AccessError as error:
        LOG.error("%s", error)
        raise Refused(CLOSED) from error
    is_secure = scope["scheme"] in ("https", "wss")
    if file.way is not Way.OIDC and not is_from_here(scope):
        raise Refused(ELSEWHERE)
    if file.way is Way.PROXY and scope["path"] not in HEALTH:
        account = read_proxy(headers, file)
        kept.append((USER_HEADER.encode(), account.encode("utf-8")))
        is_secure = headers.get("x-forwarded-proto") == "https"
        if is_guarded(scope["path"]) and auth.read_header(account, file).person is None:
            raise Refused(NOT_SIGNED_IN)
    if file.way is Way.OIDC:
        is_secure = is_secure or secrets.read_origin().startswith("https:")
        if is_guarded(scope["path"]) and not is_signed_in(headers, file):
            raise Refused(NOT_SIGNED_IN)
    return passed, is_secure


def is_from_here(scope: Scope) -> bool:
    """Tell whether our end of the connection is an address of this machine alone; a Unix socket has none."""
    server = scope.get("server")
    return server is None or access.is_own_machine(server[0])


def read_proxy(headers: Headers, file: Access) -> str:
    """Return the account that the proxy names. Raises Refused without its secret, or where it names two."""
    shown = headers.getlist(SECRET_HEADER)
    secret = secrets.read_proxy_secret(find_data_dir(), file)
    if len(shown) != 1 or not secret or not hmac.compare_digest(shown[0].encode("latin-1"), secret.encode()):
        raise Refused(NO_SECRET)
    named = headers.getlist(USER_HEADER)
    try:
        account = access.read_guest(named[0].encode("latin-1").decode("utf-8")) if len(named) == 1 else None
    except UnicodeDecodeError:
        account = None
    if account is None:
        raise Refused(NO_ACCOUNT)
    return account


def is_guarded(path: str) -> bool:
    """Tell whether an address may hold something of ours; wherever in the path its word stands.

    Under /static/ lie Streamlit's own scripts and letters, some of them in a folder «media».
    """
    parts = [part for part in path.split("/") if part]
    if path.startswith("/static/"):
        return False
    core = [parts[place + 1 : place + 2] for place, part in enumerate(parts) if part == "_stcore"]
    return not GUARDED.isdisjoint(parts) or any(not after or after[0] not in OPEN_CORE for after in core)


def is_signed_in(headers: Headers, file: Access) -> bool:
    claims = secrets.read_user_cookie(headers.get("cookie", ""))
    return bool(claims) and auth.read_token(claims, file).person is not None


def name_kind(path: str) -> str:
    """Return the first part of an address: behind it may stand what somebody typed."""
    part = path.split("/")[1] if "/" in path else ""
    return f"/{part}" if part in (*GUARDED, "_stcore", "static", "chrome", "auth", "") else "/…"


async def refuse(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    words = f"{refusal.words.vi}\n{refusal.words.en}\n"
    response = PlainTextResponse(words, refusal.status, {"cache-control": "no-store"})
    await response(scope, receive, send)


def secure_cookies(send: Send) -> Send:
    """Mark every cookie as one for TLS alone; Streamlit leaves that to whoever knows that there is TLS."""

    async def send_marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [
                (
                    name,
                    value + b"; Secure" if name.lower() == b"set-cookie" and b"secure" not in value.lower() else value,
                )
                for name, value in message["headers"]
            ]
        await send(message)

    return send_marked
