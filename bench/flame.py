"""Draw where a rerun of one page spends the server's time: python bench/flame.py [ADDRESS IN THE MENU]

Another khối each time, among five already looked at, while py-spy samples the server; it writes
docs/pictures/flame-<page>.svg. Linux lets only root, or anybody under kernel.yama.ptrace_scope=0, look into a process.
"""

import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from driver.clock import describe_run
from driver.flame import draw, read_stacks
from driver.server import ROOT, Server
from driver.session import Session
from visit.stage import FILTER, Stage

PAGE = "bien-dong"
SECONDS, RATE = 20, 500
OPTIONS, WARM_UPS = 5, 15
PY_SPY = Path(sys.executable).with_name("py-spy")


def main(slug: str) -> None:
    picture = ROOT / "docs" / "pictures" / f"flame-{slug or 'tong-quan'}.svg"
    with TemporaryDirectory() as folder:
        stacks = Path(folder) / "stacks.txt"
        with Stage(Path(folder)).serve_ours() as ours, Session(ours, slug) as session:
            reruns = replay(session, ours, stacks)
        title = f"One rerun of /{slug}, another khối each time: {reruns} reruns in {SECONDS} s. {describe_run()}"
        picture.write_text(draw(read_stacks(stacks.read_text(encoding="utf-8")), title), encoding="utf-8")
    print(f"{picture.relative_to(ROOT)}: {reruns} reruns, {picture.stat().st_size // 1000} KB")


def replay(session: Session, server: Server, stacks: Path) -> int:
    """Change the filter again and again while the server is sampled; return how often."""
    session.rerun()
    options = cycle(session.boxes[FILTER].options[1 : OPTIONS + 1])
    for option in islice(options, WARM_UPS):
        change_filter(session, option)
    # Without stopping the server for each sample: a sample that falls into a change is dropped instead.
    command = [PY_SPY, "record", "--pid", str(server.pid), "--nonblocking", "--function", "--format", "raw"]
    sampler = subprocess.Popen([*command, "--rate", str(RATE), "--duration", str(SECONDS), "--output", stacks])
    reruns = 0
    while sampler.poll() is None:
        change_filter(session, next(options))
        reruns += 1
    if sampler.returncode:
        sys.exit("py-spy could not sample the server")
    return reruns


def change_filter(session: Session, option: str) -> None:
    session.choose(FILTER, option)
    session.rerun()


if __name__ == "__main__":
    main(*sys.argv[1:] or (PAGE,))
