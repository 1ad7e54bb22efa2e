"""Servers of their own for the doors: a ward whose access file a test may write, and a real nginx before it."""

import shutil
import subprocess
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha1
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from etl.build import build
from tests.conftest import ROOT, Server, find_free_port, require_program

NOW = datetime(2026, 11, 20, 8, 12)
SECRET = "a secret that only the proxy and the program know"


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


def wait_for_file(path: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while not path.exists() or not path.read_text(encoding="utf-8").strip():
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"{path.name} did not appear")
        time.sleep(0.05)


def host_of(url: str) -> str:
    return urlsplit(url).netloc
