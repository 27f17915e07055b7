"""Forms of a brief: which back-end writes each, imported when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.paper import PAGES, SLIDES
from data.errors import UnknownFormat
from data.phrase import joined, said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.exhibit import Exhibit, Page, Picture
    from briefing.palette import Theme
    from plusn.briefs.schema import Brief


@dataclass(frozen=True, kw_only=True)
class Job:
    """What a back-end is given.

    Parameters
    ----------
    brief
        Sizes, title and date.
    pages
        The figures in their order, in the brief's tongue.
    template
        Bytes of a PPTX whose look is taken.
    """

    brief: Brief
    pages: Sequence[Page]
    template: bytes | None

    @property
    def theme(self) -> Theme:
        """Give the ink as drawings know it."""
        return "mono" if self.brief.ink == "mono" else "light"


def _docx(job: Job) -> bytes:
    from briefing.backends.word.build import build  # noqa: PLC0415

    return build(job.pages, PAGES[job.brief.page], _raster, theme=job.theme)


def _raster(picture: Picture, exhibit: Exhibit, *, width: float) -> bytes:
    """Print a picture of so many points with 300 dots per inch."""
    from briefing.backends.page import Print, to_png  # noqa: PLC0415 - typst loads slowly
    from briefing.catalogue import HTML_LANG  # noqa: PLC0415
    from briefing.tongue import spoken  # noqa: PLC0415
    from data.fonts import fonts_for  # noqa: PLC0415

    fonts = fonts_for(picture.svg, exhibit.lang)
    page = Print(
        families=fonts.families,
        folders=fonts.folders,
        title=exhibit.title,
        alt=exhibit.alt,
        language=HTML_LANG[spoken(exhibit.lang)[0]],
        as_of=exhibit.as_of,
    )
    high = width * picture.height / picture.width
    return to_png(picture.svg, page, long_side=round(max(width, high) / 72 * 300))


def _pdf(job: Job) -> bytes:
    from briefing.backends.pages import to_pdf  # noqa: PLC0415
    from data.fonts import fonts_for  # noqa: PLC0415

    return to_pdf(job.pages, PAGES[job.brief.page], fonts_for, theme=job.theme)


def _xlsx(job: Job) -> bytes:
    from briefing.backends.companion_xlsx import companion  # noqa: PLC0415

    return companion(job.pages)


def _zip(job: Job) -> bytes:
    from plusn.briefs.hall import hall  # noqa: PLC0415

    return hall(job)


FORMS: dict[str, Callable[[Job], bytes]] = {
    "docx": _docx,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "zip": _zip,
}


def check_form(form: str) -> str:
    """Refuse a form that nothing writes.

    Raises
    ------
    UnknownFormat
        No back-end writes it.
    """
    if form not in FORMS:
        raise UnknownFormat(
            said("no form of a brief is called {form!r}", form=form),
            remedy=said("Use one of: {choices}.", choices=joined(", ", FORMS)),
        )
    return form


__all__ = ["FORMS", "SLIDES", "Job", "check_form"]
