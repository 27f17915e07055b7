"""Colours of a firm's flows: one for each customs origin, the same in every plan of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.flow.base import REGION
from briefing.spec import Colour

if TYPE_CHECKING:
    from network.case import Case

SITE = "site"
"""Group of what has no customs origin: headquarters, depots, ports, markets, control."""
MAINLAND = Colour(light="#0b6e69", dark="#4fc4b2")
# South-East Asian origins, in the order in which the case lists them.
AMBERS = (
    Colour(light="#7d3f00", dark="#c8742a"),
    Colour(light="#cc8414", dark="#f6bc66"),
    Colour(light="#e8b24a", dark="#fbd995"),
    Colour(light="#4a2400", dark="#9c5a22"),
    Colour(light="#f3cf88", dark="#fdeccb"),
)
# All other origins, and goods that count as of no territory.
# None is as light as the teal, which some eyes see as a grey.
GREYS = (
    Colour(light="#737f8b", dark="#65717c"),
    Colour(light="#323c46", dark="#dde3e8"),
    Colour(light="#b7c0c9", dark="#4f5a64"),
)
INK = Colour(light="#14202b", dark="#f1f3f4")


def origins_of(case: Case) -> tuple[str, ...]:
    """List the origin classes that goods of a case can have, in the order of its territories."""
    homes = {row.id: row.territory for row in case.facilities}
    made = {row.territory for row in case.facilities if row.kind in {"plant", "supplier"}}
    named = {row.origin for row in case.recipes} | {
        row.origin or homes[row.facility] for row in case.supply
    }
    listed = [row.id for row in case.territories if row.id in made | named]
    return (*listed, *sorted((made | named) - set(listed)))


def colours_of(case: Case) -> dict[str, Colour]:
    """Give each origin class of a case its colour, and `SITE` ink.

    Teal is the Mainland; ambers are South-East Asia by the country codes of the territories (UN
    M49); greys are all others. Where there are more origins than colours the last one repeats.
    """
    country = {row.id: row.iso3 for row in case.territories}
    given: dict[str, Colour] = {SITE: INK}
    ambers, greys = iter(AMBERS), iter(GREYS)
    for origin in origins_of(case):
        iso3 = country.get(origin, "")
        if iso3 == "CHN":
            given[origin] = MAINLAND
        elif iso3 in REGION:
            given[origin] = next(ambers, AMBERS[-1])
        else:
            given[origin] = next(greys, GREYS[-1])
    return given
