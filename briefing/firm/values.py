"""How the value of a number that is moved is written: percentages, points, factors."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.firm.frame import MINUS
from briefing.firm.names import within
from briefing.firm.record_parts import list_in

if TYPE_CHECKING:
    from briefing.firm.frame import Record
    from briefing.firm.names import Names
    from briefing.spec import Language

# Columns that hold a share of one; exchange rates hold none.
SHARES = {
    "duties": {"rate", "drawback"},
    "duty_shares": {"our_share"},
    "origin_rules": {"regional_value_min"},
    "events": {"available"},
    "policies": {"share_min", "region_share_max", "outside_share_min"},
    "settings": {
        "holding_rate_per_year", "finance_rate_per_year", "insurance_rate", "overtime_share",
        "overtime_premium", "discount_rate",
    },
}  # fmt: skip
ROUNDING = 1e-6
NOTHING = {"add": 0.0, "mul": 1.0}


@dataclass(frozen=True, kw_only=True)
class Moved:
    """Hold which number a question moves, and how it is moved.

    Parameters
    ----------
    op
        ``set``, ``add`` or ``mul``: the value stands in the cells, is added, or multiplies them.
    now
        What stands in the cells of the case as entered, each value once.
    """

    table: str
    where: str
    column: str
    op: str
    now: tuple[float, ...]
    lang: Language

    @classmethod
    def of(cls, record: Record, lang: Language) -> Moved:
        """Read a record of `breakeven`."""
        return cls(
            table=str(record["table"]),
            where=str(record["where"]),
            column=str(record["column"]),
            op=str(record["op"]),
            now=tuple(float(one) for one in list_in(record, "entered") if one is not None),
            lang=lang,
        )

    @property
    def is_share(self) -> bool:
        """Tell whether the number is a share of one."""
        return self.column in SHARES.get(self.table, ())

    @property
    def today(self) -> float | None:
        """Give the value that changes nothing; None where the cells differ."""
        if self.op != "set":
            return NOTHING[self.op]
        return self.now[0] if len(self.now) == 1 else None

    def say(self, value: float, *, digits: int = 0) -> str:
        """Write a value with its unit: two decimals or as many as asked for, more where small.

        Examples
        --------
        >>> rate = dict(table="duties", where="", column="rate", now=(), lang="en")
        >>> Moved(op="set", **rate).say(0.1177951), Moved(op="add", **rate).say(0.05)
        ('11.78%', '+5 pp')
        >>> Moved(op="mul", **rate).say(1.5)
        '× 1.5'
        """
        digits = digits or max(2, _decimals(abs(value) * self._times))
        if self.op == "mul":
            return f"× {_short(value, digits=digits)}"
        sign = "+" if self.op == "add" and value > 0 else ""
        if not self.is_share:
            return sign + _short(value, digits=digits)
        told = sign + _short(100 * value, digits=digits)
        if self.op == "add":
            return text("detail.points", self.lang, value=told)
        return f"{told}%"

    def ends(self, low: float, high: float) -> tuple[str, str]:
        """Write both ends of an interval, rounded outwards, so that they can be told apart.

        Examples
        --------
        >>> size = Moved(table="facilities", where="", column="x", op="set", now=(), lang="en")
        >>> size.ends(1702.86458, 1703.125)
        ('1,702.86', '1,703.13')
        """
        digits = max(2, _decimals((high - low) * self._times))
        unit = 10.0**-digits / self._times
        begin = math.floor(low / unit + ROUNDING) * unit
        end = math.ceil(high / unit - ROUNDING) * unit
        return self.say(begin, digits=digits), self.say(end, digits=digits)

    def width(self, low: float, high: float) -> str:
        """Write how wide an interval is, with two digits that count.

        Examples
        --------
        >>> Moved(table="duties", where="", column="rate", op="set", now=(), lang="en").width(0, 1)
        '100 pp'
        """
        wide = (high - low) * self._times
        told = _short(wide, digits=_decimals(wide))
        return text("detail.points", self.lang, value=told) if self._times > 1 else told

    @property
    def _times(self) -> float:
        return 100.0 if self.is_share and self.op != "mul" else 1.0

    def label(self, names: Names) -> str:
        """Name a rate of duty by its goods; any other number as what is moved."""
        if (self.table, self.column) != ("duties", "rate"):
            return text("detail.moved.any", self.lang)
        found = dict(part.split("=", 1) for part in self.where.split(";") if "=" in part)
        said = {key.strip(): value.strip() for key, value in found.items()}
        layer = said.get("layer", "")
        dest = names.territory(said["dest"]) if "dest" in said else names.origin("*")
        return text(
            "detail.moved.duty",
            self.lang,
            layer=names.layer(layer) if layer else text("detail.moved.all", self.lang),
            origin=within(names.origin(said.get("origin", "*")), self.lang),
            dest=within(dest, self.lang),
        )


def _decimals(wide: float) -> int:
    """Give how many decimals show two digits of a small number; none of a large one."""
    return max(0, 1 - math.floor(math.log10(wide))) if wide > 0 else 0


def _short(value: float, *, digits: int = 2) -> str:
    told = f"{abs(value):,.{digits}f}"
    told = told.rstrip("0").rstrip(".") if "." in told else told
    return (MINUS if value < 0 and told.strip("0.") else "") + told
