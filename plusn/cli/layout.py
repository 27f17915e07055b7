"""Rows as a readable table, CSV or strict JSON on standard output."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FORMATS = ("table", "csv", "json")
LINE = 100

format_option = click.option(
    "--format",
    "kind",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How to print the rows.",
)


@dataclass(frozen=True, kw_only=True)
class Column:
    """Describe one column of a printed table: its title, width in cells, side."""

    title: str
    width: int
    right: bool = False


def cell_width(text: str) -> int:
    """Count the terminal cells a text takes: two for a Chinese character.

    Examples
    --------
    >>> cell_width("Suzhou 苏州")
    11
    """
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` cells, at spaces where it can.

    Examples
    --------
    >>> wrapped("分析港资工业企业 in brief", 8)
    ['分析港资', '工业企业', 'in brief']
    """
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if cell_width(joined) <= width:
            lines[-1] = joined
            continue
        pieces = _pieces(word, width)
        lines[-1:] = [lines[-1], *pieces] if lines[-1] else pieces
    return lines


def aligned(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> str:
    """Lay rows out under their titles; long cells wrap inside their column.

    Examples
    --------
    >>> print(
    ...     aligned(
    ...         [Column(title="A", width=4), Column(title="N", width=3, right=True)],
    ...         [["苏州", "7"]],
    ...     )
    ... )
    A      N
    ──── ───
    苏州   7
    """
    head = [column.title for column in columns]
    rule = ["─" * column.width for column in columns]
    lines = [line for row in (head, rule, *rows) for line in _row(columns, row)]
    return "\n".join(lines)


def as_csv(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    r"""Write rows as CSV; a list becomes text with ``;`` between its items.

    Examples
    --------
    >>> as_csv(["a", "b"], [{"a": ("x", "y"), "b": None}])
    'a,b\nx;y,\n'
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = [row[name] for name in columns]
        writer.writerow([";".join(c) if isinstance(c, tuple) else c for c in cells])
    return text.getvalue()


def as_json(rows: Sequence[dict[str, Any]]) -> str:
    r"""Write rows as one JSON list that every parser accepts: no NaN, UTF-8 text.

    Examples
    --------
    >>> as_json([{"a": None}])
    '[\n {\n  "a": null\n }\n]\n'
    """
    return json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _pieces(word: str, width: int) -> list[str]:
    pieces = [""]
    for character in word:
        if cell_width(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _row(columns: Sequence[Column], cells: Sequence[str]) -> list[str]:
    blocks = [wrapped(cell, column.width) for column, cell in zip(columns, cells, strict=True)]
    height = max(len(block) for block in blocks)
    padded = [block + [""] * (height - len(block)) for block in blocks]
    return [
        " ".join(
            _padded(block[line], column) for block, column in zip(padded, columns, strict=True)
        ).rstrip()
        for line in range(height)
    ]


def _padded(text: str, column: Column) -> str:
    gap = " " * (column.width - cell_width(text))
    return gap + text if column.right else text + gap
