"""Tables as figures: lines of words and numbers under a head."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from briefing.firm.frame import FirmFigure
from briefing.spec import Part


class Line(Part):
    """A line of a table; `amounts` are the numbers behind its cells, in the case's currency.

    `strong` lines are bold, `faint` ones grey.
    """

    id: str
    cells: Annotated[tuple[str, ...], Field(min_length=1)]
    amounts: tuple[float, ...] = ()
    strong: bool = False
    faint: bool = False


class ListingSpec(FirmFigure):
    """A table; `right` where every column but the first is set to its right edge.

    Raises
    ------
    pydantic.ValidationError
        A line has more or fewer cells than the head.
    """

    kind: Literal["board", "certificate", "inputs"]
    head: Annotated[tuple[str, ...], Field(min_length=1)]
    lines: tuple[Line, ...]
    right: bool = True

    @model_validator(mode="after")
    def _every_line_has_the_columns_of_the_head(self) -> ListingSpec:
        if any(len(line.cells) != len(self.head) for line in self.lines):
            raise ValueError("a line has other columns than the head")
        return self
