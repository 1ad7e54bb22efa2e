"""The HTML document every address opens in: its language, its title, our script of words, the headers that guard it."""

import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.text import LANGUAGES, Text

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
HEAD = '<script defer src="./chrome/vi.js"></script>'
# Behind the rules that Streamlit's page writes into its head, so that ours win where both speak.
SHEET = '<link rel="stylesheet" href="./chrome/style.css">'
GUARDS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), serial=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
# A compressed document could not be rewritten, and a "not modified" one would keep an older rewriting alive.
DROPPED_FROM_REQUEST = {b"accept-encoding", b"if-none-match", b"if-modified-since"}


def write_policy(index: str) -> str:
    """Return the content policy of Streamlit's page: nothing from elsewhere, no inline script but those it ships."""
    inline = re.findall(r"<script>(.*?)</script>", index, re.DOTALL)
    hashes = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in inline)
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
        "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; "
        "frame-ancestors 'self'; base-uri 'self'; form-action 'self'"
    )


def rewrite_index(index: str, text: Text) -> str:
    """Return Streamlit's page in the language of `text`: its title, its plea for JavaScript, our script of words."""
    title, plea = escape(text("app.title")), escape(text("app.needs_script"))
    index = index.replace('<html lang="en">', f'<html lang="{text.lang}">', 1)
    index = index.replace("</head>", f"{HEAD}</head>", 1).replace("</body>", f"{SHEET}</body>", 1)
    index = re.sub(r"<title>.*?</title>", lambda _: f"<title>{title}</title>", index, count=1)
    return re.sub(r"(?s)<noscript>.*?</noscript>", lambda _: f"<noscript><p>{plea}</p></noscript>", index, count=1)


def read_language(scope: Scope) -> str:
    """Return the `lang` of the address, the first language when it names none of ours."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[-1]
    return asked if asked in LANGUAGES else LANGUAGES[0]


class Document:
    """ASGI middleware: guards every HTTP response and rewrites the documents; websockets pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.policy = write_policy(INDEX.read_text(encoding="utf-8"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif "/static/" in scope["path"]:
            await self.app(scope, receive, guard_response(send, self.policy))
        else:
            headers = [(name, value) for name, value in scope["headers"] if name not in DROPPED_FROM_REQUEST]
            rewriter = Rewriter(guard_response(send, self.policy), Text(read_language(scope)))
            await self.app({**scope, "headers": headers}, receive, rewriter)


def guard_response(send: Send, policy: str) -> Send:
    """Every response carries the guards: a file or a refusal may be opened as a page of its own too."""

    async def send_guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update({**GUARDS, "content-security-policy": policy})
        await send(message)

    return send_guarded


class Rewriter:
    """One response on its way out: an HTML one is held back until its body is whole, any other passes as it comes."""

    def __init__(self, send: Send, text: Text) -> None:
        self.send = send
        self.text = text
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and is_html(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self.send_document(self.start)

    async def send_document(self, start: Message) -> None:
        body = rewrite_index(self.body.decode("utf-8"), self.text).encode("utf-8")
        headers = MutableHeaders(scope=start)
        headers["content-length"] = str(len(body))
        for name in ("etag", "last-modified"):
            if name in headers:
                del headers[name]
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def is_html(start: Message) -> bool:
    return Headers(scope=start).get("content-type", "").startswith("text/html")
