"""Take what a visitor of the app brings: read within the app's limits, in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.uploads import APP, Ask, read
from data.uploads.encodings import ENCODINGS, SAVE_AS
from plusn.own.opening import open_draft
from plusn.own.workspace import from_bytes, is_workspace

__all__ = ["ENCODINGS", "Brought", "asks_for", "bring_bytes", "bring_text", "encodings_of"]

if TYPE_CHECKING:
    from data.errors import PlusNError
    from plusn.own.draft import Draft


@dataclass(frozen=True, kw_only=True)
class Brought:
    """Hold what a visitor brought, so that it can be read in another way.

    Parameters
    ----------
    content
        The bytes; of pasted cells their text in UTF-8.
    name
        What the visitor calls it.
    pasted
        It came from the clipboard.
    ask
        What the visitor declared of it.
    """

    content: bytes
    name: str
    pasted: bool = False
    ask: Ask = Ask()  # noqa: RUF009 - a value that never changes

    def read(self) -> Draft:
        """Read and understand it.

        Raises
        ------
        PlusNError
            It is refused; the message says why and what to do.
        """
        if is_workspace(self.content):
            return from_bytes(self.content, name=self.name)
        book = read(self.content, name=self.name, limits=APP, ask=self.ask, pasted=self.pasted)
        return open_draft(book)

    @property
    def saved(self) -> bool:
        """Tell whether it is a data set that was saved, which says itself how it is read."""
        return is_workspace(self.content)

    def again(self, draft: Draft) -> Draft:
        """Read it anew as it is declared now, keeping the user's answers.

        Raises
        ------
        PlusNError
            It is refused; the message says why and what to do.
        """
        found = self.read()
        return replace(found, confirmed=draft.confirmed).with_choices(**draft.choices)

    def declared(self, *, encoding: str | None = None, crs: str | None = None) -> Brought:
        """Declare its encoding or its reference system, in place of what was found."""
        changes = {name: said for name, said in (("encoding", encoding), ("crs", crs)) if said}
        return replace(self, ask=replace(self.ask, **changes))


def encodings_of(draft: Draft) -> tuple[str, ...]:
    """List the encodings that a text may be in, the one it was read in first; else none."""
    book = draft.book
    found = (book.encoding, *book.encodings, *ENCODINGS, "cp1252")
    return tuple(dict.fromkeys(one for one in found if one)) if book.encoding else ()


def asks_for(problem: PlusNError) -> str:
    """Tell what a refused file lacks that its owner can say: ``crs``, ``encoding`` or nothing."""
    if problem.where == "crs":
        return "crs"
    return "encoding" if problem.remedy == SAVE_AS else ""


def bring_bytes(content: bytes, name: str) -> Brought:
    """Take a file."""
    return Brought(content=content, name=name)


def bring_text(text: str, name: str) -> Brought:
    """Take pasted cells."""
    return Brought(content=text.encode(), name=name, pasted=True)
