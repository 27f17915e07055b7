"""What can be asked of an atlas, and what must not be asked together."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from briefing.spec import LANGUAGES
from data.codes import COUNTRY_CODE, Level
from data.errors import BadValue, UnknownChoice

if TYPE_CHECKING:
    from pathlib import Path

    from plusn.own.how import How
    from plusn.own.supply import Data

LEVELS = ("province", "city", "county")
MEASURES = ("count", "density", "per_capita", "per_gdp", "share", "share_of_parent", "lq", "rank")
STYLES = ("fill", "symbols")
PREMISES = ("ranked", "certain")
AREAS = ("geodesic", "published")
LONGEST_TITLE = 200


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Hold the arguments of one atlas, checked.

    Parameters
    ----------
    level
        ``province``, ``city`` or ``county``; by default cities inside a province or a group of
        cities, else provinces.
    measure, within, group, style, scheme, k, premises, area, lang, title
        As the options of ``plusn atlas``.
    data, how
        A user's own data in place of the shipped counts, and how they are to be read.
    boundaries, code_column
        A user's own boundary file in place of the built-in layers.
    as_of
        Date of the user's own numbers, as it is to be printed.

    Raises
    ------
    UnknownChoice
        A word is not on its list.
    BadValue
        Two choices exclude each other, or the title is too long.
    """

    level: str | None = None
    measure: str = "count"
    within: str | None = None
    group: str | None = None
    style: str = "fill"
    scheme: str = "fisher-jenks"
    k: int = 5
    premises: str = "ranked"
    area: str = "geodesic"
    lang: str = "en"
    title: str = ""
    data: Data | None = None
    how: How | None = None
    boundaries: str | Path | None = None
    code_column: str | None = None
    as_of: str = ""

    def __post_init__(self) -> None:
        for name, allowed in (
            ("measure", MEASURES),
            ("style", STYLES),
            ("premises", PREMISES),
            ("area", AREAS),
            ("lang", LANGUAGES),
        ):
            if getattr(self, name) not in allowed:
                raise UnknownChoice.of(name, getattr(self, name), allowed)
        if self.level is not None and self.level not in LEVELS:
            raise UnknownChoice.of("level", self.level, LEVELS)
        self._check_together()

    def _check_together(self) -> None:
        if self.within is not None and self.level == "province":
            raise BadValue(
                "a province has no provinces inside it",
                where=f"--within {self.within}",
                remedy="Ask for --level city, or leave --level out.",
            )
        if self.within is not None and self.group is not None:
            raise BadValue(
                "--within and --group both choose the view", remedy="Give one of the two."
            )
        if (self.boundaries is None) != (self.code_column is None):
            raise BadValue(
                "a boundary file and its code column belong together",
                remedy="Give both (--boundaries FILE --code-column C) or neither.",
            )
        if len(self.title) > LONGEST_TITLE:
            raise BadValue(
                f"the title has {len(self.title)} characters",
                remedy=f"Use at most {LONGEST_TITLE}.",
            )

    @property
    def unit(self) -> Level:
        """Give the level of the regions drawn."""
        if self.level is not None:
            return Level(self.level)
        return Level.CITY if self.within or self.group in {"gba", "prd"} else Level.PROVINCE

    @property
    def start(self) -> str:
        """Give the id of the view shown first."""
        return self.within or self.group or COUNTRY_CODE

    def as_text(self) -> str:
        """Write all that decides the numbers and their drawing, for the digest."""
        left_out = {"data", "boundaries", "lang", "how"}
        rows = [(f.name, getattr(self, f.name)) for f in fields(self) if f.name not in left_out]
        return "\n".join(f"{name}={value}" for name, value in rows)
