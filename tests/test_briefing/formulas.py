"""A spreadsheet program of a few lines: what the audit's formulas give, worked out on their own."""

from __future__ import annotations

import math
import re
from functools import cache

CELL = r"\$?[A-Z]{1,3}\$?\d+"
RANGE = re.compile(rf"(?:'([^']+)'!)?({CELL}):({CELL})")
TOKEN = re.compile(rf"\s*({CELL}|\d+\.?\d*(?:e-?\d+)?|\"[^\"]*\"|<=|[A-Z]+\(|[-+*/(),])")


class Workbook:
    """Calculate the formulas of a workbook that openpyxl loaded without values."""

    def __init__(self, book) -> None:
        self.book = book
        self.value = cache(self._value)

    def _value(self, sheet, name):
        cell = self.book[sheet][name.replace("$", "")].value
        if isinstance(cell, str) and cell.startswith("="):
            return self._formula(sheet, cell[1:])
        return cell

    def _range(self, sheet, text):
        other, first, last = RANGE.fullmatch(text).groups()
        there = other or sheet
        block = self.book[there][f"{first}:{last}".replace("$", "")]
        return [self.value(there, cell.coordinate) for row in block for cell in row]

    def _formula(self, sheet, text):
        if found := re.fullmatch(r"SUMIF\((.+),([A-Z]+\d+),(.+)\)", text):
            keys, key, amounts = found.groups()
            wanted = self.value(sheet, key)
            pairs = zip(self._range(sheet, keys), self._range(sheet, amounts), strict=True)
            return math.fsum(amount for name, amount in pairs if name == wanted)
        if found := re.fullmatch(r"(SUM|PRODUCT)\((.+)\)", text):
            numbers = [n for n in self._range(sheet, found[2]) if n is not None]
            return math.fsum(numbers) if found[1] == "SUM" else math.prod(numbers)
        return _Reader(text, lambda name: self.value(sheet, name) or 0).whole()


class _Reader:
    """Read sums, products, ABS, MAX and IF from the left."""

    def __init__(self, text, cell) -> None:
        self.signs = TOKEN.findall(text)
        assert "".join(self.signs) == text.replace(" ", ""), text
        self.cell = cell

    def next(self):
        return self.signs.pop(0)

    def at(self, *wanted):
        return bool(self.signs) and self.signs[0] in wanted

    def whole(self):
        value = self.compared()
        assert not self.signs
        return value

    def compared(self):
        value = self.sum()
        if self.at("<="):
            self.next()
            return value <= self.sum()
        return value

    def sum(self):
        value = self.product()
        while self.at("+", "-"):
            value = value + self.product() if self.next() == "+" else value - self.product()
        return value

    def product(self):
        value = self.atom()
        while self.at("*", "/"):
            value = value * self.atom() if self.next() == "*" else value / self.atom()
        return value

    def arguments(self):
        values = [self.compared()]
        while self.next() == ",":
            values.append(self.compared())
        return values

    def atom(self):
        sign = self.next()
        if sign.endswith("(") and len(sign) > 1:
            values = self.arguments()
            if sign == "IF(":
                return values[1] if values[0] else values[2]
            return {"ABS(": abs, "MAX(": max}[sign](*values)
        if sign.startswith('"'):
            return sign.strip('"')
        return self.cell(sign) if sign[0].isalpha() else float(sign)
