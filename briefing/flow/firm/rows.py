"""The rows of a firm's flow figure: its sites, its lanes, their colours, in one language.

Rows are read from the record of ``plusn scenario run``, whose quantities are totals of a period;
here they are units a week. Flows of one lane, customs origin and stage (finished goods or
components) are one row.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.catalogue import text
from briefing.flow.firm.amounts import Scale, amount_of, scale_of
from briefing.flow.firm.colours import SITE, colours_of, origins_of
from briefing.flow.firm.row_words import lane_row, site_row
from briefing.flow.firm.spec import LANE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.firm.names import Names
    from briefing.flow.firm.spec import LaneRow, Measure, SiteRow
    from briefing.spec import Colour, Language
    from network.case import Case
    from network.case.places import Facility

KINDS = ("hq", "supplier", "plant", "depot", "port", "market")
FINISHED, COMPONENT = "finished", "component"
Record = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Hold what a map and a diagram are drawn from.

    Parameters
    ----------
    sites
        By kind, then from north to south.
    lanes
        Goods from the largest to the smallest amount, then control.
    colours, groups
        Colour and name of each group.
    places
        Facility → (lon, lat), where the case gives it.
    countries
        Country code (ISO 3166-1 alpha-3) → name of the territory.
    measure, scale
        What widths stand for and how it is written.
    weeks
        Length of the period.
    """

    sites: tuple[SiteRow, ...]
    lanes: tuple[LaneRow, ...]
    colours: dict[str, Colour]
    groups: dict[str, str]
    places: dict[str, tuple[float, float]]
    countries: dict[str, str]
    measure: Measure
    scale: Scale
    weeks: float

    def site(self, facility: str) -> SiteRow:
        """Give the row of a facility."""
        return self._by_facility[facility]

    @property
    def goods(self) -> tuple[LaneRow, ...]:
        """Give the lanes that move goods."""
        return tuple(lane for lane in self.lanes if lane.kind == "goods")

    @property
    def finished(self) -> tuple[LaneRow, ...]:
        """Give the lanes that move finished goods."""
        return tuple(lane for lane in self.goods if lane.product == FINISHED)

    @property
    def components(self) -> tuple[LaneRow, ...]:
        """Give the lanes that move components."""
        return tuple(lane for lane in self.goods if lane.product == COMPONENT)

    @property
    def control(self) -> tuple[LaneRow, ...]:
        """Give the links from headquarters."""
        return tuple(lane for lane in self.lanes if lane.kind == "control")

    def amount(self, lane: LaneRow) -> float:
        """Give what the width of a lane stands for."""
        return amount_of(lane, self.measure)

    def number(self, lane: LaneRow) -> str:
        """Write the measure of a lane, without its unit."""
        if self.measure == "lead_time":
            return lane.texts["days"]
        return self.scale.say(self.amount(lane))

    @cached_property
    def _by_facility(self) -> dict[str, SiteRow]:
        return {row.facility: row for row in self.sites}


class Moved(NamedTuple):
    """Name what moves together: one lane, one stage, one customs origin."""

    tail: str
    head: str
    mode: str
    stage: str
    origin: str

    @property
    def id(self) -> str:
        """Give the id of its row; ids of a case hold no semicolon."""
        return LANE + ";".join(self)


def rows_of(record: Record, case: Case, names: Names, lang: Language, measure: Measure) -> Rows:
    """Read the rows of a plan.

    Parameters
    ----------
    record
        What ``plusn scenario run CASE --json`` prints.
    case
        The case it answers; names, places and kinds are read from it.
    names
        Display names in the reader's language.
    measure
        What widths stand for.
    """
    weeks = float(record["tables"]["run"][0]["weeks"])
    money = record["currency"]
    sites = _sites(record, case, names, lang, weeks)
    goods = _goods(record, case, names, lang, weeks)
    goods.sort(key=lambda lane: (-amount_of(lane, measure), lane.id))
    control = _control(sites, case, names, lang)
    colours = colours_of(case)
    amounts = [amount_of(lane, measure) for lane in goods]
    return Rows(
        sites=tuple(sites),
        lanes=(*goods, *control),
        colours=colours,
        groups={
            **{origin: names.origin(origin) for origin in origins_of(case)},
            SITE: text("firmflow.group.site", lang),
        },
        places={row.id: at for row in case.facilities if (at := _place(row)) is not None},
        countries={row.iso3: names.territory(row.id) for row in case.territories if row.iso3},
        measure=measure,
        scale=scale_of(amounts, measure, money, lang),
        weeks=weeks,
    )


def _place(row: Facility) -> tuple[float, float] | None:
    return None if row.lon is None or row.lat is None else (row.lon, row.lat)


def _sites(record: Record, case: Case, names: Names, lang: Language, weeks: float) -> list[SiteRow]:
    told = {row["facility"]: row for row in record["tables"]["facilities"]}
    made = _weekly(record, "production", "facility", "quantity", weeks)
    sent = _weekly(record, "flows", "from", "quantity", weeks)
    delivered = _weekly(record, "sales", "market", "delivered", weeks)
    tests = _origin_tests(record)

    def north_first(row: Facility) -> tuple[int, float, str]:
        return (KINDS.index(row.kind), -(row.lat if row.lat is not None else -90.0), row.id)

    return [
        site_row(
            row,
            told[row.id],
            names,
            lang,
            made=made.get(row.id, 0.0) if row.kind == "plant" else None,
            sent=sent.get(row.id, 0.0) if row.kind not in {"hq", "market"} else None,
            received=delivered.get(row.id, 0.0) if row.kind == "market" else None,
            test=tests.get(row.id),
        )
        for row in sorted(case.facilities, key=north_first)
        if row.id in told
    ]


def _weekly(record: Record, table: str, key: str, column: str, weeks: float) -> dict[str, float]:
    totals: dict[str, float] = defaultdict(float)
    for row in record["tables"][table]:
        totals[row[key]] += row[column] / weeks
    return dict(totals)


def _origin_tests(record: Record) -> dict[str, tuple[float, float]]:
    """Give the share reached and the share needed of each plant, where there is least to spare."""
    tests: dict[str, tuple[float, float]] = {}
    for row in record["tables"].get("origin_tests", ()):
        found = (row["share"], row["share_min"])
        before = tests.get(row["facility"], found)
        tests[row["facility"]] = min(found, before, key=lambda test: (test[0] - test[1], test))
    return tests


def _goods(record: Record, case: Case, names: Names, lang: Language, weeks: float) -> list[LaneRow]:
    stage = {row.id: row.kind for row in case.products}
    together: dict[Moved, list[Mapping[str, Any]]] = defaultdict(list)
    for row in record["tables"]["flows"]:
        kind = stage.get(row["product"], FINISHED)
        key = Moved(row["from"], row["to"], row["mode"], kind, row["origin"])
        together[key].append(row)
    return [lane_row(key, rows, names, lang, weeks) for key, rows in sorted(together.items())]


def _control(sites: Sequence[SiteRow], case: Case, names: Names, lang: Language) -> list[LaneRow]:
    """Link each open plant to the nearest headquarters: control, no goods."""
    at = {row.id: _place(row) for row in case.facilities}
    heads = [row.facility for row in sites if row.shape == "hq"]
    if not heads:
        return []

    def nearest(plant: str) -> str:
        there = at[plant]

        def far(head: str) -> tuple[float, str]:
            here = at[head]
            if here is None or there is None:
                return (float("inf"), head)
            return ((here[0] - there[0]) ** 2 + (here[1] - there[1]) ** 2, head)

        return min(heads, key=far)

    plants = [row.facility for row in sites if row.shape == "plant" and row.open]
    return [
        lane_row(Moved(nearest(plant), plant, "", "control", SITE), (), names, lang, 1.0)
        for plant in plants
    ]
