"""Serves the style sheet of the blocks once, with the document; sent by a page, it would go out again in every run."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

SHEET = Path(__file__).with_name("style.css")


async def send_style(_: Request) -> Response:
    return FileResponse(SHEET, media_type="text/css", headers={"cache-control": "no-cache"})


ROUTE = Route("/chrome/style.css", send_style)
