"""What stands on a firm's map in words: names of sites, of countries, and what is left out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely

from briefing.catalogue import text
from briefing.flow.base import SPECIAL, FlowBase
from briefing.flow.firm.ground import CELL
from briefing.flow.firm.labels import Asked, size_of
from briefing.tongue import spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.flow.firm.draft import Draft
    from briefing.flow.firm.labels import Labels
    from briefing.flow.firm.map_marks import Marks
    from briefing.flow.firm.rows import Rows
    from briefing.flow.firm.spec import LaneRow, SiteRow
    from briefing.flow.plane import Plane

DELTA = (112.0, 21.4, 115.6, 24.3)  # west, south, east, north: the Pearl River delta
HONG_KONG, MACAO = (114.17, 22.3), (113.55, 22.16)
CHINA = "CHN"
GHOST = 11.0
LEAST_ON_LAND = 0.75  # share of a country's name that lies in the country


def site_lines(
    row: SiteRow, marks: Marks, weeks: Mapping[str, str], *, faint: bool
) -> tuple[str, ...]:
    """Give the words beside a site: its name, its number, and what was asked for."""
    number = "" if faint else marks.number(row.facility)
    lines = (row.name, number, weeks.get(row.facility, ""))
    return tuple(line for line in lines if line)


def corner_words(
    left: Sequence[LaneRow], hidden: Sequence[SiteRow], rows: Rows, lang: str
) -> tuple[str, ...]:
    """Say how many flows are not drawn and what they come to, and how many sites."""
    said = []
    if left:
        amount = rows.scale.say(sum(rows.amount(lane) for lane in left))
        said.append(text("firmflow.map.other", lang, count=len(left)))
        said.append(f"{amount} {rows.scale.unit}")
    if hidden:
        said.append(text("firmflow.map.other_sites", lang, count=len(hidden)))
    return tuple(said)


def name_of_cluster(draft: Draft, lang: str, *, of_box: bool) -> str:
    """Name the cluster: the delta where it lies there, else by the site that stands for it."""
    west, south, east, north = DELTA
    places = [draft.rows.places[name] for name in draft.ends.members]
    if all(west <= lon <= east and south <= lat <= north for lon, lat in places):
        return text("firmflow.map.delta" if of_box else "firmflow.map.hong_kong_delta", lang)
    name = draft.rows.site(draft.ends.heart).name
    return text("firmflow.map.inset", lang, name=name)


def ghosts(labels: Labels, draft: Draft, base: FlowBase) -> None:
    """Name the countries of the case on the land, where nothing else is; and Macao."""
    codes = draft.ground.codes
    for iso3, name in sorted(draft.rows.countries.items()):
        wanted = (
            {n for n, code in enumerate(codes) if code in base.provinces and code not in SPECIAL}
            if iso3 == CHINA
            else {n for n, code in enumerate(codes) if code == iso3}
        )
        said = name.upper() if "en" in spoken(draft.lang) else name
        asked = Asked((), (0, 0), 0, (said,), GHOST, bold=False, ghost=True)
        _on_land(labels, draft, asked, wanted)
    delta_named(labels, draft.plane, draft.lang, only_free=bool(draft.ends.members))


def delta_named(labels: Labels, plane: Plane, lang: str, *, only_free: bool = False) -> None:
    """Name Hong Kong and Macao, unless the inset does."""
    if only_free:
        return
    for key, place in (("hong_kong", HONG_KONG), ("macao", MACAO)):
        x, y = plane.line([place])[0]
        box = labels.box
        if box.x < x < box.x + box.width and box.y < y < box.y + box.height:
            name = text(f"firmflow.map.{key}", lang)
            labels.place(Asked((), (x, y), 2, (name,), GHOST + 1, bold=False, ghost=True, far=30))


def _on_land(labels: Labels, draft: Draft, asked: Asked, wanted: set[int]) -> None:
    """Put a name where most of it lies in a country, as far from everything else as can be."""
    ground = draft.ground
    inside = np.isin(ground.owner, sorted(wanted))
    if inside.sum() < 6:  # noqa: PLR2004 - too little of it is in the window
        return
    wide, high = size_of(asked)
    half = int(wide / CELL / 2) + 1
    rows, columns = np.nonzero(inside)
    spots = []
    tree = shapely.STRtree(labels.taken)
    for row, column in list(zip(rows.tolist(), columns.tolist(), strict=True))[::3]:
        left, right = column - half, column + half + 1
        if left < 0 or right > inside.shape[1]:
            continue
        share = float(inside[row, left:right].mean())
        if share >= LEAST_ON_LAND:
            spots.append((share, ground.x + (column + 0.5) * CELL, ground.y + (row + 0.5) * CELL))
    if not spots:
        return
    points = shapely.points([(x, y) for _, x, y in spots])
    near = tree.query_nearest(points, return_distance=True, all_matches=False)[1]
    # In the middle of the country, unless something else is near.
    mx = ground.x + (float(columns.mean()) + 0.5) * CELL
    my = ground.y + (float(rows.mean()) + 0.5) * CELL
    ranked = sorted(
        (math.hypot(x - mx, y - my) - 3 * min(float(away), 30.0) - 30 * share, x, y)
        for (share, x, y), away in zip(spots, near, strict=True)
    )
    for _, x, y in ranked[:40]:
        if labels.fix(asked._replace(at=(x, y)), x - wide / 2, y - high / 2):
            return
