"""Workbooks of Excel 97 made by hand, record by record, as `xlrd` reads them.

A stream of records in a compound file: [MS-XLS] 2.4, [MS-CFB] 2.2.
"""

from __future__ import annotations

import struct

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SMALLEST = 4096  # bytes; shorter streams lie elsewhere
# Styles that cells may have: (number of format, indentation).
STYLES = [(0, 0), (14, 0), (9, 0), (0, 2), (164, 0), (21, 0)]


def record(kind, body=b""):
    return struct.pack("<HH", kind, len(body)) + body


def wide(text, length="<H"):
    coded = text.encode("utf-16-le")
    return struct.pack(length, len(coded) // 2) + b"\x01" + coded


def begin(kind):
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def cell(row, column, value, style=0):
    """Write a cell: text, number, truth, or bytes for a record's own kind and tail."""
    place = struct.pack("<HHH", row, column, style)
    if isinstance(value, bool):
        return record(0x0205, place + bytes((value, 0)))
    if isinstance(value, str):
        return record(0x0204, place + wide(value))
    return record(0x0203, place + struct.pack("<d", value))


def error(row, column, code):
    return record(0x0205, struct.pack("<HHH", row, column, 0) + bytes((code, 1)))


def formula(row, column, result, flags=0):
    kept = b"\x03" + b"\0" * 5 + b"\xff\xff" if result is None else struct.pack("<d", result)
    tokens = b"\x1e\x01\x00"  # the whole number 1
    body = struct.pack("<HHH", row, column, 0) + kept + struct.pack("<HIH", flags, 0, len(tokens))
    return record(0x0006, body + tokens)


def merged(*areas):
    body = b"".join(
        struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in areas
    )
    return record(0x00E5, struct.pack("<H", len(areas)) + body)


def hidden_row(row):
    return record(0x0208, struct.pack("<HHHHHHI", row, 0, 5, 255, 0, 0, 0x20))


def hidden_column(column):
    return record(0x007D, struct.pack("<HHHHHH", column, column, 2048, 0, 1, 0))


def sheet(*records):
    return begin(0x10) + b"".join(records) + record(0x000A)


def old_book(sheets, *, states=None, more=b""):
    """Write a workbook from its sheets' streams by name; a state is (visibility, kind)."""
    states = states or {}
    head = begin(0x05) + record(0x0042, struct.pack("<H", 1200)) + more
    head += b"".join(
        record(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 8, 400, 0, 0, 0, 0, 0) + b"\x01\x01A\0")
        for _ in range(5)
    )
    head += record(0x041E, struct.pack("<H", 164) + wide('yyyy"年"m"月"d"日"'))
    head += record(0x00E0, struct.pack("<HHHBBBBIIH", 0, 0, 0xFFF5, 32, 0, 0, 0, 0, 0, 0))
    for number, indent in STYLES:
        style = struct.pack("<HHHBBBBIIH", 0, number, 1, 33, 0, indent, 0xFC, 0, 0, 0)
        head += record(0x00E0, style)
    length = len(head) + sum(len(_listed(name, 0, (0, 0))) for name in sheets) + 4
    listed = b""
    for name, stream in sheets.items():
        listed += _listed(name, length, states.get(name, (0, 0)))
        length += len(stream)
    return compound(head + listed + record(0x000A) + b"".join(sheets.values()))


def _listed(name, start, state):
    return record(0x0085, struct.pack("<IBB", start, *state) + wide(name, "<B"))


def compound(stream, name="Workbook"):
    """Put one stream into a compound file."""
    stream = stream.ljust(SMALLEST, b"\0")
    content = stream + b"\0" * (-len(stream) % SECTOR)
    sectors = len(content) // SECTOR
    tables = next(n for n in range(1, 100) if n * 128 >= sectors + 1 + n)
    chain = [*range(1, sectors), END, END, *[FAT] * tables]
    chain += [FREE] * (tables * 128 - len(chain))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, tables, sectors, 0, SMALLEST, END, 0, END, 0)
    places = [sectors + 1 + n for n in range(tables)]
    head += struct.pack("<109I", *places, *[FREE] * (109 - tables))
    root = _entry("Root Entry", 5, END, 0, child=1)
    folder = root + _entry(name, 2, 0, len(stream)) + _entry("", 0, 0, 0) * 2
    return head + content + folder + struct.pack(f"<{len(chain)}I", *chain)


def _entry(name, kind, start, size, child=FREE):
    coded = (name + "\0").encode("utf-16-le") if name else b""
    entry = coded.ljust(64, b"\0") + struct.pack("<HBB", len(coded), kind, 1)
    entry += struct.pack("<III", FREE, FREE, child) + b"\0" * 36
    return entry + struct.pack("<IQ", start, size)
