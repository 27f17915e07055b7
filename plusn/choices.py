"""What can be asked of an atlas, and what must not be asked together."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import PurePath
from typing import TYPE_CHECKING

from briefing.tongue import tongues
from data.codes import COUNTRY_CODE, Level
from data.errors import BadValue, UnknownChoice
from plusn.author_text import refusal

if TYPE_CHECKING:
    from pathlib import Path

    from plusn.own.how import How
    from plusn.own.supply import Data
    from plusn.own.table import OwnTable

LEVELS = ("province", "city", "county")
MEASURES = ("count", "density", "per_capita", "per_gdp", "share", "share_of_parent", "lq", "rank")
STYLES = ("fill", "symbols")
PREMISES = ("ranked", "certain")
AREAS = ("geodesic", "published")
COMPARISONS = ("pair", "difference", "ratio")
PARTS = ("year", "sector", "column")
STATISTICS = ("local-moran", "gi-star")
WEIGHTS = ("queen", "nearest")
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
    compare, compare_as
        A year, a sector or a column of the same table, another file or table; and how the two are
        shown.
    multiples
        One map for each year, sector or column of the table.
    statistic, weights, seed
        A spatial statistic in place of the measure; who is whose neighbour; where its random
        numbers begin.

    Raises
    ------
    UnknownChoice
        A word is not on its list.
    BadValue
        Two choices exclude each other, or the title is too long or has what nobody sees.
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
    compare: str | Path | OwnTable | None = None
    compare_as: str = "difference"
    multiples: str | None = None
    statistic: str | None = None
    weights: str = "queen"
    seed: int = 0

    def __post_init__(self) -> None:
        for name, allowed in (
            ("measure", MEASURES),
            ("style", STYLES),
            ("premises", PREMISES),
            ("area", AREAS),
            ("lang", tongues()),
            ("compare_as", COMPARISONS),
            ("weights", WEIGHTS),
            ("level", (None, *LEVELS)),
            ("multiples", (None, *PARTS)),
            ("statistic", (None, *STATISTICS)),
        ):
            if getattr(self, name) not in allowed:
                words = [word for word in allowed if word is not None]
                raise UnknownChoice.of(name, getattr(self, name), words)
        self._check_together()
        self._check_looks()

    def _check_looks(self) -> None:
        """Refuse two ways of looking at once, and what one table alone cannot give."""
        asked = [n for n in ("compare", "multiples", "statistic") if getattr(self, n) is not None]
        if len(asked) > 1:
            raise BadValue(
                f"--{asked[0]} and --{asked[1]} are two ways of looking",
                remedy="Ask for one at a time.",
            )
        if asked and self.data is None:
            raise BadValue(
                f"--{asked[0]} needs your own numbers",
                where=f"--{asked[0]}",
                remedy="Give them with --data FILE.",
            )
        drawn_flat = self.statistic or (self.compare is not None and self.compare_as != "pair")
        if drawn_flat and self.style != "fill":
            raise BadValue(
                "circles show amounts, which this map does not", remedy="Use --style fill."
            )
        if drawn_flat and self.measure == "rank":
            raise BadValue("ranks are no amounts", remedy="Use another --measure.")

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
        if (odd := refusal(self.title, "title")) is not None:
            raise odd
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
    def several(self) -> bool:
        """Tell whether several maps are asked for."""
        return self.multiples is not None or (
            self.compare is not None and self.compare_as == "pair"
        )

    @property
    def start(self) -> str:
        """Give the id of the view shown first."""
        return self.within or self.group or COUNTRY_CODE

    def as_text(self) -> str:
        """Write all that decides the numbers and their drawing, for the digest."""
        left_out = {"data", "boundaries", "lang", "how", "compare"}
        rows = [(f.name, getattr(self, f.name)) for f in fields(self) if f.name not in left_out]
        if self.compare is not None:  # a year or a sector; of a file its name, not its folder
            other = getattr(self.compare, "digest", None) or PurePath(str(self.compare)).name
            rows.append(("compare", other))
        return "\n".join(f"{name}={value}" for name, value in rows)
