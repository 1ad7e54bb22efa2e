"""Serves `vi.js`, which turns the English words of Streamlit's own controls into those of `words.vi.yml`."""

import json
from pathlib import Path

import yaml
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER = Path(__file__).parent


def write_script() -> str:
    """Return the word table and the script that applies it, as one file."""
    table = yaml.safe_load((FOLDER / "words.vi.yml").read_text(encoding="utf-8"))
    script = (FOLDER / "vi.js").read_text(encoding="utf-8")
    return f"const WORDS = {json.dumps(table, ensure_ascii=False)};\n{script}"


async def send_script(_: Request) -> Response:
    return Response(write_script(), media_type="text/javascript", headers={"cache-control": "no-cache"})


ROUTE = Route("/chrome/vi.js", send_script)
