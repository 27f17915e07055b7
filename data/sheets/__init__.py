"""Understand the tables that people keep in workbooks, and say what was understood."""

from data.sheets.understanding import understand
from data.sheets.words import Words

__all__ = ["Words", "understand"]
