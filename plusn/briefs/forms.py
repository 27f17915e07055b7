"""Forms of a brief: which back-end writes each, imported when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.paper import PAGES, SLIDES
from data.errors import BadValue, UnknownFormat
from data.phrase import joined, said
from plusn.briefs.schema import SLIDE, heading

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.backends.deck.build import Deck
    from briefing.palette import Theme
    from plusn.briefs.briefing import Briefing
    from plusn.briefs.schema import Brief


def theme_of(brief: Brief) -> Theme:
    """Give the ink of a brief as drawings know it."""
    return "mono" if brief.ink == "mono" else "light"


def slides(made: Briefing) -> Deck:
    """Write the slides, and say which fonts they ask for.

    Raises
    ------
    PlusNError
        A figure cannot be made or drawn, or the template cannot be used.
    """
    from plusn.decks import deck  # noqa: PLC0415 - only who draws waits

    return deck(made.pages, SLIDES[made.brief.size], template=made.template)


def _pptx(made: Briefing) -> bytes:
    return slides(made).content


def _docx(made: Briefing) -> bytes:
    from briefing.backends.word.build import build  # noqa: PLC0415
    from plusn.rasters import png  # noqa: PLC0415

    paper = PAGES["a4-landscape" if made.brief.page == SLIDE else made.brief.page]
    return build(made.pages, paper, png, theme=theme_of(made.brief))


def _pdf(made: Briefing) -> bytes:
    from briefing.backends.pages import to_pdf  # noqa: PLC0415
    from data.fonts import fonts_for  # noqa: PLC0415

    brief = made.brief
    paper = SLIDES[brief.size] if brief.page == SLIDE else PAGES[brief.page]
    return to_pdf(made.pages, paper, fonts_for, theme=theme_of(brief))


def _html(made: Briefing) -> bytes:
    from briefing.backends.report.document import render  # noqa: PLC0415
    from briefing.spec import LANGUAGES  # noqa: PLC0415

    own = made.brief.lang
    tongues = (own, *(language for language in LANGUAGES if language != own))
    titles = {tongue: heading(made.brief.title, tongue) for tongue in tongues}
    pages = {tongue: made.pages_in(tongue) for tongue in tongues}
    return render(pages, titles=titles, tongue=own).encode()


def _xlsx(made: Briefing) -> bytes:
    from briefing.backends.companion_xlsx import companion  # noqa: PLC0415

    return companion(made.pages)


def _zip(made: Briefing) -> bytes:
    from plusn.briefs.hall import hall  # noqa: PLC0415

    return hall(made)


FORMS: dict[str, Callable[[Briefing], bytes]] = {
    "pptx": _pptx,
    "docx": _docx,
    "pdf": _pdf,
    "html": _html,
    "xlsx": _xlsx,
    "zip": _zip,
}


IN_COLOUR = frozenset({"pptx", "html", "zip"})
"""Forms whose charts and tables have the colours of the program that shows them."""


def check_ink(form: str, brief: Brief) -> None:
    """Refuse ink that a form cannot keep to.

    Raises
    ------
    BadValue
        Slides and reports have no form without colour.
    """
    if brief.ink == "mono" and form in IN_COLOUR:
        raise BadValue(
            said("{form} is always in colour", form=form),
            remedy=said("Leave the ink out, or write {choices}.", choices="docx, pdf"),
        )


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
