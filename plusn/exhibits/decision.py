"""The decision table as an exhibit: plans by duties that may hold, with the largest regret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.catalogue import text
from briefing.exhibit import Column, Exhibit, Record, Table
from briefing.firm.decision import describe_decision
from briefing.fitting import many_in_room, shared_out
from briefing.names import listed
from briefing.pairing import in_tongue
from briefing.spec import KeyFigure
from plusn.exhibits.drawing import Drawn
from plusn.exhibits.firm_case import Day, OfCase, answer, case_of, day_of, names_in
from plusn.exhibits.firm_words import firm_exhibit, known_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.exhibit import Picture, Room
    from briefing.firm.decision_spec import DecisionCell, DecisionSpec, Outcome, PlanRow
    from briefing.palette import Theme
    from briefing.spec import Language


class Asked(OfCase):
    """Plans and regimes by id, as those of ``plusn scenario decide``; blank for its usual ones."""

    plans: tuple[str, ...] = ()
    regimes: tuple[str, ...] = ()
    run_date: Day = ""


def show(asked: Asked, tongue: str) -> Drawn:
    """Make the decision table for any document."""
    case = case_of(asked)
    args = {"plans": list(asked.plans), "regimes": list(asked.regimes), "run_date": asked.run_date}
    record = answer("decide", case, {key: value for key, value in args.items() if value})
    names = names_in(case)

    def spec(lang: Language) -> DecisionSpec:
        return without_clicks(describe_decision(record, names(lang), lang), lang)

    def exhibit(lang: Language) -> Exhibit:
        return exhibit_of(spec(lang), record, lang, asked.run_date or day_of(case))

    whole = in_tongue(spec, tongue)

    def draw(room: Room, theme: Theme) -> tuple[Picture, ...]:
        return many_in_room(lambda width, height: sheets(whole, theme, width, height), room)

    return Drawn(exhibit=in_tongue(exhibit, tongue), draw=draw)


def sheets(spec: DecisionSpec, theme: Theme, width: float, height: float) -> Sequence[str]:
    """Draw the table on as few sheets as hold it."""
    from briefing.backends.firm_decision_svg import draw  # noqa: PLC0415 - only who draws waits

    bare = spec.model_copy(update={"heading": "", "omitted": (), "columns": _unexplained(spec)})

    def some(rows: tuple[PlanRow, ...]) -> str:
        part = bare.model_copy(update={"rows": rows})
        return draw(part, theme=theme, width=width, dense=True)

    return shared_out(spec.rows, some, height)


def _unexplained(spec: DecisionSpec) -> tuple[Outcome, ...]:
    """Leave to the words beside the table why a column is incomplete."""
    return tuple(column.model_copy(update={"why": ""}) for column in spec.columns)


def without_clicks(spec: DecisionSpec, lang: Language) -> DecisionSpec:
    """Take out what tells the reader of a page to click: a document has no clicks."""
    labels = {column.regime: column.label for column in spec.columns}

    def plain(row: PlanRow, cell: DecisionCell) -> DecisionCell:
        told = text(
            "exhibit.decision.cell", lang, plan=row.label, regime=labels[cell.regime],
            cost=cell.text, under=cell.under or cell.why,
        )  # fmt: skip
        return cell.model_copy(update={"aria": told})

    rows = tuple(
        row.model_copy(update={"cells": tuple(plain(row, cell) for cell in row.cells)})
        for row in spec.rows
    )
    return spec.model_copy(update={"rows": rows, "hint": ""})


def exhibit_of(spec: DecisionSpec, record: dict[str, Any], lang: Language, as_of: str) -> Exhibit:
    """Give the words and numbers of a decision table."""
    safest = [row for row in spec.rows if row.safest]
    told = [f"{column.label}: {column.why}" for column in spec.columns if column.why]
    regrets = [
        text("exhibit.decision.row", lang, plan=row.label, head=spec.regret_head,
             regret=row.regret_text)
        for row in spec.rows
    ]  # fmt: skip
    if spec.omitted:
        names = listed([one.label for one in spec.omitted], lang)
        told.append(text("exhibit.decision.left_out", lang, names=names))
    return firm_exhibit(
        "decision",
        spec,
        lang,
        as_of=as_of,
        caution=spec.caution,
        subtitle=spec.heading,
        key_figures=tuple(
            KeyFigure(
                number=row.regret_text,
                words=text("exhibit.decision.key", lang, plan=row.label, head=spec.regret_head),
            )
            for row in safest
        ),
        sentences=(spec.subtitle, *regrets, *told),
        tables=(_table(spec, lang),),
        records=(_record(spec, record, lang),),
        rests_on=spec.notes,
    )


def _table(spec: DecisionSpec, lang: Language) -> Table:
    """Give cost, difference to the cheapest and largest regret, as they are printed."""
    shown = [at for at, column in enumerate(spec.columns) if column.shown]
    heads = [
        Column(head=" ".join(p for p in (c.label, c.days, c.tag) if p), number=True)
        for c in (spec.columns[at] for at in shown)
    ]
    return Table(
        title=spec.heading,
        columns=(Column(head=spec.plan_head), *heads, Column(head=spec.regret_head, number=True)),
        rows=tuple(
            (row.label, *(_cell(row.cells[at]) for at in shown), _regret(row, spec))
            for row in spec.rows
        ),
        strong=tuple(at for at, row in enumerate(spec.rows) if row.safest),
        rest=text("exhibit.decision.rest", lang, count=len(spec.columns) - len(shown))
        if len(shown) < len(spec.columns)
        else "",
    )


def _cell(cell: DecisionCell) -> str:
    return f"{cell.text} ({cell.under})" if cell.under else cell.text


def _regret(row: PlanRow, spec: DecisionSpec) -> str:
    return f"{row.regret_text} ({spec.safest_word})" if row.safest else row.regret_text


def _record(spec: DecisionSpec, record: dict[str, Any], lang: Language) -> Record:
    known = known_in_words(spec, lang)
    outcome = {column.regime: column for column in spec.columns}
    money = record["currency"]
    return Record(
        title=spec.heading,
        heads=(
            "plan_id", "plan", "regime_id", "outcome", "duties", f"cost_{money}",
            f"above_cheapest_{money}", f"largest_regret_{money}", "safest", "how_we_know_it",
        ),
        rows=tuple(
            (
                row.plan, row.label, cell.regime, outcome[cell.regime].label,
                "complete" if outcome[cell.regime].complete else "incomplete",
                cell.cost, cell.difference, row.regret, "yes" if row.safest else "no", known,
            )
            for row in spec.rows
            for cell in row.cells
        ),
    )  # fmt: skip
