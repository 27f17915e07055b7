"""Points: what their coordinates are in, and in which region each of them was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.own.choice import choice
from app.components.told import told
from app.state import words
from plusn.own.pointed import UNSAID, hint_of_datum

if TYPE_CHECKING:
    from plusn.own.draft import Draft
    from plusn.point_counts import PointCounts


def points(draft: Draft) -> None:
    """Ask for the datum, and tell what became of every point."""
    with st.container(horizontal=True, gap="large", key="own-points"):
        for name in ("datum", "finest", "places"):
            choice(name, getattr(draft, name))
    hint = hint_of_datum(draft)
    if hint is not None and hint.datum is not None:
        share = f"{hint.shares[hint.datum]:.0%}"
        told(
            words("own.points.hint", datum=words(f"own.datum.{hint.datum}"), share=share),
            key="own-points-hint",
            manner="quiet",
        )
    if draft.datum == UNSAID:
        told(words("own.points.unsaid"), key="own-points-ask", title=words("own.points.title"),
             level=2, manner="mind")  # fmt: skip
    else:
        _tally(draft.points)


def _tally(counts: PointCounts) -> None:
    lines = [
        f"{words(f'own.point.{outcome}')}: {count:,}"
        for outcome, count in counts.tally.items()
        if count
    ]
    if counts.unshifted:
        lines.append(words("own.points.unshifted", count=f"{counts.unshifted:,}"))
    told(
        *lines,
        key="own-points-tally",
        title=words("own.points.placed", placed=f"{counts.placed:,}", rows=f"{counts.rows:,}"),
        level=2,
        manner="good" if counts.placed == counts.rows else "mind",
    )
