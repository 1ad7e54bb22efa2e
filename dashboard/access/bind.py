"""At which address the program may listen: on its own machine always, elsewhere only where people sign in."""

from ipaddress import ip_address

from dashboard.access.roster import Way
from queries import Words

REFUSED = Words(
    "Không mở: địa chỉ «{address}» cho máy khác trong mạng vào thẳng, mà cách chạy «{way}» không hỏi ai là ai. "
    "Đặt lại địa chỉ 127.0.0.1 (server.address trong .streamlit/config.toml, uvicorn: --host 127.0.0.1); để cả cơ quan "
    "dùng, làm theo docs/running.md: đăng nhập (oidc) hoặc máy chủ trung gian trên cùng máy (proxy).",
    "Not started: the address «{address}» lets other machines in directly, and the way «{way}» asks nobody who they "
    "are. Set the address to 127.0.0.1 again (server.address in .streamlit/config.toml, uvicorn: --host 127.0.0.1); "
    "to serve the office, follow docs/running.md: sign-in (oidc), or a proxy on the same machine (proxy).",
)


def is_own_machine(address: str) -> bool:
    """Tell whether only this machine reaches the address; a path is a Unix socket."""
    if address.startswith(("/", "unix:")) or address.lower() == "localhost":
        return True
    try:
        return ip_address(address.strip("[]").removeprefix("::ffff:")).is_loopback
    except ValueError:
        return False


def refuse_address(way: Way, address: str) -> Words | None:
    """Say why the program does not listen at this address, None when it may."""
    if way is Way.OIDC or is_own_machine(address):
        return None
    told = {"address": address or "0.0.0.0", "way": way}
    return Words(REFUSED.vi.format(**told), REFUSED.en.format(**told))
