"""Files beside a data set: what became of every row, and a blank list of regions to fill in."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from briefing.safe_text import csv_cell, whole
from data.codes import Level
from plusn.matching import COLUMNS, report_rows
from plusn.own.located import Outcome
from plusn.regions import load_regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plusn.own.draft import Draft

HEADINGS = {
    "en": ("code", "region", "value"),
    "zh-Hant": ("代碼", "地區", "數值"),
    "zh-Hans": ("代码", "地区", "数值"),
}
CONFIRMED = "The user said which region is meant."  # English, as the whole report is
DISMISSED = "The user said that it is no region."


def report_csv(draft: Draft) -> bytes:
    """Write what became of every row: the report of ``plusn match``, with the user's answers."""
    numbers = [one.line.number for one in draft.located]
    rows = report_rows(draft.report, numbers)
    for row, one in zip(rows, draft.located, strict=True):
        row["raw"] = csv_cell(str(row["raw"]))
        if one.match.raw in draft.confirmed and one.outcome is Outcome.PLACED and one.key:
            row["code"] = row["code"] or one.key.code
            row["level"] = row["level"] or str(one.key.level)
            row["reason"] = CONFIRMED
        elif one.outcome is Outcome.DISMISSED:
            row["reason"] = DISMISSED
    return _csv(COLUMNS, ([row[name] for name in COLUMNS] for row in rows))


def blank_list(level: str, language: str) -> bytes:
    """Write the regions of a level, Hong Kong, Macao and Taiwan left out, with a blank value.

    Raises
    ------
    KeyError
        The language is none of ours: a caller's mistake.
    """
    regions = load_regions().at(Level(level))
    rows = [[one.code, csv_cell(one.name(language)), ""] for one in regions if one.code < "710000"]
    return _csv(HEADINGS[language], rows)


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write a CSV that a spreadsheet program opens as UTF-8."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return whole(target.getvalue()).encode("utf-8-sig")
