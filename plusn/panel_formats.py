"""Formats of several maps on one scale: which back-end draws each, imported when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from data.errors import UnknownFormat
from plusn.prints import printed
from plusn.sheets import DOCUMENTS, document

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.land import Land
    from briefing.palette import Theme
    from briefing.panels_spec import MultiplesSpec
    from briefing.spec import Tongue
    from plusn.panels import PanelsFigure

    Draw = Callable[["Drawable", Theme], bytes]


class Drawable(Protocol):
    """What a format needs of a figure."""

    @property
    def spec(self) -> MultiplesSpec:
        """Give the maps in the language chosen."""

    @property
    def land(self) -> Land:
        """Give the geometry."""

    def described(self, language: Tongue) -> MultiplesSpec:
        """Give the maps in a language."""


def _svg(figure: Drawable, theme: Theme) -> bytes:
    from briefing.backends.panels_svg import render  # noqa: PLC0415

    return render(figure.spec, figure.land, theme=theme).encode()


def _html(figure: Drawable, theme: Theme) -> bytes:
    from briefing.backends.panels_html import render  # noqa: PLC0415
    from briefing.spec import LANGUAGES  # noqa: PLC0415

    del theme  # the page follows the reader's
    asked = figure.spec.lang
    offered = LANGUAGES if asked in LANGUAGES else (asked, *LANGUAGES)
    specs = {tongue: figure.described(tongue) for tongue in offered}
    return render(specs, figure.land, language=figure.spec.lang).encode()


def _json(figure: Drawable, _: Theme) -> bytes:
    from briefing.backends.records import panels_json  # noqa: PLC0415

    return panels_json(figure.spec).encode()


def _csv(figure: Drawable, _: Theme) -> bytes:
    from briefing.backends.records import panels_csv  # noqa: PLC0415

    return panels_csv(figure.spec)


def _xlsx(figure: Drawable, _: Theme) -> bytes:
    from briefing.backends.xlsx import panels_xlsx  # noqa: PLC0415

    return panels_xlsx(figure.spec)


def _gpkg(figure: Drawable, _: Theme) -> bytes:
    from briefing.backends.panels_gpkg import to_layers  # noqa: PLC0415
    from data.geopackages import join_layers  # noqa: PLC0415

    return join_layers(to_layers(figure.spec, figure.land))


def _png(figure: Drawable, theme: Theme) -> bytes:
    return printed(figure.spec, _svg(figure, theme).decode(), "png")


def _pdf(figure: Drawable, theme: Theme) -> bytes:
    return printed(figure.spec, _svg(figure, theme).decode(), "pdf")


def _unsized(_figure: Drawable, _theme: Theme) -> bytes:
    raise TypeError("a document is written from an exhibit")


FORMATS: dict[str, Draw] = {
    "svg": _svg,
    "html": _html,
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "gpkg": _gpkg,
    "png": _png,
    "pdf": _pdf,
    **dict.fromkeys(DOCUMENTS, _unsized),
}


def draw(
    figure: PanelsFigure, form: str, *, theme: Theme, size: str | None = None, dpi: int = 300
) -> bytes:
    """Draw several maps in a format.

    Parameters
    ----------
    size, dpi
        A paper of `plusn.sheets.SIZES` in place of the screen, and its dots per inch as PNG.

    Raises
    ------
    UnknownFormat
        No back-end draws several maps as `form`.
    PlusNError
        They cannot be drawn here; the message says why.
    """
    if form not in FORMATS:
        raise UnknownFormat(
            f"several maps cannot be drawn as {form!r}",
            remedy=f"Use one of: {', '.join(FORMATS)}.",
        )
    if size is not None or form in DOCUMENTS:
        from plusn.exhibits.panels import ShownPanels  # noqa: PLC0415 - only who prints waits

        name = "multiples" if figure.choices.compare is None else "comparison"
        return document(ShownPanels(figure=figure, name=name), form, size, theme=theme, dpi=dpi)
    return FORMATS[form](figure, theme)
