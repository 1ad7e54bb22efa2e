"""What every address answers around its body: headers that guard it, no banner, no listing, no way out of a folder."""

import http.client
import tomllib
from urllib.parse import urlsplit

import pytest

from tests.conftest import ROOT, Server

CONFIG = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
ADDRESSES = (
    "/",
    "/bien-dong?lang=en",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/media/none.xlsx",
    "/chrome/vi.js",
    "/chrome/style.css",
    "/formula/indicators/poverty_rate.sql",
    "/formula/indicators/none.sql",
    "/..%2f..%2fapp.py",
)


def ask(server: Server, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """Send the path as it is written: a library that mends it would test the library."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=20)
    connection.request(method, path)
    answer = connection.getresponse()
    headers = {name.lower(): value for name, value in answer.getheaders()}
    body = answer.read()
    connection.close()
    return answer.status, headers, body


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_is_guarded_and_names_no_program(server: Server, path: str) -> None:
    _, headers, _ = ask(server, path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "camera=()" in headers["permissions-policy"]
    assert not {"server", "x-powered-by"} & headers.keys()


@pytest.mark.parametrize(
    "path",
    ["/../app.py", "/..%2fapp.py", "/static/..%2f..%2f..%2fapp.py", "/static/../../../../etc/passwd", "//etc/passwd",
     "/media/..%2f..%2fdata%2fcurrent", "/formula/indicators/..%2f..%2fviewer.py", "/chrome/..%2fdocument.py",
     "/..\\app.py", "/static/%00", "/static/", "/media/", "/chrome/", "/formula/", "/app/static/"],
)  # fmt: skip
def test_no_folder_is_listed_and_no_path_leads_out(server: Server, path: str) -> None:
    status, _, body = ask(server, path)
    assert status in (200, 301, 307, 400, 403, 404)
    # Where Streamlit knows no such file it opens its own page, which is the same for every address.
    assert status != 200 or b"<noscript>" in body
    for secret in (b"import ", b"root:", b"warehouse-", b"Index of", b"<li><a href"):
        assert secret not in body


def test_the_health_address_says_that_all_is_well_and_no_more(server: Server) -> None:
    status, _, body = ask(server, "/_stcore/health")
    assert (status, body) == (200, b"ok")


def test_an_upload_without_the_token_of_its_page_is_refused(server: Server) -> None:
    status, _, _ = ask(server, "/_stcore/upload_file/somebody/file", "PUT")
    assert status == 403


def test_uploads_are_bounded_and_the_token_is_asked_for() -> None:
    assert CONFIG["server"]["enableXsrfProtection"] is True
    assert CONFIG["server"]["xsrfCookieSameSite"] == "Strict"
    assert 0 < CONFIG["server"]["maxUploadSize"] <= 50
