"""Answers of the engine on a page: the record when it is there, else how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.components.firm.working import working

if TYPE_CHECKING:
    from briefing.firm.names import Names
    from plusn.solving.asking import Asked


def shown(
    asked: Asked, *, key: str, names: Names | None = None, what: str = ""
) -> dict[str, Any] | None:
    """Give what was answered; until then show how the question stands, and give None.

    Parameters
    ----------
    asked
        The question.
    key
        Of this place on the page.
    names
        Of the case, for what is wrong with it.
    what
        What is worked on, in the reader's words.
    """
    return asked.record if working(asked, key=key, what=what, names=names) else None
