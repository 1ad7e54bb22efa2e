"""A Streamlit server of its own, in its own process on a free port, ended with the block that started it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Server:
    pid: int
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def is_healthy(self) -> bool:
        try:
            with urlopen(f"{self.url}/_stcore/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False


@contextmanager
def serve(script: Path, log_file: Path, **settings: str) -> Iterator[Server]:
    """Run `streamlit run SCRIPT` with the project's own configuration; `settings` are environment variables."""
    port = find_free_port()
    arguments = ("run", str(script), "--server.port", str(port), "--server.headless", "true")
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1", **settings},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        server = Server(process.pid, port)
        await_health(server, process, log_file)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def await_health(server: Server, process: subprocess.Popen[bytes], log_file: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not server.is_healthy:
        if process.poll() is not None or time.monotonic() > deadline:
            sys.exit(f"the server did not start:\n{log_file.read_text(encoding='utf-8')}")
        time.sleep(0.1)


def find_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
