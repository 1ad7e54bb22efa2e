"""Servers of their own for the doors: a ward whose access file a test may write, and a real nginx before it.

`office` is the one behind nginx, with an account of every role and one of none; whoever changes its access file puts it
back.
"""

import os
import shutil
import socket
import ssl
import subprocess
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha1
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from playwright.sync_api import Browser, BrowserContext, Page

from etl.build import build
from tests.conftest import ROOT, Server, find_free_port, require_program

NOW = datetime(2026, 11, 20, 8, 12)
SECRET = "a secret that only the proxy and the program know"
ACCESS = """way = "proxy"
[[people]]
account = "can.bo"
role = "officer"
[[people]]
account = "chu.tich"
name = "Chủ tịch UBND phường"
role = "leader"
[[people]]
account = "van.xa"
role = "unit"
units = ["vhxh"]
[[people]]
account = "khoi.1"
role = "area"
areas = ["khoi_1"]
[[people]]
account = "công.khai"
role = "public"
"""
LONG = "n" * 300
ACCOUNTS = {
    **{"can.bo": "mot", "chu.tich": "hai", "van.xa": "bay", "khoi.1": "ba", "công.khai": "bon"},
    **{"nguoi.la": "nam", LONG: "sau"},
}
BY_ROLE = {"officer": "can.bo", "leader": "chu.tich", "unit": "van.xa", "area": "khoi.1", "public": "công.khai"}
# A hash each takes a second.
OF_CADDY = ("công.khai", "nguoi.la")
# Addresses that may hold something of ours.
PRIVATE = ("/media/none.xlsx", "/_stcore/metrics", "/formula/indicators/poverty_rate.sql", "/component/x/y")
UNTRUSTED = ssl._create_unverified_context()


@pytest.fixture(scope="session")
def built_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample ward, built once; each server gets a copy, for the access file lies beside the data."""
    folder = tmp_path_factory.mktemp("built")
    for part in ("raw", "decisions"):
        shutil.copytree(ROOT / "data" / "sample" / part, folder / part)
    build(folder, today=NOW.date(), now=NOW)
    return folder


@pytest.fixture(scope="session")
def copy_ward(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    def copy(access: str) -> Path:
        folder = tmp_path_factory.mktemp("ward") / "data"
        shutil.copytree(built_dir, folder)
        (folder / "access.toml").write_text(access, encoding="utf-8")
        return folder

    return copy


@dataclass(frozen=True, slots=True)
class Proxy:
    """A running nginx; `url` without a slash at its end, `server` what stands behind it."""

    url: str
    server: Server
    access_log: Path


def write_certificate(folder: Path) -> None:
    """Write a certificate of this machine by itself, good for an hour."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(hours=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def write_accounts(folder: Path, accounts: dict[str, str]) -> None:
    lines = (f"{name}:{{SHA}}{b64encode(sha1(word.encode()).digest()).decode()}" for name, word in accounts.items())
    (folder / "accounts").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="session")
def run_nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Server, dict[str, str]], Proxy]]:
    """`run_nginx(server, {account: password})`: Debian's nginx under the very file that the docs give to a ward."""
    processes: list[subprocess.Popen[bytes]] = []

    def run(server: Server, accounts: dict[str, str]) -> Proxy:
        program = require_program("nginx", "/usr/sbin/nginx", install="apt-get install nginx")
        folder = tmp_path_factory.mktemp("nginx")
        write_certificate(folder)
        write_accounts(folder, accounts)
        (folder / "secret.conf").write_text(f'proxy_set_header X-Ward-Secret "{SECRET}";\n', encoding="utf-8")
        port = find_free_port()
        written = (ROOT / "docs" / "nginx-ward.conf").read_text(encoding="utf-8")
        for theirs, ours in {
            "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
            "http://127.0.0.1:8501": server.url,
            "/etc/nginx/ward/": f"{folder}/",
            "/var/log/nginx/": f"{folder}/",
        }.items():
            assert theirs in written
            written = written.replace(theirs, ours)
        parts = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        places = "".join(f"{part}_temp_path {folder}/{part};\n" for part in parts)
        (folder / "nginx.conf").write_text(
            f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
            f"http {{\n{places}{written}\n}}\n",
            encoding="utf-8",
        )
        command = [program, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
        processes.append(subprocess.Popen(command))
        wait_for_file(folder / "pid", processes[-1])
        return Proxy(f"https://127.0.0.1:{port}", server, folder / "ward.log")

    yield run
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def caddy(behind: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of Debian's Caddy before the same server, under the very file that the docs give to a ward."""
    program = require_program("caddy", install="apt-get install caddy")
    folder, port = tmp_path_factory.mktemp("caddy"), find_free_port()
    write_certificate(folder)
    (folder / "secret").write_text(f'header_up X-Ward-Secret "{SECRET}"\n', encoding="utf-8")
    hashes = {
        name: subprocess.run(
            [program, "hash-password", "--plaintext", word], capture_output=True, encoding="utf-8", check=True
        ).stdout.strip()
        for name, word in ACCOUNTS.items()
        if name in OF_CADDY
    }
    (folder / "accounts").write_text("".join(f"{name} {word}\n" for name, word in hashes.items()), encoding="utf-8")
    written = (ROOT / "docs" / "Caddyfile").read_text(encoding="utf-8")
    for theirs, ours in {
        "https://giam-ngheo.phuong.example": f"https://127.0.0.1:{port}",
        "127.0.0.1:8501": urlsplit(behind.url).netloc,
        "/etc/caddy/ward/": f"{folder}/",
        # Else it would want port 80 as well, to lead from there to TLS.
        "admin off": "admin off\n\tauto_https disable_redirects",
    }.items():
        assert theirs in written
        written = written.replace(theirs, ours)
    (folder / "Caddyfile").write_text(written, encoding="utf-8")
    environment = {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    wait_for_port(port, process)
    yield f"https://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=20)


def wait_for_port(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("caddy did not start")


def wait_for_file(path: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while not path.exists() or not path.read_text(encoding="utf-8").strip():
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"{path.name} did not appear")
        time.sleep(0.05)


def host_of(url: str) -> str:
    return urlsplit(url).netloc


@pytest.fixture(scope="session")
def ward(copy_ward: Callable[[str], Path]) -> Path:
    return copy_ward(ACCESS)


@pytest.fixture(scope="session")
def behind(serve: Callable[..., Server], ward: Path) -> Server:
    return serve(ward, WARD_PROXY_SECRET=SECRET)


@pytest.fixture(scope="session")
def proxy(behind: Server, run_nginx: Callable[[Server, dict[str, str]], Proxy]) -> Proxy:
    return run_nginx(behind, ACCOUNTS)


@pytest.fixture
def sign_in(browser: Browser, proxy: Proxy) -> Iterator[Callable[[str], Page]]:
    visitors: list[BrowserContext] = []

    def open_as(account: str) -> Page:
        visitor = browser.new_context(
            base_url=proxy.url,
            ignore_https_errors=True,
            http_credentials={"username": account, "password": ACCOUNTS[account]},
            locale="en-US",
            viewport={"width": 1280, "height": 900},
        )
        visitors.append(visitor)
        return visitor.new_page()

    yield open_as
    for visitor in visitors:
        visitor.close()


def ask(url: str, **headers: str) -> int:
    try:
        with urlopen(Request(url, headers=headers), timeout=20, context=UNTRUSTED if url[4] == "s" else None) as answer:
            return int(answer.status)
    except HTTPError as error:
        error.close()
        return int(error.code)


def show(account: str) -> dict[str, str]:
    return {"Authorization": f"Basic {b64encode(f'{account}:{ACCOUNTS[account]}'.encode()).decode()}"}
