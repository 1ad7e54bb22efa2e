"""What the tests that need a screen share: the real server, started as a person starts it, and a real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
)
START_SECONDS = 60
# A page that two other test runs slow down is slow, not wrong.
PATIENCE_MS = 20_000
LOCAL_SCHEMES = {"blob", "data"}
TODAY = "2026-11-20"
# Below a deep address Streamlit asks here first, is answered 404, and then finds its server at the root.
PROBES = ("/_stcore/health", "/_stcore/host-config")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `url` ends without a slash, `log` is what it printed so far."""

    url: str
    data_dir: Path
    log_file: Path

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a page asked of hosts that are not its server, and what its console complained about."""

    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page, host: str) -> None:
        def note_request(request: Request) -> None:
            address = urlsplit(request.url)
            if address.scheme not in LOCAL_SCHEMES and address.netloc != host:
                self.foreign.append(request.url)

        def note_message(message: ConsoleMessage) -> None:
            if message.type == "error" and not message.location["url"].endswith(PROBES):
                self.complaints.append(message.text)

        page.on("request", note_request)
        page.on("console", note_message)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))


def require_program(*names: str, install: str) -> str:
    """Return the path of the first of `names` found. Without one the test is skipped, or fails where CI=true."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        stop = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        stop(f"{names[0]} is not installed: {install}")
    return found


def find_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def start_server(data_dir: Path, log_file: Path, **settings: str) -> tuple[Server, subprocess.Popen[bytes]]:
    """Run `streamlit run app.py` over `data_dir`, return it once it answers; `settings` are environment variables."""
    port = find_free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    environment = {**os.environ, "WARD_DATA": str(data_dir), "WARD_TODAY": TODAY, "PYTHONUTF8": "1", **settings}
    with log_file.open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    server = Server(f"http://127.0.0.1:{port}", data_dir, log_file)
    deadline = time.monotonic() + START_SECONDS
    while not is_healthy(server):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            pytest.fail(f"the server did not start:\n{server.log}")
        time.sleep(0.1)
    return server, process


def is_healthy(server: Server) -> bool:
    try:
        with urlopen(f"{server.url}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


@pytest.fixture(autouse=True, scope="session")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The key to the names, of this test run alone; a build makes it."""
    path = tmp_path_factory.mktemp("key") / "identity.key"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WARD_KEY", str(path))
        yield path


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """`serve(data_dir, **environment)`: a server of its own over that folder, ended with the session."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(data_dir: Path, **settings: str) -> Server:
        server, process = start_server(data_dir, tmp_path_factory.mktemp("server") / "log.txt", **settings)
        processes.append(process)
        return server

    yield start
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def ward_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of its own with the sample's workbooks and decisions; reference falls back to the project's."""
    folder = tmp_path_factory.mktemp("ward")
    for part in ("raw", "decisions"):
        shutil.copytree(ROOT / "data" / "sample" / part, folder / part)
    return folder


@pytest.fixture(scope="session")
def server(serve: Callable[..., Server], ward_dir: Path) -> Server:
    """The one server over the sample ward that tests share; they only read. Its today is 20/11/2026."""
    return serve(ward_dir)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = require_program(*BROWSERS, install="apt-get install chromium (macOS: brew install --cask chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(BROWSER_ARGUMENTS))
        expect.set_options(timeout=PATIENCE_MS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A visitor of their own: no cookies, an English browser, so that every Vietnamese word is ours."""
    visitor = browser.new_context(base_url=server.url, locale="en-US", viewport={"width": 1280, "height": 900})
    visitor.set_default_timeout(PATIENCE_MS)
    yield visitor
    visitor.close()


@pytest.fixture
def traffic() -> Traffic:
    return Traffic()


@pytest.fixture
def page(context: BrowserContext, server: Server, traffic: Traffic) -> Iterator[Page]:
    """A tab of the shared server (`page.goto("/poverty")`). The test fails if the tab asked another host."""
    tab = context.new_page()
    traffic.watch(tab, urlsplit(server.url).netloc)
    yield tab
    assert traffic.foreign == [], "the page asked other machines"
