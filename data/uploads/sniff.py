"""What a file is, told from its first bytes and its structure, never from its name alone.

Nothing here reads what a file means: bytes are compared, and a zip archive's list of contents is
looked at.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from data.uploads.archive import check_archive
from data.uploads.parquet_ends import check_ends
from data.uploads.refusals import misnamed, refuse
from data.uploads.sniff_text import sniff_text

if TYPE_CHECKING:
    from data.uploads.limits import Limits

HEAD = 65_536
"""Bytes that are looked at."""

READ = ((b"PAR1", "parquet"), (b"SQLite format 3\0", "gpkg"))
# First bytes → key of `data.uploads.refusals.WHATS`.
REFUSED = (
    (b"%PDF", "pdf"),
    *((magic, "picture") for magic in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0",
                                       b"MM\0*", b"RIFF", b"\0\0\1\0", b"\x01\0\0\0 EMF")),
    *((magic, "program") for magic in (b"\x7fELF", b"MZ", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe",
                                       b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\0asm", b"#!",
                                       b"<?php", b"\xed\xab\xee\xdb", b"!<arch>")),
    *((b"\x80" + bytes([version]), "pickle") for version in range(2, 6)),
    *((magic, "packed") for magic in (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd",
                                      b"7z\xbc\xaf", b"Rar!", b"\x1f\x9d", b"LZIP", b"MSCF",
                                      b"\x04\x22\x4d\x18")),
    *((magic, "arrow") for magic in (b"ARROW1", b"FEA1", b"ORC", b"Obj\x01", b"\xff\xff\xff\xff")),
    *((magic, "arrays") for magic in (b"\x93NUMPY", b"\x89HDF", b"CDF\x01", b"CDF\x02", b"$FL2",
                                      b"<stata_dta>", b"SIMPLE  =", b"MATLAB 5", b"RDX",
                                      b"Salted__")),
    *((magic, "document") for magic in (b"{\\rtf", b"%!PS", b"\xdb\xa5-\0\0\0")),
    (b"PARE", "sealed"),
    (b"\x00\x00\x27\x0a", "shp"),
    (b"fgb\x03", "flatgeobuf"),
    (b"\0\1\0\0Standard ", "database"),
)  # fmt: skip
SHORT = 3
"""Bytes; so short ones may also begin a table of text, and count where zero bytes follow."""
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams of the old Office container, in the order of precedence.
STREAMS = (
    ("EncryptedPackage", "locked"),
    ("EncryptionInfo", "locked"),
    ("WordDocument", "document"),
    ("PowerPoint Document", "document"),
    ("Workbook", ""),
    ("Book", ""),
)
# Names of these mean a program's own format, whatever the bytes: they are refused by name too.
NAMES = {
    **dict.fromkeys((".et", ".ett"), "et"),
    **dict.fromkeys((".yaml", ".yml"), "yaml"),
    **dict.fromkeys((".pkl", ".pickle", ".joblib"), "pickle"),
    **dict.fromkeys((".vrt", ".csvt", ".gdalg", ".wfs"), "source"),
    **dict.fromkeys((".kml", ".kmz", ".gpx", ".gml"), "kml"),
}
# What a file of such a name must be inside. Others are free: tables are called anything.
MUST_BE = {
    ".geojson": {"geojson"},
    ".json": {"geojson"},
    ".gpkg": {"gpkg"},
    ".parquet": {"parquet"},
    ".geoparquet": {"parquet"},
    ".xlsx": {"xlsx", "xls"},
    ".zip": {"shapefile", "xlsx"},
    ".shz": {"shapefile"},
    ".shp": set[str](),
}


def sniff(source: BinaryIO, *, name: str, limits: Limits) -> str:
    """Tell the kind of a file: a key of `data.uploads.child.READERS`.

    Parameters
    ----------
    source
        The file.
    name
        What the user calls it; it can only make us refuse.
    limits
        What an archive may hold.

    Raises
    ------
    UnreadableFile
        It is of no kind that is read, or not of the kind that its name says.
    TooLarge
        It is an archive above the limits.
    """
    source.seek(0)
    head = source.read(HEAD)
    suffix = PurePath(name).suffix.lower()
    if not head.strip(b"\0 \t\r\n"):
        raise refuse("binary" if head.strip(b" \t\r\n") else "empty", name)
    if suffix in NAMES:
        raise refuse(NAMES[suffix], name)
    kind = _kind(head, source, name, limits)
    if kind not in MUST_BE.get(suffix, {kind}):
        raise misnamed(name, suffix)
    return kind


def _kind(head: bytes, source: BinaryIO, name: str, limits: Limits) -> str:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return check_archive(source, name=name, limits=limits)
    if head.startswith(OLD_OFFICE):
        return _old_office(source, name)
    for magic, kind in READ:
        if head.startswith(magic):
            if kind == "parquet":
                check_ends(source, name=name)
            return kind
    for magic, what in REFUSED:
        if head.startswith(magic) and (len(magic) > SHORT or b"\0" in head or _odd(magic)):
            raise refuse(what, name)
    return sniff_text(head, name)


def _odd(magic: bytes) -> bool:
    """Tell whether a text cannot begin so."""
    return magic == b"#!" or any(byte < ord(" ") or byte in {0x80, 0xFF} for byte in magic)


def _old_office(source: BinaryIO, name: str) -> str:
    """Tell a workbook of Excel 97 from others by the names of its streams."""
    source.seek(0)
    content = source.read()
    for stream, what in STREAMS:
        if stream.encode("utf-16-le") in content:
            if what:
                raise refuse(what, name)
            return "xls"
    raise refuse("binary", name)
