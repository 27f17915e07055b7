"""The parts of an XLSX workbook that its sheets refer to: names, shared texts, styles."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from data.cases.parts import unescaped
from data.errors import TooLarge, UnreadableFile
from data.phrase import said
from data.uploads.archive import check_archive
from data.uploads.grid import check_sheets
from data.uploads.limits import MEGABYTE
from data.uploads.number_formats import Shown, shown_as
from data.uploads.xml_events import (
    SAVE_AS,
    Elements,
    attributes,
    broken,
    feed,
    is_true,
    whole_number,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from data.uploads.limits import Limits

PIECE = 1 << 16
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class Style:
    """Hold how cells of a style look, as far as it matters."""

    shown: Shown = Shown.PLAIN
    indent: int = 0


@dataclass(frozen=True)
class Part:
    """Hold what a relation points at: its kind and where it is."""

    kind: str
    place: str


class Package:
    """Hold the parts of a zip archive, unfolded only as far as the limits allow."""

    def __init__(self, content: bytes, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        source = BytesIO(content)
        check_archive(source, name=name, limits=limits)
        self._zip = zipfile.ZipFile(source)
        self._parts = {part.filename.casefold(): part for part in self._zip.infolist()}
        self._unfolded = 0

    def has(self, place: str) -> bool:
        """Tell whether there is such a part."""
        return place.casefold() in self._parts

    def read(self, place: str, reader: Elements) -> None:
        """Read a part as XML.

        Raises
        ------
        UnreadableFile
            It is missing or broken.
        TooLarge
            The archive unfolds to more than it says.
        """
        feed(self._pieces(place), reader, name=self.name, part=place)

    def _pieces(self, place: str) -> Iterator[bytes]:
        part = self._parts.get(place.casefold())
        if part is None:
            raise broken(self.name, place)
        try:
            with self._zip.open(part) as stream:
                while piece := stream.read(PIECE):
                    self._unfolded += len(piece)
                    if self._unfolded > self.limits.unfolded:
                        raise self._too_large()
                    yield piece
        except (*BROKEN, ValueError) as problem:
            raise broken(self.name, place) from problem

    def _too_large(self) -> TooLarge:
        most = self.limits.unfolded // MEGABYTE
        return TooLarge(
            said("{name} unfolds to more than {most:,} MB", name=self.name, most=most),
            remedy=said("Keep only the sheet that is needed."),
        )

    def related(self, place: str) -> dict[str, Part]:
        """Give what a part refers to within the archive, by relation id; blank is the whole.

        Raises
        ------
        UnreadableFile
            The list of relations is missing or broken.
        TooLarge
            The archive unfolds to more than it says.
        """
        folder, file = posixpath.split(place)
        relations = _Relations(folder)
        self.read(posixpath.join(folder, "_rels", f"{file}.rels"), relations)
        return relations.found


class _Relations(Elements):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder
        self.found: dict[str, Part] = {}

    def opened(self, name: str, attrs: Mapping[str, str]) -> None:
        if name == "Relationship" and attrs.get("TargetMode") != "External":
            kind = attrs.get("Type", "").rpartition("/")[2]
            target = posixpath.join("/", self.folder, attrs.get("Target", ""))
            place = posixpath.normpath(target).lstrip("/")
            self.found[attrs.get("Id", "")] = Part(kind, place)


@dataclass(frozen=True)
class SheetPart:
    """Hold a sheet's name, whether it is hidden, and the part that holds its cells."""

    title: str
    hidden: bool
    part: Part


class Workbook(Elements):
    """Gather the sheets of a workbook, in order, and its calendar."""

    def __init__(self, related: dict[str, Part]) -> None:
        super().__init__()
        self.related = related
        self.from_1904 = False
        self.sheets: list[SheetPart] = []

    def opened(self, name: str, attrs: Mapping[str, str]) -> None:
        """Take notice of sheets and of the calendar."""
        if name == "workbookPr":
            self.from_1904 = is_true(attrs.get("date1904"))
        elif name == "sheet":
            found = attributes(attrs)
            part = self.related.get(found.get("id", ""))
            if part is not None:
                hidden = found.get("state", "visible") != "visible"
                self.sheets.append(SheetPart(found.get("name", ""), hidden, part))
                check_sheets(len(self.sheets))


class Texts(Elements):
    """Gather shared texts: runs are joined, readings of characters are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._runs: list[str] = []
        self._reading = False

    def opened(self, name: str, attrs: Mapping[str, str]) -> None:  # noqa: ARG002 - one signature
        """Begin a text or a run of it."""
        if name == "si":
            self._runs = []
        elif name == "rPh":
            self._reading = True
        elif name == "t" and not self._reading:
            self.texts = []

    def closed(self, name: str) -> None:
        """End a text or a run of it."""
        if name == "t" and self.texts is not None:
            self._runs.append(self.text())
        elif name == "rPh":
            self._reading = False
        elif name == "si":
            self.found.append(unescaped("".join(self._runs)))


class Styles(Elements):
    """Gather the styles of cells, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Style] = []
        self._codes: dict[int, str] = {}
        self._within = ""
        self._format = Shown.PLAIN
        self._indent = 0

    def opened(self, name: str, attrs: Mapping[str, str]) -> None:
        """Take notice of formats and alignments."""
        if name in {"numFmts", "cellXfs", "cellStyleXfs", "dxfs"}:
            self._within = name
        elif name == "numFmt" and self._within == "numFmts":
            self._codes[whole_number(attrs.get("numFmtId"), 0)] = attrs.get("formatCode", "")
        elif name == "xf" and self._within == "cellXfs":
            number = whole_number(attrs.get("numFmtId"), 0)
            self._format, self._indent = shown_as(number, self._codes.get(number, "")), 0
        elif name == "alignment":
            self._indent = whole_number(attrs.get("indent"), 0)

    def closed(self, name: str) -> None:
        """End a style."""
        if name == "xf" and self._within == "cellXfs":
            self.found.append(Style(self._format, self._indent))
        elif name == self._within:
            self._within = ""


def main_part(package: Package) -> str:
    """Find the part that lists the sheets.

    Raises
    ------
    UnreadableFile
        The archive is no workbook, or a binary one.
    TooLarge
        The archive unfolds to more than it says.
    """
    if not package.has("_rels/.rels"):
        raise UnreadableFile(said("{name} is not a workbook", name=package.name), remedy=SAVE_AS)
    kinds = {part.kind: part.place for part in package.related("").values()}
    place = kinds.get("officeDocument", "")
    if not place.endswith(".xml") or not package.has(place):
        raise UnreadableFile(said("{name} is not a workbook", name=package.name), remedy=SAVE_AS)
    return place
