"""Formats of an atlas: which back-end draws each, imported when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from data.errors import UnknownFormat
from plusn.prints import printed
from plusn.sheets import DOCUMENTS, document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.land import Land
    from briefing.palette import Theme
    from briefing.spec import Atlas, MapSpec, Tongue
    from plusn.atlases import AtlasFigure

    Draw = Callable[["Drawable", Theme, str | None], bytes]


class Drawable(Protocol):
    """What a format needs of a figure."""

    @property
    def spec(self) -> MapSpec:
        """Give the first view."""

    @property
    def land(self) -> Land:
        """Give the geometry."""

    def views(self, languages: Sequence[Tongue]) -> Atlas:
        """Give every view in some languages."""


def _svg(figure: Drawable, theme: Theme, _: str | None) -> bytes:
    from briefing.backends.svg import render  # noqa: PLC0415

    return render(figure.spec, figure.land, theme=theme).encode()


def _offered(tongue: Tongue) -> tuple[Tongue, ...]:
    """Give the languages that a page's reader can switch to, with a pair that was asked for."""
    from briefing.spec import LANGUAGES  # noqa: PLC0415

    return LANGUAGES if tongue in LANGUAGES else (tongue, *LANGUAGES)


def _html(figure: Drawable, _theme: Theme, _: str | None) -> bytes:
    from briefing.backends.html import render  # noqa: PLC0415
    from plusn.place_names import place_names  # noqa: PLC0415

    # A user's own boundaries may have codes of their own: our names say nothing of them.
    places = None if figure.land.own else place_names()
    tongue = figure.spec.lang
    views = figure.views(_offered(tongue))
    return render(views, figure.land, language=tongue, places=places).encode()


def _leaflet(figure: Drawable, _: Theme, asset_base: str | None) -> bytes:
    from briefing.backends.leaflet import render  # noqa: PLC0415

    return render(figure.spec, figure.land, asset_base=asset_base).encode()


def _json(figure: Drawable, _theme: Theme, _: str | None) -> bytes:
    from briefing.backends.records import to_json  # noqa: PLC0415

    return to_json(figure.spec).encode()


def _csv(figure: Drawable, _theme: Theme, _: str | None) -> bytes:
    from briefing.backends.records import to_csv  # noqa: PLC0415

    return to_csv(figure.spec)


def _xlsx(figure: Drawable, _theme: Theme, _: str | None) -> bytes:
    from briefing.backends.xlsx import to_xlsx  # noqa: PLC0415

    return to_xlsx(figure.spec)


def _gpkg(figure: Drawable, _theme: Theme, _: str | None) -> bytes:
    from briefing.backends.gpkg import to_gpkg  # noqa: PLC0415

    return to_gpkg(figure.spec, figure.land)


def _png(figure: Drawable, theme: Theme, _: str | None) -> bytes:
    return printed(figure.spec, _svg(figure, theme, None).decode(), "png")


def _pdf(figure: Drawable, theme: Theme, _: str | None) -> bytes:
    return printed(figure.spec, _svg(figure, theme, None).decode(), "pdf")


def _unsized(_figure: Drawable, _theme: Theme, _: str | None) -> bytes:
    raise TypeError("a document is written from an exhibit")


FORMATS: dict[str, Draw] = {
    "svg": _svg,
    "html": _html,
    "leaflet": _leaflet,
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "gpkg": _gpkg,
    "png": _png,
    "pdf": _pdf,
    **dict.fromkeys(DOCUMENTS, _unsized),
}
BINARY = frozenset({"xlsx", "gpkg", "png", "pdf", "pptx", "docx"})


def draw(
    figure: AtlasFigure,
    form: str,
    *,
    theme: Theme,
    asset_base: str | None,
    size: str | None = None,
    dpi: int = 300,
) -> bytes:
    """Draw an atlas in a format.

    Parameters
    ----------
    size, dpi
        A paper of `plusn.sheets.SIZES` in place of the screen, and its dots per inch as PNG.

    Raises
    ------
    UnknownFormat
        No back-end draws `form`.
    PlusNError
        It cannot be drawn here; the message says why.
    """
    if form not in FORMATS:
        raise UnknownFormat(
            f"no format is called {form!r}", remedy=f"Use one of: {', '.join(FORMATS)}."
        )
    if size is not None or form in DOCUMENTS:
        from plusn.exhibits.atlas import ShownAtlas  # noqa: PLC0415 - only who prints waits

        return document(ShownAtlas(figure=figure), form, size, theme=theme, dpi=dpi)
    return FORMATS[form](figure, theme, asset_base)
