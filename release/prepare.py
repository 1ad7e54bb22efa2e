"""Makes `.venv` with the locked libraries, from the folder `wheels` without a network where there is one.

Run by run.sh and run.bat with whatever Python they find, so it needs nothing but that Python and says in Vietnamese
what is missing. Nothing is done where the `.venv` is already of this Python and this lock.
"""

import errno
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST, NEWEST = (3, 11), (3, 13)
# What an installed .venv takes, with what pip unpacks on the way.
FREE_MIB = 1000
# The oldest C library that the bundled wheels run on.
GLIBC = (2, 28)


class Missing(Exception):
    """The Vietnamese sentence: what is missing, and what to do."""


def main() -> int:
    try:
        prepare(ROOT)
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


def prepare(root: Path) -> None:
    """Make `root/.venv` what the lock says. Raises Missing."""
    venv, lock, wheels = root / ".venv", root / "requirements.txt", find_wheels(root)
    check_python(sys.version_info[:2], has_wheels=wheels is not None)
    if wheels:
        check_machine(sys.platform, platform.machine(), platform.libc_ver())
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = sys.version.encode() + lock.read_bytes()
    if is_installed(python, venv / "run.stamp", wanted):
        return
    check_folder(root)
    check_venv()
    print("Đang cài thư viện vào .venv, lần đầu mất vài phút...", flush=True)
    make_venv(venv, python)
    install(python, lock, wheels, root)
    (venv / "run.stamp").write_bytes(wanted)


def find_wheels(root: Path) -> "Path | None":
    folder = root / "wheels"
    return folder if folder.is_dir() else None


def check_python(version: "tuple[int, ...]", *, has_wheels: bool) -> None:
    """The bundled wheels are of three versions; with a network any newer one will do."""
    if version >= OLDEST and (version <= NEWEST or not has_wheels):
        return
    found, oldest, newest = (".".join(map(str, one)) for one in (version, OLDEST, NEWEST))
    wanted = f"từ {oldest} đến {newest}" if has_wheels else f"{oldest} trở lên"
    raise Missing(f"Máy này có Python {found}, phần mềm cần Python {wanted} (64 bit). {say_how()}")


def say_how() -> str:
    if os.name == "nt":
        return (
            'Cách cài: mở Microsoft Store, tìm "Python 3.13", bấm Cài đặt (không cần quyền quản trị); '
            "hoặc chép bộ cài từ python.org sang bằng USB. Sau đó chạy lại run.bat."
        )
    return "Debian, Ubuntu: sudo apt install python3 python3-venv. Sau đó chạy lại run.sh."


def check_machine(system: str, machine: str, libc: "tuple[str, str]") -> None:
    """The wheels are for 64-bit Windows and Linux of Intel and AMD alone."""
    if sys.maxsize <= 2**32:
        raise Missing(f"Python của máy này là bản 32 bit; cần bản 64 bit. {say_how()}")
    if system not in ("win32", "linux") or machine.lower() not in ("amd64", "x86_64"):
        raise Missing(
            f"Bộ cài này có thư viện cho Windows và Linux 64 bit (x86_64); máy này là {system} {machine}. "
            "Hãy xóa thư mục wheels rồi chạy lại khi có mạng để cài thư viện từ mạng."
        )
    number = tuple(int(part) for part in libc[1].split(".") if part.isdigit()) if libc[0] == "glibc" else ()
    if system == "linux" and number < GLIBC:
        raise Missing(
            f"Hệ điều hành này có thư viện C «{' '.join(filter(None, libc)) or 'không phải glibc'}»; "
            "cần glibc 2.28 trở lên (Debian 10, Ubuntu 20.04 hoặc mới hơn)."
        )


def is_installed(python: Path, stamp: Path, wanted: bytes) -> bool:
    """Tell whether the .venv starts and is of this lock; one whose Python is gone does not start."""
    if not stamp.is_file() or stamp.read_bytes() != wanted:
        return False
    return starts(python)


def starts(python: Path) -> bool:
    try:
        asked = subprocess.run([str(python), "-c", "import pip"], capture_output=True, check=False)
    except OSError:
        return False
    return asked.returncode == 0


def check_folder(root: Path) -> None:
    """A folder that cannot be written, or without room, is said before anything is half installed."""
    try:
        with tempfile.TemporaryFile(dir=root) as trial:
            trial.write(b"\0" * 65536)
            trial.flush()
    except OSError as error:
        raise say_unwritten(error) from error
    free = shutil.disk_usage(root).free // 2**20
    if free < FREE_MIB:
        raise Missing(
            f"Ổ đĩa chỉ còn trống {free} MB, cần khoảng {FREE_MIB} MB. "
            "Hãy dọn bớt hoặc chép cả thư mục sang ổ khác rồi chạy lại."
        )


def say_unwritten(error: OSError) -> Missing:
    if error.errno == errno.ENOSPC:
        return Missing("Ổ đĩa đã đầy. Hãy dọn bớt hoặc chép cả thư mục sang ổ khác rồi chạy lại.")
    return Missing(
        "Không ghi được vào thư mục của phần mềm. "
        "Hãy chép cả thư mục vào nơi có quyền ghi, ví dụ Documents, rồi chạy lại."
    )


def check_venv() -> None:
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as error:
        raise Missing(f"Python này thiếu phần venv. {say_how()}") from error


def make_venv(venv: Path, python: Path) -> None:
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], check=False)
    if made.returncode or not starts(python):
        raise Missing(
            "Không tạo được thư mục .venv. Hãy đóng phần mềm nếu đang chạy, xem ổ đĩa còn chỗ và có quyền ghi, "
            "rồi chạy lại."
        )


def install(python: Path, lock: Path, wheels: "Path | None", root: Path) -> None:
    """Install exactly the lock. From the wheels, pip is told of no index, whatever its own settings say."""
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    if wheels:
        # --isolated: neither environment nor settings of this PC may send pip to a network or another folder.
        command += ["--isolated", "--no-cache-dir", "--no-index", "--find-links", str(wheels), "--only-binary=:all:"]
    done = subprocess.run([*command, "--quiet", "-r", str(lock)], check=False)
    if not done.returncode:
        return
    if shutil.disk_usage(root).free < 2**26:
        raise Missing("Không cài được thư viện: ổ đĩa đã đầy. Hãy dọn bớt rồi chạy lại.")
    if wheels:
        raise Missing(
            "Không cài được thư viện từ thư mục wheels: có thể tệp zip giải nén thiếu hoặc hỏng. "
            "Hãy giải nén lại toàn bộ tệp zip vào một thư mục mới rồi chạy lại."
        )
    raise Missing("Không cài được thư viện. Hãy kiểm tra mạng rồi chạy lại.")


if __name__ == "__main__":
    raise SystemExit(main())
