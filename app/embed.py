"""Bare routes beside the pages: a figure for another page's frame, without Streamlit's shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


def embed(request: Request) -> Response:
    """Answer with a figure; a wrong address gets one sentence. Runs beside the event loop."""
    from plusn import PlusNError  # noqa: PLC0415
    from plusn.embedding import embedded  # noqa: PLC0415 - the server starts without geopandas
    from plusn.settings import settings  # noqa: PLC0415

    ancestors = settings().frame_ancestors
    try:
        page, policy = embedded(
            request.path_params["figure"], dict(request.query_params), ancestors
        )
    except PlusNError as problem:
        bare = f"default-src 'none'; frame-ancestors {ancestors}"
        return PlainTextResponse(
            " ".join(str(problem).split()),
            status_code=400,
            headers={**SAFE, "Content-Security-Policy": bare},
        )
    return HTMLResponse(page, headers={**SAFE, "Content-Security-Policy": policy})


ROUTES = [Route("/embed/{figure}", embed, methods=["GET"])]
