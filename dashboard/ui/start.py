"""What must be right before anybody can come in: the access file, its secrets, the address. Else nothing starts."""

import gc
import sys
from pathlib import Path

import streamlit as st
from streamlit.auth_util import get_secrets_auth_section, is_authlib_installed, validate_auth_credentials
from streamlit.errors import StreamlitAuthError

from dashboard import access
from dashboard.access import Access, AccessError, Way
from dashboard.ui import auth, secrets
from queries import Words

SHORTEST_SECRET = 32
EVERYWHERE = "0.0.0.0"
NO_PROXY_SECRET = Words(
    "Không mở: cách chạy «proxy» cần bí mật chung với máy chủ trung gian, ít nhất 32 ký tự, trong tệp của "
    "[proxy] secret_file hoặc biến WARD_PROXY_SECRET. Từng bước: docs/running.md.",
    "Not started: the way «proxy» needs the secret shared with the proxy, at least 32 characters, in the file of "
    "[proxy] secret_file or in WARD_PROXY_SECRET. Step by step: docs/running.md.",
)
NO_SIGN_IN = Words(
    "Không mở: cách chạy «oidc» cần mục [auth] trong .streamlit/secrets.toml ({reason}). Từng bước: docs/running.md.",
    "Not started: the way «oidc» needs [auth] in .streamlit/secrets.toml ({reason}). Step by step: docs/running.md.",
)


def check(data_dir: Path) -> None:
    """End the program with a sentence in both languages where it must not start."""
    try:
        file = access.read_access(data_dir, auth.read_known())
    except AccessError as error:
        raise SystemExit(f"{error.words.vi}\n{error.words.en}") from None
    if said := access.refuse_address(file.way, find_address()) or refuse_secrets(data_dir, file):
        raise SystemExit(f"{said.vi}\n{said.en}")


def find_address() -> str:
    """Return the address this process will listen at: told to uvicorn, or to Streamlit.

    Another ASGI server tells nobody; the door then refuses whoever comes from elsewhere.
    """
    launcher = Path(sys.argv[0])
    if "uvicorn" in (launcher.stem, launcher.parent.name):
        return _read_uvicorn(sys.argv[1:])
    return st.get_option("server.address") or EVERYWHERE


def _read_uvicorn(words: list[str]) -> str:
    from uvicorn.main import main

    told = main.make_context("uvicorn", list(words), resilient_parsing=True).params
    return str(told.get("uds") or told.get("host"))


def hide_banner() -> None:
    """Send no «server: uvicorn» with every answer.

    Streamlit has no setting for it, and makes its server before it reads any line of ours: the server is looked up.
    """
    from uvicorn import Config

    for config in (found for found in gc.get_objects() if type(found) is Config):
        config.encoded_headers = [pair for pair in config.encoded_headers if pair[0] != b"server"]


def refuse_secrets(data_dir: Path, file: Access) -> Words | None:
    if file.way is Way.PROXY:
        return NO_PROXY_SECRET if len(secrets.read_proxy_secret(data_dir, file)) < SHORTEST_SECRET else None
    reason = find_sign_in_fault() if file.way is Way.OIDC else ""
    return Words(NO_SIGN_IN.vi.format(reason=reason), NO_SIGN_IN.en.format(reason=reason)) if reason else None


def find_sign_in_fault() -> str:
    """Say in the words of the settings file what the sign-in lacks, nothing where it is whole."""
    if not is_authlib_installed():
        return "Authlib"
    try:
        validate_auth_credentials("default")
    except StreamlitAuthError as error:
        return " ".join(str(error).split())
    if len(get_secrets_auth_section().get("cookie_secret", "")) < SHORTEST_SECRET:
        return f"cookie_secret < {SHORTEST_SECRET}"
    scheme, _, host = secrets.read_origin().partition("://")
    if scheme != "https" and not access.is_own_machine(host.rsplit(":", 1)[0]):
        return "redirect_uri: https"
    return ""
