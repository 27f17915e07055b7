"""Texts, and bytes that are none."""

import pickle

from .hostile_making import (
    BOM,
    hostile,
)


@hostile("empty.csv")
def no_bytes(_):
    return b""


@hostile("blank.csv")
def blanks_alone(_):
    return b"  \r\n\r\n \t "


@hostile("mark.csv")
def byte_order_mark_alone(_):
    return BOM


@hostile("zeros.csv")
def zero_bytes(_):
    return bytes(100_000)


@hostile("zeros.csv")
def zero_bytes_in_a_table(_):
    return b"a,b\n1\0,2\n" * 100


@hostile("wide.csv")
def million_columns(_):
    return b"a" + b",a" * 1_000_000 + b"\n"


@hostile("long.csv")
def million_rows(_):
    return b"a,b\n" * 1_000_000


@hostile("quote.csv")
def quoted_bomb(_):
    return b'name,n\n"' + b"a,b\n" * 2_000_000


@hostile("cell.csv", "either")
def endless_cell(_):
    return b"name,n\n" + b"x" * 10_000_000 + b",1\n"


@hostile("bytes.csv", "either")
def broken_encoding(_):
    return "城市,数目\n深圳市,1\n".encode("gb18030")[:-6] + b"\xff\xfe\x80\n1,2\n"


@hostile("formula.csv", "read")
def formulas_in_csv(_):
    return b"city,n\n=HYPERLINK(\"http://x\"),1\n@SUM(1),2\n+cmd|' /C calc'!A0,3\n"


@hostile("controls.csv", "either")
def bidirectional_controls(_):
    return "city,n\n\u202edrowssap\u202c,1\n\u200b深圳,2\n".encode()


@hostile("table.yaml")
def yaml_with_a_constructor(_):
    return b"!!python/object/apply:os.system ['true']\n"


@hostile("table.csv")
def yaml_named_csv(_):
    return b"--- !!python/object/apply:os.system\nargs: ['true']\n"


@hostile("data.parquet")
def pickle_named_parquet(_):
    return pickle.dumps({"a": [1, 2, 3]})


@hostile("data.csv")
def pickle_named_csv(_):
    return pickle.dumps(["a"] * 100, protocol=4)


@hostile("table.csv")
def program_named_csv(_):
    return b"\x7fELF\x02\x01\x01" + bytes(1_000)


@hostile("table.csv")
def script_named_csv(_):
    return b"#!/bin/sh\ntrue\n"


@hostile("table.xlsx")
def picture_named_xlsx(_):
    return b"\x89PNG\r\n\x1a\n" + bytes(1_000)


@hostile("table.xlsx")
def pdf_named_xlsx(_):
    return b"%PDF-1.7\n" + bytes(1_000)


@hostile("table.gpkg")
def csv_named_gpkg(_):
    return b"a,b\n1,2\n"
