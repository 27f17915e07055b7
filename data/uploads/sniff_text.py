"""What a text is: a table, geographic features, a page, or nothing that is read."""

from __future__ import annotations

import re

from data.uploads.refusals import refuse

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
WIDE_SHARE = 0.2  # of zero bytes at odd or at even places, from which on a text is UTF-16
SOURCES = re.compile(
    r"""(?ix) ["']type["']\s*:\s*["']gdal_streamed_alg["'] | ["']gdal_command_line["']
    | ["']type["']\s*:\s*["'](?:STAC|Catalog)["'] """
)
OTHER_MAPS = re.compile(r"""["'](?:arcs|geometryType|esriGeometry\w+|objects)["']\s*:""")
GEO = re.compile(
    r"""["'](?:Feature|FeatureCollection|GeometryCollection|(?:Multi)?(?:Point|LineString|Polygon))["']"""
)
# What may stand before the root of an XML text, besides a document type: where it starts and ends.
ASIDE = (("<?", "?>"), ("<!--", "-->"))
BLANK = re.compile(r"\s*")
DOCTYPE = re.compile(r"(?i)<!doctype\b\s*(html\b)?")
ROOT = re.compile(r"\s*<([\w.:-]+)")
EXCEL_XML = "urn:schemas-microsoft-com:office:spreadsheet"
PAGES = {"html", "head", "body", "table", "meta", "style", "div", "center", "form", "tr", "title"}
ROOTS = {
    **dict.fromkeys(
        ("ogrvrtdatasource", "vrtdataset", "ogrwfsdatasource", "wfs_capabilities", "gdal_wms",
         "wfs:wfs_capabilities", "gdal_wmts"),
        "source",
    ),
    **dict.fromkeys(("kml", "gpx", "gml", "osm", "gml:featurecollection", "rss",
                     "wfs:featurecollection", "featurecollection"), "kml"),
    "svg": "picture",
}  # fmt: skip
ADDRESS = re.compile(
    r"(?i)\s*(?:wfs|wms|pg|mysql|oapif|es|csw|http|https|ftp|file|s3|gs|/vsi\w+)(?::|/)\S*\s*\Z"
)
YAML = re.compile(r"(?:%YAML|--- *(?:#.*|!.*)?\r?\n)")


def sniff_text(head: bytes, name: str) -> str:
    """Tell the kind of a text by its beginning.

    Parameters
    ----------
    head
        Its first bytes.
    name
        What the user calls the file.

    Raises
    ------
    UnreadableFile
        It is no text, or one of a kind that is not read.

    Examples
    --------
    >>> sniff_text("省份,数目".encode("gb18030"), "a.csv"), sniff_text(b"<table>", "a.xls")
    ('text', 'html')
    """
    text = _decoded(head, name).lstrip("\ufeff")
    start = text.lstrip()
    if start.startswith(("{", "[")):
        return _json(start, name)
    if start.startswith("<"):
        return _markup(start, name)
    if start.startswith("MIME-Version:"):
        raise refuse("mhtml", name)
    if YAML.match(start):
        raise refuse("yaml", name)
    if ADDRESS.match(text):
        raise refuse("address", name)
    return "text"


def _decoded(head: bytes, name: str) -> str:
    """Decode for a look at the ASCII characters in it, which all encodings write alike."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    if b"\0" not in head:
        return head.decode("latin-1")
    half = max(len(head) // 2, 1)
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        other = head[1 - first :: 2].count(0)
        if head[first::2].count(0) >= WIDE_SHARE * half and other <= head[first::2].count(0) / 20:
            return head.decode(encoding, "replace")
    raise refuse("binary", name)


def _json(text: str, name: str) -> str:
    if SOURCES.search(text):
        raise refuse("source", name)
    if GEO.search(text):
        return "geojson"
    raise refuse("topology" if OTHER_MAPS.search(text) else "json", name)


def _markup(text: str, name: str) -> str:
    if EXCEL_XML in text:
        return "xml"
    start, is_page = _behind_prolog(text)
    found = ROOT.match(text, start)
    root = found[1].lower() if found else ""
    if is_page or root in PAGES:
        return "html"
    raise refuse(ROOTS.get(root, "markup"), name)


def _behind_prolog(text: str) -> tuple[int, bool]:
    """Find the root of an XML text, and whether its document type is that of a page.

    Each character is looked at once or twice: a pattern for all of it would try every way to part
    a row of comments, and so never end.

    Examples
    --------
    >>> _behind_prolog("<?xml?><!-- a --><!DOCTYPE html><p>")
    (32, True)
    """
    at, is_page = 0, False
    while True:
        at = _behind_blanks(text, at)
        doctype = DOCTYPE.match(text, at)
        end = _end_of_doctype(text, at) if doctype else _end_of_aside(text, at)
        is_page = is_page or bool(doctype and doctype[1])
        if end < 0:
            return at, is_page
        at = end


def _behind_blanks(text: str, at: int) -> int:
    found = BLANK.match(text, at)
    return found.end() if found else at


def _end_of_aside(text: str, at: int) -> int:
    """Find the end of a comment or an instruction; negative where there is none."""
    for first, last in ASIDE:
        if text.startswith(first, at):
            end = text.find(last, at + len(first))
            return end + len(last) if end >= 0 else -1
    return -1


def _end_of_doctype(text: str, at: int) -> int:
    end, inner = text.find(">", at), text.find("[", at)
    if 0 <= inner < end:
        inner = text.find("]", inner)
        end = text.find(">", inner) if inner >= 0 else -1
    return end + 1 if end >= 0 else -1
