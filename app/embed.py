"""Bare routes beside the pages: a figure for another page's frame, without Streamlit's shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


def embed(request: Request) -> Response:
    """Answer with a figure; a wrong address gets one sentence. Runs beside the event loop."""
    from plusn import PlusNError  # noqa: PLC0415
    from plusn.embedding import embedded  # noqa: PLC0415 - the server starts without geopandas

    ancestors = _ancestors()
    try:
        page, policy = embedded(
            request.path_params["figure"], dict(request.query_params), ancestors
        )
    except PlusNError as problem:
        return _refused(problem, ancestors)
    return HTMLResponse(page, headers={**SAFE, "Content-Security-Policy": policy})


def picture(request: Request) -> Response:
    """Answer with a figure as an SVG, for a page where no script runs."""
    from plusn import PlusNError  # noqa: PLC0415
    from plusn.embedding import pictured  # noqa: PLC0415

    ancestors = _ancestors()
    try:
        svg = pictured(request.path_params["figure"], dict(request.query_params))
    except PlusNError as problem:
        return _refused(problem, ancestors)
    return Response(svg, media_type="image/svg+xml", headers=_bare(ancestors))


def _ancestors() -> str:
    from plusn.settings import settings  # noqa: PLC0415

    return settings().frame_ancestors


def _bare(ancestors: str) -> dict[str, str]:
    """Give the headers of what runs nothing and loads nothing."""
    policy = f"default-src 'none'; frame-ancestors {ancestors}"
    return {**SAFE, "Content-Security-Policy": policy}


def _refused(problem: Exception, ancestors: str) -> Response:
    words = " ".join(str(problem).split())
    return PlainTextResponse(words, status_code=400, headers=_bare(ancestors))


ROUTES = [
    Route("/embed/{figure}.svg", picture, methods=["GET"]),
    Route("/embed/{figure}", embed, methods=["GET"]),
]
