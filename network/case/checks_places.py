"""Places: what each kind of facility may do, and which lanes may run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import BadValue, PlusNError
from data.phrase import Heading, Kind, Site, joined, said
from network.case.naming import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from network.case.view import View

# Table and column → kinds that may stand there, and why the others may not.
PLACES = {
    ("supply", "facility"): (
        {"supplier", "plant", "depot", "port"},
        said("a market or headquarters supplies nothing"),
    ),
    ("recipes", "facility"): ({"plant"}, said("only plants make")),
    ("demand", "market"): ({"market"}, said("only markets want goods")),
    ("duty_shares", "market"): ({"market"}, said("only markets buy")),
    ("stock", "facility"): (
        {"supplier", "plant", "depot", "port", "market"},
        said("a headquarters holds no goods"),
    ),
    ("one_off_costs", "facility"): (
        {"supplier", "plant", "depot", "port"},
        said("a market or headquarters is neither opened nor closed"),
    ),
}
HEADQUARTERS = said("headquarters")


def place_problems(view: View) -> list[PlusNError]:
    """List facilities that do what their kind cannot, and lanes that cannot run."""
    kinds = {facility.id: facility.kind for facility in view.case.facilities}
    return [*_roles(view, kinds), *_lanes(view, kinds), *_facilities(view)]


def _roles(view: View, kinds: Mapping[str, str]) -> Iterator[PlusNError]:
    for (table, column), (allowed, why) in PLACES.items():
        for number, row in enumerate(getattr(view.case, table)):
            given = getattr(row, column)
            if kinds.get(given, "") not in allowed | {""}:
                names = sorted(name for name, kind in kinds.items() if kind in allowed)
                kind = _called(kinds[given])
                yield BadValue(
                    said("{site} is a {kind}: {why}", site=Site(given), kind=kind, why=why),
                    where=view.at(table, number, column),
                    remedy=_name_one(names, allowed),
                )


def _called(kind: str) -> str:
    return HEADQUARTERS if kind == "hq" else Kind(kind)


def _name_one(names: list[str], allowed: set[str]) -> str:
    kind = joined(" or ", map(Kind, sorted(allowed)))
    if not names:
        return said("Name a {kind}.", kind=kind)
    return said("Name a {kind}: {sites}.", kind=kind, sites=shortened(map(Site, names)))


def _lanes(view: View, kinds: Mapping[str, str]) -> Iterator[PlusNError]:
    for table in ("lanes", "actual_flows"):
        for number, row in enumerate(getattr(view.case, table)):
            reason = _wrong_way(row.from_, row.to, row.mode, kinds.get)
            if reason:
                headline, remedy = reason
                yield BadValue(headline, where=view.at(table, number), remedy=remedy)


def _wrong_way(
    tail: str, head: str, mode: str, kind: Callable[[str], str | None]
) -> tuple[str, str] | None:
    if tail == head:
        headline = said("a lane runs from {site} to itself", site=Site(tail))
        return headline, said("Name two facilities.")
    if "hq" in {kind(tail), kind(head)}:
        named = Site(tail if kind(tail) == "hq" else head)
        headline = said("{site} is a headquarters: it decides, and no goods pass", site=named)
        return headline, said("Name another facility.")
    if kind(head) == "supplier":
        headline = said("goods run into the supplier {site}", site=Site(head))
        return headline, said("Make it a plant, or turn the lane round.")
    if mode == "control":
        headline = said("the mode control is kept for what a headquarters does")
        return headline, said("Name another mode.")
    return None


def _facilities(view: View) -> Iterator[PlusNError]:
    for number, site in enumerate(view.case.facilities):
        if site.modules_now is not None and site.modules_now > site.modules_max:
            yield BadValue(
                said(
                    "{site} uses {now} modules of at most {most}",
                    site=Site(site.id),
                    now=site.modules_now,
                    most=site.modules_max,
                ),
                where=view.at("facilities", number, "modules_now"),
                remedy=said(
                    "Give {column} from 0 to {most}, or raise {other}.",
                    column=Heading.of("facilities", "modules_now"),
                    most=site.modules_max,
                    other=Heading.of("facilities", "modules_max"),
                ),
            )
        if site.kind not in {"market", "hq"}:
            continue
        named = _called(site.kind)
        if site.status in {"optional", "excluded"}:
            yield BadValue(
                said(
                    "{site} is a {kind}, which is neither opened nor closed",
                    site=Site(site.id),
                    kind=named,
                ),
                where=view.at("facilities", number, "status"),
                remedy=said("Use existing; to drop a market, set its demand to 0."),
            )
        for column in ("module_per_week", "expansion_per_week"):
            if getattr(site, column):
                yield BadValue(
                    said(
                        "{site} is a {kind}, which has no capacity", site=Site(site.id), kind=named
                    ),
                    where=view.at("facilities", number, column),
                    remedy=said("Leave the cell blank; limit the lanes that lead there."),
                )
