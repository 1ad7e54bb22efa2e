"""What is not in any reviewed file: the proxy's secret, the settings of the sign-in, the cookie that it signs."""

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.requests import cookie_parser
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.access import Access


def read_proxy_secret(data_dir: Path, file: Access) -> str:
    """Return the secret shared with the proxy, from WARD_PROXY_SECRET or its file; nothing where there is none."""
    if told := os.environ.get("WARD_PROXY_SECRET"):
        return told
    path = data_dir / (file.secret_file or "proxy-secret.txt")
    try:
        return _read_secret(path, path.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError):
        return ""


@lru_cache(maxsize=4)
def _read_secret(path: Path, mtime_ns: int) -> str:
    return path.read_text(encoding="utf-8-sig").strip()


def read_origin() -> str:
    """Return «https://host» of the address that people open, as the sign-in knows it."""
    return get_origin_from_redirect_uri() or ""


def read_user_cookie(cookies: str) -> dict[str, Any]:
    """Return the claims of the signed cookie, none where there is no cookie or it was not signed here."""
    found = cookie_parser(cookies)
    secret = get_cookie_secret()

    def read_one(name: str) -> bytes | None:
        return decode_signed_value(secret, name, found[name]) if name in found else None

    signed = get_cookie_with_chunks(read_one, USER_COOKIE_NAME)
    claims = json.loads(signed) if signed else {}
    return claims if claims.get("is_logged_in") and claims.get("origin") == read_origin() else {}
