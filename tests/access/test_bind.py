"""The address: this machine alone, unless people sign in. Each way of starting the program, as a person starts it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.access import Way, is_own_machine, refuse_address
from tests.conftest import ROOT

EVERYWHERE = "0.0.0.0"
WAYS_TO_START = {
    "streamlit": ("-m", "streamlit", "run", "app.py", "--server.headless", "true", "--server.address", EVERYWHERE),
    "uvicorn": ("-m", "uvicorn", "app:app", "--host", EVERYWHERE),
    # Beside another folder there is no config.toml, and Streamlit's own default is every address.
    "python": (str(ROOT / "app.py"),),
}


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.1", "::1", "[::1]", "localhost", "/run/ward.sock"])
def test_this_machine_is_known(address: str) -> None:
    assert is_own_machine(address)


@pytest.mark.parametrize("address", ["", EVERYWHERE, "::", "192.168.1.5", "10.0.0.1", "ward.example", "127.0.0.1.x"])
def test_any_other_address_needs_a_sign_in(address: str) -> None:
    assert not is_own_machine(address)
    assert refuse_address(Way.OIDC, address) is None
    for way in (Way.ONE_PC, Way.PROXY):
        said = refuse_address(way, address)
        assert said is not None
        assert f"«{way}»" in said.vi
        assert f"«{way}»" in said.en


def start(*words: str, data_dir: Path, cwd: Path = ROOT, **settings: str) -> tuple[int, str]:
    environment = {**os.environ, "WARD_DATA": str(data_dir), "PYTHONUTF8": "1", **settings}
    done = subprocess.run(
        [sys.executable, *words], cwd=cwd, env=environment, capture_output=True, timeout=60, encoding="utf-8"
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("way", WAYS_TO_START)
def test_it_does_not_start_where_strangers_could_come_in(way: str, tmp_path: Path) -> None:
    """The last argument of a program that starts is a port nobody may be at: it must end before that matters."""
    code, said = start(*WAYS_TO_START[way], data_dir=tmp_path, cwd=tmp_path if way == "python" else ROOT)
    assert code == 1
    assert "Không mở: địa chỉ «0.0.0.0»" in said
    assert "Not started: the address «0.0.0.0»" in said
    assert "Traceback" not in said


def test_uvicorn_is_asked_for_its_address_as_it_reads_it_itself(tmp_path: Path) -> None:
    code, said = start("-m", "uvicorn", "app:app", data_dir=tmp_path, UVICORN_HOST="192.0.2.7")
    assert (code, "«192.0.2.7»" in said) == (1, True)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('way = "proxy"', "bí mật chung với máy chủ trung gian"),
        ('way = "oidc"', "cần mục [auth] trong .streamlit/secrets.toml"),
        ('way = "oidcc"', "way «oidcc» không có — access.toml"),
    ],
)
def test_it_does_not_start_half_set_up(written: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "access.toml").write_text(written, encoding="utf-8")
    code, complained = start("-m", "uvicorn", "app:app", data_dir=tmp_path)
    assert code == 1
    assert said in complained
    assert "Traceback" not in complained
