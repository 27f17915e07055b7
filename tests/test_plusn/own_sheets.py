"""Sheets as users have them, small, for the tests of a user's own data."""

from __future__ import annotations

import hashlib

from data.book import Book, Sheet
from data.codes import Level, RegionKey, in_study
from plusn.own.opening import open_draft
from plusn.regions import load_regions

GUANGDONG = RegionKey(Level.PROVINCE, "440000")
SHENZHEN = RegionKey(Level.CITY, "440300")
DONGGUAN = RegionKey(Level.CITY, "441900")
SUZHOU = RegionKey(Level.CITY, "320500")
KUNSHAN = RegionKey(Level.COUNTY, "320583")
COUNTRY = RegionKey(Level.COUNTRY, "100000")


def book(*rows, name="own.csv", **facts):
    width = max(map(len, rows))
    cells = tuple((*row, *[None] * (width - len(row))) for row in rows)
    digest = hashlib.sha256(repr(cells).encode()).hexdigest()
    sheet = Sheet(name="", rows=cells, **facts)
    return Book(name=name, kind="csv", digest=digest, size=1, sheets=(sheet,))


def draft(*rows, **how):
    return open_draft(book(*rows), **how)


def cells(one, **choice):
    return {cell.key: cell for cell in one.table().pick(**choice).cells}


def names(level):
    return [r.name_zh_hans for r in load_regions().at(level) if in_study(r.code)]
