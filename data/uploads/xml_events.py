"""XML read as it streams by: no document type, no entities, nothing fetched, nothing built."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from data.errors import UnreadableFile
from data.phrase import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SAVE_AS = said("Open it in a spreadsheet program and save it as an Excel workbook (.xlsx).")

LONGEST_COUNT = 10  # digits


class Elements(ContentHandler):
    """Be told of elements by their names without prefix, and of the text within.

    Subclasses override `opened` and `closed`. Text is gathered from where one sets `texts` to a
    list until one takes it away.
    """

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] | None = None

    def start(self, name: str, attrs: Mapping[str, str]) -> None:
        """Pass an element on."""
        self.opened(name.rpartition(":")[2] if ":" in name else name, attrs)

    def end(self, name: str) -> None:
        """Pass the end of an element on."""
        self.closed(name.rpartition(":")[2] if ":" in name else name)

    def characters(self, content: str) -> None:
        """Gather text."""
        if self.texts is not None:
            self.texts.append(content)

    def opened(self, name: str, attrs: Mapping[str, str]) -> None:
        """Take notice of an element."""

    def closed(self, name: str) -> None:
        """Take notice of the end of an element."""

    def text(self) -> str:
        """Give what was gathered, and gather no more."""
        found = "".join(self.texts or ())
        self.texts = None
        return found


def feed(pieces: Iterable[bytes], reader: Elements, *, name: str, part: str = "") -> None:
    """Read an XML document piece by piece.

    Parameters
    ----------
    pieces
        Its bytes.
    reader
        Who is told.
    name, part
        What to call the file, and the part of it, in messages.

    Raises
    ------
    UnreadableFile
        It is no well-formed XML, or declares a document type or entities.
    """
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - for XML only
    from defusedxml.expatreader import DefusedExpatParser  # noqa: PLC0415

    parser = DefusedExpatParser(forbid_dtd=True)
    # Elements reach the reader at once, not by way of an object for the attributes of each: this
    # halves the time of a large sheet.
    parser.start_element, parser.end_element = reader.start, reader.end
    parser.setContentHandler(reader)
    try:
        for piece in pieces:
            parser.feed(piece)
        parser.close()
    except DefusedXmlException as problem:
        raise UnreadableFile(
            said("{name} declares a document type or entities", name=name),
            where=part,
            remedy=SAVE_AS,
        ) from problem
    except (SAXException, ValueError, LookupError) as problem:
        raise broken(name, part) from problem


def broken(name: str, part: str = "") -> UnreadableFile:
    """Say that a file, or a part of it, is broken."""
    return UnreadableFile(said("{name} is broken", name=name), where=part, remedy=SAVE_AS)


def attributes(attrs: Mapping[str, str]) -> dict[str, str]:
    """Give attributes by their names without prefix."""
    return {name.rpartition(":")[2]: value for name, value in attrs.items()}


def is_true(value: str | None) -> bool:
    """Tell whether an attribute says yes.

    Examples
    --------
    >>> is_true("1"), is_true("true"), is_true(None), is_true("0")
    (True, True, False, False)
    """
    return value is not None and value.strip().casefold() in {"1", "true", "on"}


def whole_number(text: str | None, otherwise: int) -> int:
    """Read an attribute that counts.

    Examples
    --------
    >>> whole_number("12", 0), whole_number("-1", 0), whole_number(None, 7)
    (12, 0, 7)
    """
    if text and text.isascii() and text.isdigit() and len(text) < LONGEST_COUNT:
        return int(text)
    return otherwise
