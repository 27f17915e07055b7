"""How the value of a number that is moved is written: percentages, points, factors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.firm.frame import MINUS
from briefing.firm.record_parts import list_in
from briefing.numerals import number

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
NOTHING = {"add": 0.0, "mul": 1.0}


@dataclass(frozen=True, kw_only=True)
class Moved:
    """Hold which number a question moves, and how it is moved.

    Parameters
    ----------
    op
        ``set``, ``add`` or ``mul``: the value stands in the cells, is added, or multiplies them.
    now
        What stands in the cells, each value once.
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
            now=tuple(float(value) for value in list_in(record, "now") if value is not None),
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

    def say(self, value: float) -> str:
        """Write a value with its unit, with no more than two decimals of a percentage.

        Examples
        --------
        >>> rate = dict(table="duties", where="", column="rate", now=(), lang="en")
        >>> Moved(op="set", **rate).say(0.1177951), Moved(op="add", **rate).say(0.05)
        ('11.78%', '+5 pp')
        >>> Moved(op="mul", **rate).say(1.5)
        '× 1.5'
        """
        if self.op == "mul":
            return f"× {_short(value)}"
        sign = ("+" if value > 0 else "") if self.op == "add" else ""
        if not self.is_share:
            return sign + number(value).replace("-", MINUS)
        told = sign + _short(100 * value)
        if self.op == "add":
            return text("detail.points", self.lang, value=told)
        return f"{told}%"

    def width(self, low: float, high: float) -> str:
        """Write how wide an interval is.

        Examples
        --------
        >>> Moved(table="duties", where="", column="rate", op="set", now=(), lang="en").width(0, 1)
        '100 pp'
        """
        if self.op != "mul" and self.is_share:
            return text("detail.points", self.lang, value=_short(100 * (high - low), digits=3))
        return _short(high - low, digits=4)

    def label(self, names: Names) -> str:
        """Name a rate of duty by its goods; any other number as what is moved."""
        if (self.table, self.column) != ("duties", "rate"):
            return text("detail.moved.any", self.lang)
        found = dict(part.split("=", 1) for part in self.where.split(";") if "=" in part)
        said = {key.strip(): value.strip() for key, value in found.items()}
        layer = said.get("layer", "")
        return text(
            "detail.moved.duty",
            self.lang,
            layer=names.layer(layer) if layer else text("detail.moved.all", self.lang),
            origin=names.origin(said.get("origin", "*")),
            dest=names.territory(said["dest"]) if "dest" in said else names.origin("*"),
        )


def _short(value: float, *, digits: int = 2) -> str:
    told = f"{abs(value):,.{digits}f}".rstrip("0").rstrip(".")
    return (MINUS if value < 0 and told.strip("0.") else "") + told
