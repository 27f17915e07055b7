"""A zip archive, looked at before it is unfolded and counted while it is."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from data.errors import TooLarge, UnreadableFile
from data.phrase import said
from data.uploads.limits import MEGABYTE
from data.uploads.refusals import refuse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.uploads.limits import Limits

SMALL = 1_000_000  # bytes; below it any ratio is harmless
LONGEST_NAME = 255
PIECE = 1 << 16
ENTRY = b"PK\x01\x02"  # begins each entry of the list of contents
BY_CHANCE = 2
"""How many times as many of these bytes may stand anywhere in an archive."""
NESTED = (".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz", ".zst", ".jar", ".xlsx")
OTHER = (".vrt", ".gdalg")
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
AGAIN = said("Zip the parts of one map or table anew, without folders in folders or archives.")
# Part that tells what an archive is → kind, or key of `data.uploads.refusals.WHATS`.
PARTS = (
    (re.compile(r"xl/workbook\.bin"), "xlsb"),
    (re.compile(r".*vbaproject.*"), "macros"),
    (re.compile(r"xl/workbook\d*\.xml"), "xlsx"),
    (re.compile(r"(?:word|ppt|visio)/.*"), "document"),
    (re.compile(r"et/.*"), "et"),
    (re.compile(r"index/.*\.iwa|index\.zip"), "numbers"),
    (re.compile(r".*\.kml"), "kml"),
    (re.compile(r".*\.shp"), "shapefile"),
    (re.compile(r".*\.npy"), "arrays"),
    (re.compile(r".*\.pkl"), "pickle"),
    (re.compile(r"content\.xml"), "ods"),
    (re.compile(r"meta-inf/manifest\.mf|.*\.class"), "program"),
)
KINDS = {"xlsx", "shapefile"}


def check_archive(source: BinaryIO, *, name: str, limits: Limits) -> str:
    """Tell what a zip archive is by the names in it, and refuse one that is dangerous.

    Parameters
    ----------
    source
        The file.
    name
        What the user calls it.
    limits
        How much it may hold.

    Raises
    ------
    UnreadableFile
        It is broken, encrypted, leads out of its folder, holds archives, or is of no kind that is
        read.
    TooLarge
        It holds more than it may.
    """
    parts = _parts(source, name, limits)
    kind = _kind([part.filename.lower() for part in parts])
    if kind not in KINDS:
        raise refuse(kind, name)
    if problem := _danger(parts):
        raise UnreadableFile(said("{name} holds {what}", name=name, what=problem), remedy=AGAIN)
    _check_sizes(parts, name, limits)
    return kind


def check_parts(
    source: BinaryIO, *, name: str, limits: Limits, may_nest: bool = False
) -> list[str]:
    """List the parts of an archive of our own, and refuse one that is dangerous.

    Parameters
    ----------
    source
        The file.
    name
        What the user calls it.
    limits
        How much it may hold.
    may_nest
        It may hold archives, which nobody opens: the workbooks of charts in a presentation.

    Raises
    ------
    UnreadableFile
        It is broken, encrypted, leads out of its folder or holds archives.
    TooLarge
        It holds more than it may.
    """
    parts = _parts(source, name, limits)
    if problem := _danger(parts, may_nest=may_nest):
        raise UnreadableFile(said("{name} holds {what}", name=name, what=problem), remedy=AGAIN)
    _check_sizes(parts, name, limits)
    return [part.filename for part in parts]


def _parts(source: BinaryIO, name: str, limits: Limits) -> list[zipfile.ZipInfo]:
    """List the parts, but not before the list itself is known to be short.

    What the end of an archive says of its list is not believed: there are several places to say
    it, and readers differ in which they take. Each entry begins with the same bytes, and these
    can be counted.
    """
    if _entries(source) > BY_CHANCE * limits.members:
        raise _too_many(name, limits)
    try:
        source.seek(0)
        with zipfile.ZipFile(source) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as problem:
        raise UnreadableFile(
            said("{name} is a broken or cut off archive", name=name),
            remedy=said("Save it once more, or copy it again."),
        ) from problem
    if len(parts) > limits.members:
        raise _too_many(name, limits)
    return parts


def _entries(source: BinaryIO) -> int:
    """Count what may be entries of the list of contents, wherever it stands."""
    source.seek(0)
    count, before = 0, b""
    while piece := source.read(MEGABYTE):
        count += (before + piece).count(ENTRY)
        before = piece[1 - len(ENTRY) :]
    return count


def _too_many(name: str, limits: Limits) -> TooLarge:
    return TooLarge(
        said("{name} holds more than {most} files", name=name, most=limits.members), remedy=AGAIN
    )


def _kind(names: Iterable[str]) -> str:
    listed = [name.replace("\\", "/") for name in names]
    return next(
        (kind for pattern, kind in PARTS if any(pattern.fullmatch(name) for name in listed)), "zip"
    )


def _danger(parts: list[zipfile.ZipInfo], *, may_nest: bool = False) -> str:
    """Say what is dangerous; blank where nothing is."""
    names = [part.filename.lower() for part in parts]
    links = (stat.S_ISLNK(part.external_attr >> 16) for part in parts)
    found = {
        said("encrypted parts"): any(part.flag_bits & 1 for part in parts),
        said("parts packed in an unusual way"): any(p.compress_type not in METHODS for p in parts),
        said("links to other files"): any(links),
        said("names that lead out of it"): any(_leads_out(part.orig_filename) for part in parts),
        said("other archives or documents that name other files"): not may_nest
        and any(name.endswith((*NESTED, *OTHER)) for name in names),
        said("two parts of the same name"): len(set(names)) < len(names),
    }
    return next((what for what, held in found.items() if held), "")


def _leads_out(name: str) -> bool:
    steps = re.split(r"[\\/]", name)
    return (
        name.startswith(("/", "\\"))
        or ".." in steps
        or ":" in steps[0]
        or "\0" in name
        or len(name) > LONGEST_NAME
    )


def _check_sizes(parts: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    whole = sum(part.file_size for part in parts)
    if whole > limits.unfolded:
        raise _too_big(name, whole, limits)
    ratios = (
        part.file_size / max(part.compress_size, 1) for part in parts if part.file_size > SMALL
    )
    if (ratio := max(ratios, default=0.0)) > limits.ratio:
        raise TooLarge(
            said("{name} holds a part that unfolds to {ratio:,.0f} times its size", name=name,
                 ratio=ratio),
            remedy=said("At most {most} times are allowed: leave out cells that are formatted but "
                        "empty, and save it once more.", most=limits.ratio),
        )  # fmt: skip


def _too_big(name: str, size: int, limits: Limits) -> TooLarge:
    return TooLarge(
        said("{name} would unfold to {size:,.0f} MB", name=name, size=size / MEGABYTE),
        remedy=said("At most {most:,} MB are unfolded.", most=limits.unfolded // MEGABYTE),
    )


def unfold(source: BinaryIO, wanted: Iterable[str], *, name: str,
           limits: Limits) -> dict[str, bytes]:  # fmt: skip
    """Unfold some parts, counting what comes out whatever the archive says of itself.

    Parameters
    ----------
    source
        The file.
    wanted
        Names of parts; those that are not there are left out.
    name
        What the user calls the archive.
    limits
        How much may come out.

    Raises
    ------
    UnreadableFile
        A part is broken.
    TooLarge
        More comes out than may.
    """
    parts: dict[str, bytes] = {}
    left = limits.unfolded
    try:
        with zipfile.ZipFile(source) as archive:
            for part in [one for one in wanted if one in archive.namelist()]:
                with archive.open(part) as stream:
                    pieces = []
                    while piece := stream.read(PIECE):
                        left -= len(piece)
                        if left < 0:
                            raise _too_big(name, limits.unfolded, limits)
                        pieces.append(piece)
                parts[part] = b"".join(pieces)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError,
            NotImplementedError, RuntimeError) as problem:  # fmt: skip
        raise UnreadableFile(
            said("{name} is a broken or cut off archive", name=name),
            remedy=said("Save it once more, or copy it again."),
        ) from problem
    return parts
