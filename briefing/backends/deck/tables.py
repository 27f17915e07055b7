"""Native tables, as many rows on a slide as are read with ease, and a sentence for the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.backends.deck.lettering import Style, colour, line_height, paragraph, run, seen
from briefing.backends.deck.markup import emu, named
from briefing.typesetting import broken, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.backends.deck.frame import Sheet
    from briefing.exhibit import Table

PAD, HIGH = 6.0, 3.0
"""Empty rim of a cell to its sides, and above and below, points."""
SAFE = 1.06
LEAST = 40.0
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
RULE = "#d9dcdf"
URI = "http://schemas.openxmlformats.org/drawingml/2006/table"


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A table with the width of its columns and the height of its rows, the head first, points."""

    table: Table
    widths: tuple[float, ...]
    heights: tuple[float, ...]


def laid(table: Table, sheet: Sheet) -> Laid:
    """Measure a table for the width of a slide: words wrap, numbers do not."""
    rows = _rows(table)
    size, count = sheet.paper.text, len(rows[0])
    wanted = [
        max(width_of(row[at], size, bold=True) for row in rows) * SAFE + 2 * PAD + 1
        for at in range(count)
    ]
    widths = _shared(wanted, [_longest(rows, at, size) for at in range(count)], sheet.width)
    heights = tuple(
        max(_height(cell, width, size) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return Laid(table=table, widths=tuple(widths), heights=heights)


def _rows(table: Table) -> list[tuple[str, ...]]:
    heads = tuple(_flat(one.head) for one in table.columns)
    return [heads, *(tuple(_flat(cell) for cell in row) for row in table.rows)]


def _flat(words: str) -> str:
    return " ".join(seen(line) for line in words.split("\n"))


def _longest(rows: Sequence[Sequence[str]], at: int, size: float) -> float:
    """Give the width of the longest word of a column, which should not be broken."""
    words = (word for row in rows for word in row[at].split(" "))
    return min(120.0, max(width_of(word, size, bold=True) for word in words) * SAFE) + 2 * PAD + 1


def _shared(wanted: list[float], least: list[float], width: float) -> list[float]:
    """Give columns what they want, or the wide ones less, down to their longest word."""
    if sum(wanted) <= width:
        spare = (width - sum(wanted)) / len(wanted)
        return [one + min(spare, 60.0) for one in wanted]
    floor = [max(LEAST, min(w, b)) for w, b in zip(wanted, least, strict=True)]
    spread = sum(w - b for w, b in zip(wanted, floor, strict=True)) or 1.0
    share = max(0.0, (width - sum(floor)) / spread)
    found = [b + (w - b) * share for w, b in zip(wanted, floor, strict=True)]
    return [one * width / sum(found) for one in found]


def _height(words: str, width: float, size: float) -> float:
    lines = broken(words, (width - 2 * PAD) / SAFE, size, bold=True)
    return max(1, len(lines)) * line_height(words, size) + 2 * HIGH


def split(table: Laid, room: float) -> list[range]:
    """Part the rows among slides of so much room, points; each has the head again."""
    head, *heights = table.heights
    found, start, used = [], 0, head
    for at, height in enumerate(heights):
        if used + height > room and at > start:
            found.append(range(start, at))
            start, used = at, head
        used += height
    return [*found, range(start, len(heights))]


def table_markup(
    table: Laid, rows: range, at: tuple[float, float], sheet: Sheet
) -> tuple[str, float]:
    """Write some rows of a table at a place, and give its lower edge, points."""
    told = table.table
    grid = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in table.widths)
    cells = _rows(told)
    drawn = [_row(cells[0], table, 0, sheet, bold=True)]
    drawn += [_row(cells[1 + n], table, 1 + n, sheet, bold=n in told.strong) for n in rows]
    height = table.heights[0] + sum(table.heights[1 + n] for n in rows)
    place = (
        f'<p:xfrm><a:off x="{emu(at[0])}" y="{emu(at[1])}"/>'
        f'<a:ext cx="{emu(sum(table.widths))}" cy="{emu(height)}"/></p:xfrm>'
    )
    markup = (
        f"<p:graphicFrame><p:nvGraphicFramePr>{named(sheet.ids, 'Table', told.title)}"
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
        f'</p:nvGraphicFramePr>{place}<a:graphic><a:graphicData uri="{URI}"><a:tbl>'
        f'<a:tblPr firstRow="1"><a:tableStyleId>{NO_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{grid}</a:tblGrid>{''.join(drawn)}</a:tbl></a:graphicData></a:graphic>"
        "</p:graphicFrame>"
    )
    return markup, at[1] + height


def _row(words: Sequence[str], table: Laid, at: int, sheet: Sheet, *, bold: bool) -> str:
    cells = "".join(
        _cell(cell, sheet, bold=bold, number=head.number, head=at == 0)
        for cell, head in zip(words, table.table.columns, strict=True)
    )
    return f'<a:tr h="{emu(table.heights[at])}">{cells}</a:tr>'


def _cell(words: str, sheet: Sheet, *, bold: bool, number: bool, head: bool) -> str:
    style = Style(sheet.paper.text, colour(sheet.ink), bold=bold)
    text = paragraph(run(words, style, sheet.faces), align="r" if number else "l")
    edge = colour(sheet.ink) if head else colour(RULE)
    none = "".join(f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>' for side in "LRT")
    below = f'<a:lnB w="{emu(1 if head else 0.75)}"><a:solidFill>{edge}</a:solidFill></a:lnB>'
    sides = f'marL="{emu(PAD)}" marR="{emu(PAD)}" marT="{emu(HIGH)}" marB="{emu(HIGH)}"'
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>"
        f'<a:tcPr {sides} anchor="ctr">{none}{below}<a:noFill/></a:tcPr></a:tc>'
    )
