"""What a diagram's signs and heights mean: its legend, a sample at true height, its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.flow.firm.diagram import px_for, px_of
from briefing.flow.firm.diagram_blocks import Blocks, blocks_of
from briefing.flow.firm.rows import COMPONENT
from briefing.flow.firm.spec import LegendEntry
from briefing.numerals import number

if TYPE_CHECKING:
    from briefing.flow.firm.rows import Rows
    from briefing.flow.firm.spec import FirmFlowSpec
    from briefing.spec import Tongue

SAMPLE_PX = 28.0


def legend_of(
    rows: Rows,
    lang: Tongue,
    like: FirmFlowSpec | None = None,
    *,
    size: tuple[float, float] | None = None,
) -> tuple[LegendEntry, ...]:
    """List the signs that occur, and an amount at its true height, in a room of a size if given."""
    blocks = blocks_of(rows)
    used = {flow.group for flow in blocks.flows}
    origins = [
        LegendEntry(sign="origin", group=group, label=rows.groups[group])
        for group in rows.colours
        if group in used
    ]
    amount, width = sample(px_for(rows, size) if size else px_of(rows, like))
    said = number(amount / rows.scale.divisor)
    label = text("firmpage.diagram.sample", lang, amount=said, unit=rows.scale.unit)
    entries = [*origins, LegendEntry(sign="width", width=width, label=label)]
    if _control_drawn(rows, blocks):
        words = text("firmflow.legend.control", lang)
        entries.append(LegendEntry(sign="control", group="site", label=words))
    return tuple(entries)


def diagram_notes(rows: Rows, lang: Tongue) -> tuple[str, ...]:
    """Say what heights mean, and what the diagram leaves to the tables."""
    blocks = blocks_of(rows)
    quantity = rows.measure in {"quantity", "lead_time"}
    said = []
    if quantity and any(lane.product == COMPONENT for lane in rows.goods):
        said.append(text("firmpage.diagram.note.parts", lang))
    if rows.measure == "lead_time":
        said.append(text("firmpage.diagram.note.days", lang))
    if not quantity:
        said.append(text("firmpage.diagram.note.sides", lang))
    if blocks.against:
        said.append(text("firmpage.diagram.note.against", lang, count=len(blocks.against)))
    drawn = {row.facility for column in blocks.columns for b in column for row in b.members}
    idle = [row for row in rows.sites if row.shape != "hq" and row.facility not in drawn]
    if idle:
        said.append(text("firmpage.diagram.note.idle", lang, count=len(idle)))
    return tuple(said)


def sample(px_per_unit: float) -> tuple[float, float]:
    """Give a round amount and its height in px, the largest up to `SAMPLE_PX`."""
    most = SAMPLE_PX / px_per_unit
    power = 10.0 ** len(str(int(most))) if most >= 1 else 1.0
    while power > most:
        power /= 10
    amount = max(step * power for step in (1, 2, 5) if step * power <= most)
    return amount, round(amount * px_per_unit, 2)


def _control_drawn(rows: Rows, blocks: Blocks) -> bool:
    drawn = {row.facility for column in blocks.columns for b in column for row in b.members}
    return any(lane.head in drawn for lane in rows.control)


__all__ = ["diagram_notes", "legend_of", "sample"]
