"""Take what a visitor of the app brings: read within the app's limits, in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.uploads import APP, Ask, read
from plusn.own.opening import open_draft
from plusn.own.workspace import from_bytes, is_workspace

if TYPE_CHECKING:
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

    def declared(self, *, encoding: str | None = None, crs: str | None = None) -> Brought:
        """Declare its encoding or its reference system, in place of what was found."""
        changes = {name: said for name, said in (("encoding", encoding), ("crs", crs)) if said}
        return replace(self, ask=replace(self.ask, **changes))


def bring_bytes(content: bytes, name: str) -> Brought:
    """Take a file."""
    return Brought(content=content, name=name)


def bring_text(text: str, name: str) -> Brought:
    """Take pasted cells."""
    return Brought(content=text.encode(), name=name, pasted=True)
