"""Serves the SQL of an indicator or a table as it runs: the formula is the definition, and it holds no data."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

import queries

KNOWN = {"indicators": queries.indicators, "tables": queries.tables}


async def send_formula(request: Request) -> Response:
    known = KNOWN.get(request.path_params["kind"], lambda: ())()
    found = next((one.body for one in known if one.id == request.path_params["id"]), None)
    return Response(status_code=404) if found is None else PlainTextResponse(found)


ROUTE = Route("/formula/{kind}/{id}.sql", send_formula)
