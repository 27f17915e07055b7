"""Places: what each kind of facility may do, and which lanes may run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import BadValue, PlusNError
from network.case.naming import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from network.case.view import View

# Table and column → kinds that may stand there, and why the others may not.
PLACES = {
    ("supply", "facility"): (
        {"supplier", "plant", "depot", "port"},
        "a market or headquarters supplies nothing",
    ),
    ("recipes", "facility"): ({"plant"}, "only plants make"),
    ("demand", "market"): ({"market"}, "only markets want goods"),
    ("duty_shares", "market"): ({"market"}, "only markets buy"),
    ("stock", "facility"): (
        {"supplier", "plant", "depot", "port", "market"},
        "a headquarters holds no goods",
    ),
    ("one_off_costs", "facility"): (
        {"supplier", "plant", "depot", "port"},
        "a market or headquarters is neither opened nor closed",
    ),
}
WORDS = {"hq": "headquarters"}


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
                yield BadValue(
                    f"{given} is a {WORDS.get(kinds[given], kinds[given])}: {why}",
                    where=view.at(table, number, column),
                    remedy=_name_one(names, allowed),
                )


def _name_one(names: list[str], allowed: set[str]) -> str:
    kind = " or ".join(sorted(allowed))
    return f"Name a {kind}{f': {shortened(names)}' if names else ''}."


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
        return f"a lane runs from {tail} to itself", "Name two facilities."
    if "hq" in {kind(tail), kind(head)}:
        named = tail if kind(tail) == "hq" else head
        return f"{named} is a headquarters: it decides, and no goods pass", "Name another facility."
    if kind(head) == "supplier":
        return f"goods run into the supplier {head}", "Make it a plant, or turn the lane round."
    if mode == "control":
        return "the mode control is kept for what a headquarters does", "Name another mode."
    return None


def _facilities(view: View) -> Iterator[PlusNError]:
    for number, site in enumerate(view.case.facilities):
        if site.modules_now is not None and site.modules_now > site.modules_max:
            yield BadValue(
                f"{site.id} uses {site.modules_now} modules of at most {site.modules_max}",
                where=view.at("facilities", number, "modules_now"),
                remedy=f"Give modules_now from 0 to {site.modules_max}, or raise modules_max.",
            )
        if site.kind not in {"market", "hq"}:
            continue
        named = WORDS.get(site.kind, site.kind)
        if site.status in {"optional", "excluded"}:
            yield BadValue(
                f"{site.id} is a {named}, which is neither opened nor closed",
                where=view.at("facilities", number, "status"),
                remedy="Use existing; to drop a market, set its demand to 0.",
            )
        for column in ("module_per_week", "expansion_per_week"):
            if getattr(site, column):
                yield BadValue(
                    f"{site.id} is a {named}, which has no capacity",
                    where=view.at("facilities", number, column),
                    remedy="Leave the cell blank; limit the lanes that lead there.",
                )
