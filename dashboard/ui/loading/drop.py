"""Step 1: who loads, and the files, dropped or chosen, taken to the loader as they are."""

import shutil
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import mkdtemp

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

import queries
from dashboard.text import Text
from dashboard.ui import auth, cards, loader
from dashboard.ui.loading import job

WHO, ROUND = "load_by", "load_round"
KINDS = ".xlsx, .xls, .xlsb, .xlsm, .ods, .csv"
LONGEST_NAME = 80


def ask_who(text: Text) -> str:
    """Ask once in a visit; kept when other pages are opened. Who is signed in is not asked, and cannot be another."""
    if name := auth.name():
        return name[:LONGEST_NAME]
    named = st.text_input(
        text("load.who"),
        key=WHO,
        max_chars=LONGEST_NAME,
        placeholder=text("load.who_hint"),
        persist_state="session",
    )
    return (named or "").strip()


def show(text: Text, who: str) -> None:
    limit = int(st.get_option("server.maxUploadSize"))
    cards.section(text("load.drop"), text("load.limits", kinds=KINDS, limit=limit))
    # Another key after each reading: the bytes leave the memory of the server, and the box is empty again.
    key = f"load_files_{st.session_state.get(ROUND, 0)}"
    files = st.file_uploader(text("load.files"), accept_multiple_files=True, key=key, disabled=job.is_busy())
    if not files:
        return
    if st.button(text("load.read", count=len(files)), type="primary", key="load_read", disabled=job.is_busy()):
        if who:
            _stage(files, who)
            st.rerun()
        cards.warn(text("load.who_missing"))


def _stage(files: list[UploadedFile], who: str) -> None:
    """Write the files for the loader, each in a folder of its own: two may bear one name. It takes copies."""
    inbox = queries.find_data_dir().resolve() / loader.INBOX
    inbox.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix=".dropped-", dir=inbox))
    paths = [_write(file, folder / str(place)) for place, file in enumerate(files)]
    job.start("draft", "draft", f"--by={who}", *paths, clean_up=lambda: shutil.rmtree(folder, ignore_errors=True))
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _write(file: UploadedFile, folder: Path) -> str:
    folder.mkdir(mode=0o700)
    path = folder / clean_name(file.name)
    path.touch(mode=0o600)
    path.write_bytes(file.getbuffer())
    return str(path)


def clean_name(name: str) -> str:
    """Return the last part of a name that may come from any system, short enough for every one."""
    last = PureWindowsPath(PurePosixPath(name).name).name.replace("\0", "")
    path = PurePosixPath(last if last.strip(". ") else "tep")
    return f"{path.stem[:LONGEST_NAME]}{path.suffix[:12]}"
