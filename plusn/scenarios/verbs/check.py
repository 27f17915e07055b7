"""Whether a case can be used: it can be read, and what must be delivered can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import Infeasible, together
from network.case.checks_goods import unjudged_rules
from network.engine.elastic import explain_infeasible
from network.engine.frame import Frame
from network.engine.solve import program
from network.engine.solver import Solver
from plusn.scenarios.report import Report
from plusn.scenarios.verbs.provenance import assumed_table, provenance_table
from plusn.scenarios.verbs.standing import standing_record

if TYPE_CHECKING:
    from plusn.scenarios.files import Loaded


def check_report(loaded: Loaded) -> Report:
    """Tell what was read, once it is sure that every mandatory demand can be met.

    Raises
    ------
    Infeasible
        A mandatory demand cannot be met, whatever is open: with its row, and what is used up.
    """
    case = loaded.case
    _check_demands(loaded)
    rows = {name: len(rows) for name, rows in case.tables().items() if rows}
    formulas = [f"{one.sheet}!{one.cell} {one.text} = {one.value}" for one in loaded.formulas]
    notes = [*loaded.notes, *unjudged_rules(case)]
    return Report(
        record={
            "name": case.general.name,
            "digest": case.digest,
            "rows": rows,
            "formulas": formulas,
            "standing": standing_record(case),
            "notes": notes,
        },
        tables={"provenance": provenance_table(case), "assumed": assumed_table(case)},
        lines=(
            f"{case.general.name}: can be used",
            *(f"  {name:<20}{count:>6}" for name, count in rows.items()),
            *(f"  {line}" for line in (*formulas, *notes)),
        ),
    )


def _check_demands(loaded: Loaded) -> None:
    """Ask whether all mandatory demands can be met at once, with every site open if need be.

    Whole sites and modules do not matter: where a part of a site is enough, the whole is.

    Raises
    ------
    Infeasible
        They cannot.
    """
    case = loaded.case
    if all(row.price_per_unit is not None for row in case.demand):
        return
    built = program(Frame.of(case))
    if Solver(built.model.relaxed()).solve().found:
        return
    problem = explain_infeasible(built)
    rows = [
        loaded.place("demand", number)
        for number, row in enumerate(case.demand)
        if row.price_per_unit is None and f"{row.market} lacks " in problem.headline
    ]
    where = together([*rows, problem.where], "; ")
    raise Infeasible(problem.headline, where=where, remedy=problem.remedy)
