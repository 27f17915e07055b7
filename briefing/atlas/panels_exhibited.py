"""Several maps' words, numbers and sources as every document takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.atlas.exhibited import HEADS, interval_table, record
from briefing.exhibit import Exhibit, Record

if TYPE_CHECKING:
    from briefing.panels_spec import MultiplesSpec

ROWS = 40  # of each map's table


def exhibit_of(spec: MultiplesSpec, *, name: str) -> Exhibit:
    """Take the words of several maps for documents.

    Parameters
    ----------
    spec
        The maps, in one language or two.
    name
        Of the figure.
    """
    tables = tuple(
        interval_table(panel.spec, ROWS).model_copy(update={"title": panel.name})
        for panel in spec.panels
    )
    rows = tuple((panel.name, *row) for panel in spec.panels for row in record(panel.spec).rows)
    return Exhibit(
        name=name,
        lang=spec.lang,
        title=spec.title,
        subtitle=spec.subtitle,
        tables=tables,
        records=(Record(title=spec.title.partition("\n")[0], heads=("map", *HEADS), rows=rows),),
        credits=spec.credits,
        notes=spec.notes,
        as_of=spec.as_of,
        caption=spec.caption,
        alt=spec.alt,
        digest=spec.digest,
    )
