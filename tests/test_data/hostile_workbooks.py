"""Workbooks, old and new, and what is named like one."""

from .hostile_making import (
    SHEET,
    book,
    cell,
    hostile,
    laughs,
    old_office,
    old_xml,
    reads_file,
    sheet,
    zipped,
)


@hostile("far.xlsx")
def far_cell(_):
    return book(sheet(cell("A1", "a") + cell("XFD1048576", "far")))


@hostile("wide.xlsx", "either")
def false_dimension(_):
    place = '<dimension ref="A1:XFD1048576"/><sheetData>'
    return book(sheet(cell("A1", "a")).replace("<sheetData>", place))


@hostile("merged.xlsx", "either")
def merged_over_everything(_):
    merged = '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return book(sheet(cell("A1", "a")).replace("</sheetData>", merged))


@hostile("laughs.xlsx")
def billion_laughs(_):
    return book(sheet(cell("A1", "&l9;"), f'<?xml version="1.0"?>{laughs()}'))


@hostile("entity.xlsx")
def external_entity(lure):
    return book(sheet(cell("A1", "&x;"), f'<?xml version="1.0"?>{reads_file(lure)}'))


@hostile("entity.xlsx")
def external_entity_by_address(lure):
    prolog = f'<?xml version="1.0"?><!DOCTYPE w SYSTEM "{lure.url}">'
    return book(sheet(cell("A1", "x"), prolog))


@hostile("strings.xlsx", "either")
def shared_string_out_of_range(_):
    return book(sheet('<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>'))


@hostile("dde.xlsx", "either")
def dde_and_external_links(lure):
    link = f'<ddeLink ddeService="cmd" ddeTopic="{lure.url}"/>'
    return book(
        sheet('<row r="1"><c r="A1"><f>cmd|\'/c calc\'!A0</f><v>1</v></c></row>'),
        xl__externalLinks__externalLink1=f'<externalLink xmlns="{SHEET}">{link}</externalLink>',
    )


@hostile("uncached.xlsx", "either")
def formula_without_a_value(_):
    return book(sheet('<row r="1"><c r="A1"><f>WEBSERVICE("http://x")</f></c></row>'))


@hostile("macros.xlsx")
def macro_workbook(_):
    return book(sheet(cell("A1", "a")), **{"xl__vbaProject.bin": b"x"})


@hostile("odd.xlsx", "either")
def cells_with_odd_places(_):
    rows = '<row r="0"><c r="A0"><v>1</v></c></row><row r="-5"><c r="$$"><v>nan</v></c></row>'
    return book(sheet(rows))


@hostile("numbers.xlsx", "either")
def endless_numbers(_):
    numbers = '<c r="A1"><v>1e999</v></c><c r="B1"><v>NaN</v></c>'
    return book(sheet(f'<row r="1">{numbers}<c r="C1" t="d"><v>9999-99-99</v></c></row>'))


@hostile("deep.xlsx", "either")
def deep_xml(_):
    deep = "<a>" * 100_000 + "</a>" * 100_000
    return book(sheet(deep))


@hostile("empty.xlsx")
def workbook_of_drawings_alone(_):
    return book(sheet(""), xl__drawings__drawing1="<xdr/>", **{"xl__media__image1.png": b"\x89PNG"})


@hostile("broken.xlsx")
def workbook_without_sheets(_):
    return zipped({"xl/workbook.xml": f'<workbook xmlns="{SHEET}"/>'})


@hostile("book.xlsb")
def binary_workbook(_):
    return zipped({"xl/workbook.bin": b"x"})


@hostile("book.ods")
def open_document(_):
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": "<a/>"})


@hostile("locked.xlsx")
def password_workbook(_):
    return old_office("EncryptedPackage")


@hostile("表.et")
def wps_spreadsheet(_):
    return old_office("Workbook")


@hostile("letter.xls")
def word_document(_):
    return old_office("WordDocument")


@hostile("old.xls")
def broken_old_workbook(_):
    return old_office("Workbook")


@hostile("laughs.xls")
def billion_laughs_in_xml_xls(_):
    return old_xml("<Row><Cell><Data>&l9;</Data></Cell></Row>", laughs())


@hostile("entity.xls")
def external_entity_in_xml_xls(lure):
    return old_xml("<Row><Cell><Data>&x;</Data></Cell></Row>", reads_file(lure))


@hostile("far.xls", "either")
def far_cell_in_xml_xls(_):
    cells = "<Cell ss:Index='16384'><Data>far</Data></Cell>"
    return old_xml(f"<Row ss:Index='1048576'>{cells}</Row>")


@hostile("page.xls", "read")
def page_with_scripts_and_links(lure):
    head = (
        f'<script src="{lure.url}"></script><link rel="stylesheet" href="{lure.url}">'
        f'<meta http-equiv="refresh" content="0;url={lure.url}">'
    )
    table = (
        f'<table><tr><td>City<img src="{lure.url}"></td><td>N</td></tr>'
        "<tr><td>Shenzhen</td><td>1</td></tr></table>"
    )
    frame = f'<iframe src="file://{lure.path}"></iframe>'
    return f"<html><head>{head}</head><body>{frame}{table}</body></html>".encode()


@hostile("span.xls", "either")
def page_with_endless_spans(_):
    spans = b"colspan=1000000000 rowspan=1000000000"
    return b"<table><tr><td " + spans + b">a</td></tr><tr><td>b</td></tr></table>"


@hostile("deep.xls", "either")
def page_of_nested_tables(_):
    return b"<table><tr><td>" * 20_000 + b"x"
