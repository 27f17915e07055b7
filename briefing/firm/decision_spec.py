"""What a decision table says, decided once: every back-end draws this and decides nothing."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from briefing.firm.frame import FirmFigure
from briefing.spec import Part

State = Literal["best", "ranked", "incomplete", "no_plan"]


class Outcome(Part):
    """A column: duties that may hold, how they are called, on which days.

    `complete` is false where a layer of duty is lacking: then `tag` and `why` say so, no cost is a
    total and no plan is the best. `shown` columns stand in the table at first.
    """

    regime: str
    label: str
    days: str = ""
    complete: bool
    tag: str = ""
    why: str = ""
    shown: bool = True


class DecisionCell(Part):
    """A plan under an outcome.

    `cost` is money of the period, `difference` the cost above the cheapest of the column; null
    where there is no plan, or no ranking. `step` is the shade, 0 for the cheapest, null for none.
    """

    plan: str
    regime: str
    state: State
    cost: float | None
    difference: float | None
    step: Annotated[int, Field(ge=0, le=4)] | None = None
    text: str
    under: str = ""
    why: str = ""
    aria: str


class PlanRow(Part):
    """A plan: sites held, flows free. `also` names other plans with the very same sites."""

    plan: str
    label: str
    sites: str
    also_title: str = ""
    also: tuple[str, ...] = ()
    safest: bool
    regret: float | None
    regret_text: str
    cells: tuple[DecisionCell, ...]


class Omitted(Part):
    """What has no column or no row, and why."""

    label: str
    why: str


class DecisionSpec(FirmFigure):
    """Plans by outcomes, described.

    `title` is the finding, `heading` says what the numbers are.

    Raises
    ------
    pydantic.ValidationError
        A row has not one cell for every column, in order.
    """

    kind: Literal["decision"] = "decision"
    heading: str
    hint: str
    plan_head: str
    regret_head: str
    safest_word: str
    more: str
    fewer: str
    columns: tuple[Outcome, ...]
    rows: Annotated[tuple[PlanRow, ...], Field(min_length=1)]
    omitted_title: str = ""
    omitted: tuple[Omitted, ...] = ()

    @model_validator(mode="after")
    def _rows_fit_the_columns(self) -> DecisionSpec:
        regimes = [column.regime for column in self.columns]
        if any([cell.regime for cell in row.cells] != regimes for row in self.rows):
            raise ValueError("a row has not one cell for every column, in order")
        return self
