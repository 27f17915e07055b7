"""One table gives the same cells from every kind of file."""

import csv
import io
import math
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from data.cases.csv_folder import csv_cell, write_csv
from data.uploads.limits import APP, Ask
from data.uploads.read_html import read_html
from data.uploads.read_pasted import read_pasted
from data.uploads.read_text import read_text
from data.uploads.read_xls import read_xls
from data.uploads.read_xlsx import read_xlsx
from data.uploads.read_xml import read_xml

from .hostile_books import book, row
from .old_books import cell, old_book, sheet

# Characters that GB 18030 and Big5 both hold, with signs that some format must escape.
LETTERS = "中山珠海天津上北京河南台家工人市外大小A9 ,;|'\"=+-@<&>\n.%"
HEADING = ("城市", "年度", "其中")  # written the same in both scripts: by it encodings are told


def is_held(text):
    """Tell whether every format holds a text: no blanks that a page would not show."""
    lines = text.split("\n")
    return all(line and line == line.strip() and "  " not in line for line in lines)


TEXTS = st.text(LETTERS, min_size=1, max_size=8).filter(is_held)
# Numbers of 0 decimal places are whole in some files, and others do not tell 5 from 5.0.
FLOATS = st.floats(allow_nan=False, allow_infinity=False).filter(lambda x: not x.is_integer())
CELLS = st.none() | TEXTS | st.integers(1 - 2**53, 2**53 - 1) | FLOATS
TABLES = st.lists(st.tuples(TEXTS, CELLS, CELLS), min_size=1, max_size=6).map(
    lambda rows: [HEADING, *rows]
)


def as_csv(encoding, delimiter=","):
    """Write as our own exports do: texts that would start a formula are protected."""

    def write(table):
        out = io.StringIO(newline="")
        rows = ([csv_cell(value) for value in cells] for cells in table)
        csv.writer(out, delimiter=delimiter).writerows(rows)
        return out.getvalue().encode(encoding)

    return write


def as_xlsx(table):
    lines = [
        row(n, *[safe(value) if isinstance(value, str) else number(value) for value in cells])
        for n, cells in enumerate(table, 1)
    ]
    return book({"t": "".join(lines)})


def safe(text):
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def number(value):
    return None if value is None else f"<c><v>{value!r}</v></c>"


def as_openpyxl(table):
    workbook = Workbook()
    for at, cells in enumerate(table, 1):
        for column, value in enumerate(cells, 1):
            place = workbook.active.cell(at, column)
            place.value = value
            if isinstance(value, str):
                place.data_type = "s"  # never a formula
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def as_xls(table):
    cells = [
        cell(r, c, value if isinstance(value, str) else float(value))
        for r, values in enumerate(table)
        for c, value in enumerate(values)
        if value is not None
    ]
    return old_book({"t": sheet(*cells)})


def as_xml(table):
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    lines = "".join(f"<Row>{''.join(xml_cell(v) for v in cells)}</Row>" for cells in table)
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="t"><Table>{lines}</Table></Worksheet></Workbook>'
    ).encode()


def xml_cell(value):
    if value is None:
        return "<Cell/>"
    kind = "String" if isinstance(value, str) else "Number"
    text = escape(value) if isinstance(value, str) else repr(value)
    return f'<Cell><Data ss:Type="{kind}">{text}</Data></Cell>'


def as_html(encoding, *, stated=True):
    def write(table):
        lines = "".join(f"<tr>{''.join(html_cell(v) for v in cells)}</tr>" for cells in table)
        head = f'<meta http-equiv=Content-Type content="text/html; charset={encoding}">'
        return f"<html>{head if stated else ''}<table>{lines}</table></html>".encode(encoding)

    return write


def html_cell(value):
    if isinstance(value, str):
        return f"<td>{escape(value).replace(chr(10), '<br>')}</td>"
    return "<td>" if value is None else f"<td x:num={quoteattr(repr(value))}>{value:.2f}</td>"


FORMATS = {
    **{
        f"csv {encoding}": (as_csv(encoding), read_text)
        for encoding in ("utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16", "utf-16-be")
    },
    "csv with semicolons": (as_csv("gb18030", ";"), read_text),
    "csv with bars": (as_csv("utf-8", "|"), read_text),
    "tsv": (as_csv("utf-16-le", "\t"), read_text),
    "pasted": (as_csv("utf-8", "\t"), read_pasted),
    "xlsx": (as_xlsx, read_xlsx),
    "xls": (as_xls, read_xls),
    "xml": (as_xml, read_xml),
    "html utf-8": (as_html("utf-8"), read_html),
    "html gb18030": (as_html("gb18030", stated=False), read_html),
}


def shown(value):
    """Give a cell as text: a table of text does not tell a number from its digits."""
    return None if value is None else value if isinstance(value, str) else repr(value)


def used(rows):
    """Cut blank columns at the end off."""
    rows = [list(map(shown, cells)) for cells in rows]
    width = max(n for cells in rows for n, value in enumerate(cells, 1) if value is not None)
    return [cells[:width] for cells in rows]


def read(kind, content):
    reader = FORMATS[kind][1]
    return reader(content, name="t", limits=APP, ask=Ask())


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=40, deadline=None)
@given(table=TABLES)
def test_the_same_table_gives_the_same_cells_from_every_kind_of_file(kind, table):
    found = read(kind, FORMATS[kind][0](table))
    assert used(found.sheets[0].rows) == used(table)
    assert found.kind in {"csv", "tsv", *kind.split()}


@settings(max_examples=40, deadline=None)
@given(table=TABLES)
def test_a_library_writes_the_same_table(table):
    # openpyxl rounds to 16 digits, so that only texts and whole numbers are compared.
    table = [[v if not isinstance(v, float) else None for v in cells] for cells in table]
    found = read_xlsx(as_openpyxl(table), name="t", limits=APP, ask=Ask())
    assert used(found.sheets[0].rows) == used(table)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "xml", "html utf-8"])
@settings(max_examples=60, deadline=None)
@given(value=st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_keeps_its_bits(kind, value):
    found = read(kind, FORMATS[kind][0]([("家", value)])).sheets[0].rows[0][1]
    assert found == value
    assert math.copysign(1, found) == math.copysign(1, value)


@settings(max_examples=200, deadline=None)
@given(texts=st.lists(st.text(min_size=1, max_size=9).filter(str.strip), min_size=1, max_size=5))
def test_what_our_own_files_protect_is_read_as_it_was(texts):
    # A file holds no control characters, and one kind of line end.
    texts = [text for text in texts if text.isprintable()] or ["="]
    content = write_csv(["省", "名称"], [{"省": text, "名称": "'" + text} for text in texts])
    rows = read_text(content, name="t", limits=APP, ask=Ask()).sheets[0].rows[1:]
    assert [tuple(cells) for cells in rows] == [(text, "'" + text) for text in texts]
