"""Serves the style of blocks and scenes once, with the document; sent by a page, it would go out in every run."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.export import scene_markup

SHEETS = (Path(__file__).with_name("style.css"), scene_markup.STYLE)


async def send_style(_: Request) -> Response:
    sheets = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    return Response(sheets, media_type="text/css", headers={"cache-control": "no-cache"})


ROUTE = Route("/chrome/style.css", send_style)
