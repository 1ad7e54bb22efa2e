"""The door before everything: each request and each websocket is let in, or refused, before any page knows of it.

What is said to a stranger is one sentence; what is logged is the reason and the kind of address, never a name.
"""

import hmac
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import access
from dashboard.access import Access, AccessError, Person, Way
from dashboard.ui import auth, secrets, trail
from dashboard.ui.auth import LOG, USER_HEADER, Visit
from dashboard.ui.chrome import own
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
    """`reason` is for the log, `words` for whoever asked; `code` for the trail, "" of what is no attempt at a thing."""

    reason: str
    words: Words
    status: int = HTTPStatus.FORBIDDEN
    code: str = ""


ELSEWHERE = Refusal(
    "not this machine",
    Words("Chỉ mở được trên chính máy đang chạy phần mềm.", "Open on the machine that runs the program alone."),
    code="elsewhere",
)
NO_SECRET = Refusal(
    "no secret of the proxy",
    Words("Chỉ vào được qua máy chủ trung gian của cơ quan.", "The way in is the proxy of the office."),
    code="proxy",
)
NO_ACCOUNT = Refusal(
    "unusable account", Words("Tên tài khoản không dùng được.", "The account cannot be used."), code="account"
)
NOT_YOURS = Refusal(
    "a file of somebody else",
    Words("Tệp này được lập cho người khác.", "This file was written for somebody else."),
    code="file",
)
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


@dataclass(frozen=True, slots=True)
class Admitted:
    """`scope` as the pages may see it; `person` who asks for what is somebody's, None where nobody has to sign in."""

    scope: Scope
    is_secure: bool
    person: Person | None = None


class Door:
    """ASGI middleware. Behind it, `USER_HEADER` is always the proxy's word, and never a visitor's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        try:
            admitted = admit(scope)
        except Refused as refused:
            await refuse(refused.refusal, scope, receive, send)
            return
        passed, person = admitted.scope, admitted.person
        answer = remember_way(scope, secure_cookies(send) if admitted.is_secure else send)
        if person and own.is_file(scope["path"]):
            passed = own.whole_file(passed)
            answer = own.only_own(answer, person, partial(refuse, NOT_YOURS, scope, receive, send, person))
        await self.app(passed, receive, answer)


def admit(scope: Scope) -> Admitted:
    """Return the request as the pages may see it. Raises Refused."""
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
    is_secure, person = scope["scheme"] in ("https", "wss"), None
    if file.way is not Way.OIDC and not is_from_here(scope):
        raise Refused(ELSEWHERE)
    if file.way is Way.PROXY and scope["path"] not in HEALTH:
        account = read_proxy(headers, file)
        kept.append((USER_HEADER.encode(), account.encode("utf-8")))
        is_secure = headers.get("x-forwarded-proto") == "https"
        if is_guarded(scope["path"]):
            person = require(auth.read_header(account, file))
    if file.way is Way.OIDC:
        is_secure = is_secure or secrets.read_origin().startswith("https:")
        if is_guarded(scope["path"]):
            person = require(read_cookie(headers, file))
    return Admitted(passed, is_secure, person)


def require(visit: Visit) -> Person:
    """Return who is signed in. Raises Refused where nobody is."""
    if visit.person is None:
        raise Refused(NOT_SIGNED_IN)
    return visit.person


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


def read_cookie(headers: Headers, file: Access) -> Visit:
    claims = secrets.read_user_cookie(headers.get("cookie", ""))
    return auth.read_token(claims, file) if claims else Visit(None, "signed_out")


def name_kind(path: str) -> str:
    """Return the first part of an address: behind it may stand what somebody typed."""
    part = path.split("/")[1] if "/" in path else ""
    return f"/{part}" if part in (*GUARDED, "_stcore", "static", "chrome", "auth", "") else "/…"


async def refuse(refusal: Refusal, scope: Scope, receive: Receive, send: Send, person: Person | None = None) -> None:
    """Say no, and write down that it was said: to whom, where that is known."""
    LOG.warning("refused: %s (%s %s)", refusal.reason, scope["type"], name_kind(scope["path"]))
    if refusal.code:
        trail.note_refusal(refusal.code, person)
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
