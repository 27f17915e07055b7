"""What is not read, how it is known, and what to bring instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import UnreadableFile
from data.phrase import said

if TYPE_CHECKING:
    from data.phrase import Told

AS_BOOK = said("Save it as an Excel workbook (.xlsx) without password and macros.")
AS_TABLE = said("Save the table as an Excel workbook (.xlsx) or as CSV.")
AS_MAP = said("Save it as GeoJSON, GeoPackage, GeoParquet or a zipped Shapefile.")
UNPACK = said("Unpack it and bring the table that is in it.")

WHATS: dict[str, tuple[Told, Told]] = {
    "empty": (said("an empty file"), AS_TABLE),
    "locked": (said("a workbook with a password"), AS_BOOK),
    "et": (said("a WPS spreadsheet (.et)"), AS_BOOK),
    "macros": (said("a workbook with macros"), AS_BOOK),
    "xlsb": (said("a binary workbook (.xlsb)"), AS_BOOK),
    "ods": (said("an OpenDocument file"), AS_BOOK),
    "numbers": (said("a Numbers or Pages document"), AS_BOOK),
    "mhtml": (said("a web archive"), AS_BOOK),
    "document": (said("a text document or presentation"), AS_TABLE),
    "pdf": (said("a PDF document"), AS_TABLE),
    "picture": (said("a picture"), AS_TABLE),
    "program": (said("a program or script"), AS_TABLE),
    "pickle": (said("a Python pickle"), AS_TABLE),
    "yaml": (said("a YAML document"), AS_TABLE),
    "json": (said("JSON without geographic features"), AS_TABLE),
    "database": (said("a database"), AS_TABLE),
    "arrays": (said("a file of another statistics or array program"), AS_TABLE),
    "arrow": (said("an Arrow, ORC or Avro file"), said("Save it as Parquet or CSV.")),
    "packed": (said("a packed file"), UNPACK),
    "zip": (said("a zip archive without a workbook or Shapefile"), UNPACK),
    "sealed": (said("an encrypted Parquet file"), said("Save it without encryption.")),
    "shp": (
        said("a part of a Shapefile"),
        said("Zip its .shp, .dbf, .prj and .cpg together and bring the archive."),
    ),
    "kml": (said("a KML, GPX or GML map"), AS_MAP),
    "source": (said("a document that names other files or addresses to read"), AS_MAP),
    "topology": (said("a map in another JSON format than GeoJSON"), AS_MAP),
    "flatgeobuf": (said("a FlatGeobuf file"), AS_MAP),
    "markup": (said("an XML document that is no table"), AS_TABLE),
    "address": (said("an address and no table"), said("Download it and bring the file.")),
    "binary": (said("a file of no kind that is read here"), AS_TABLE),
}
"""Short name → what to call it, and what to do."""


def refuse(what: str, name: str) -> UnreadableFile:
    """Say what a file is and what to do.

    Parameters
    ----------
    what
        A key of `WHATS`.
    name
        What the user calls it.

    Examples
    --------
    >>> str(refuse("pdf", "a.xlsx"))
    'a.xlsx is a PDF document. Save the table as an Excel workbook (.xlsx) or as CSV.'
    """
    called, remedy = WHATS[what]
    return UnreadableFile(said("{name} is {called}", name=name, called=called), remedy=remedy)


def misnamed(name: str, suffix: str) -> UnreadableFile:
    """Say that a file is not what its name says.

    Examples
    --------
    >>> str(misnamed("a.gpkg", ".gpkg"))
    'a.gpkg is not a .gpkg file inside. Save it once more from the program that made it.'
    """
    return UnreadableFile(
        said("{name} is not a {suffix} file inside", name=name, suffix=suffix),
        remedy=said("Save it once more from the program that made it."),
    )
