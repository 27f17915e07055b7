"""Workbooks made by hand, part by part, as no spreadsheet program would make them."""

from __future__ import annotations

import zipfile
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def relations(*pairs):
    lines = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'


def book(sheets, *, head="", more=None, states=None):
    """Zip a workbook whose sheets are given as the XML of their rows (and what follows them)."""
    states = states or {}
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}" state="{states.get(name, "visible")}"/>'
        for n, name in enumerate(sheets, 1)
    )
    parts = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            *[("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
        ),
    }
    for number, rows in enumerate(sheets.values(), 1):
        data, _, after = rows.partition("|after|")
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'{HEAD}{head}<worksheet xmlns="{MAIN}">'
            f"<sheetData>{data}</sheetData>{after}</worksheet>"
        )
    return zipped({**parts, **(more or {})})


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    content = BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()


def row(number, *cells):
    """Write a row of texts, numbers, or cells given as XML."""
    found = []
    for at, cell in enumerate(cells):
        place = f"{chr(65 + at)}{number}"
        if isinstance(cell, str) and cell.startswith("<c"):
            found.append(cell.replace("<c", f'<c r="{place}"', 1))
        elif isinstance(cell, str):
            found.append(f'<c r="{place}" t="inlineStr"><is><t>{cell}</t></is></c>')
        elif cell is not None:
            found.append(f'<c r="{place}"><v>{cell}</v></c>')
    return f'<row r="{number}">{"".join(found)}</row>'
