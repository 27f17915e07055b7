"""What would change the answer, as an exhibit: one number at a time, the widest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.exhibit import Column, Exhibit, Record, Table
from briefing.firm.swing import describe_swing
from briefing.fitting import many_in_room, shared_out
from briefing.pairing import in_tongue
from plusn.exhibits.drawing import Drawn
from plusn.exhibits.firm_case import Under, answer, case_of, day_of, names_in
from plusn.exhibits.firm_words import firm_exhibit, known_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.exhibit import Picture, Room
    from briefing.firm.swing_spec import SwingRow, SwingSpec
    from briefing.palette import Theme
    from briefing.spec import Language


class Asked(Under):
    """Under what the numbers are moved."""


def show(asked: Asked, tongue: str) -> Drawn:
    """Make the figure for any document."""
    case = case_of(asked)
    record = answer("swing", case, asked.under)
    names = names_in(case)

    def spec(lang: Language) -> SwingSpec:
        return without_advice(describe_swing(record, names(lang), lang), lang)

    whole = in_tongue(spec, tongue)

    def draw(room: Room, theme: Theme) -> tuple[Picture, ...]:
        return many_in_room(lambda width, height: sheets(whole, theme, width, height), room)

    def exhibit(lang: Language) -> Exhibit:
        return exhibit_of(spec(lang), str(record["currency"]), lang, asked.run_date or day_of(case))

    return Drawn(exhibit=in_tongue(exhibit, tongue), draw=draw)


def sheets(spec: SwingSpec, theme: Theme, width: float, height: float) -> Sequence[str]:
    """Draw the figure on as few sheets as hold it."""
    from briefing.backends.firm_swing_svg import draw  # noqa: PLC0415 - only who draws waits

    def some(rows: tuple[SwingRow, ...]) -> str:
        return draw(spec.model_copy(update={"rows": rows}), theme=theme, width=width)

    return shared_out(spec.rows, some, height)


def without_advice(spec: SwingSpec, lang: Language) -> SwingSpec:
    """Say in the legend whose a number is, not what its owner should do."""
    key = tuple(
        one.model_copy(update={"label": text(f"exhibit.swing.{one.sign}", lang)})
        if one.sign in {"own", "assumption"}
        else one
        for one in spec.key
    )
    return spec.model_copy(update={"key": key})


def exhibit_of(spec: SwingSpec, money: str, lang: Language, as_of: str) -> Exhibit:
    """Give the words and numbers of the figure."""
    heads = (
        text("exhibit.swing.number", lang), spec.range_head,
        text("exhibit.swing.low", lang), text("exhibit.swing.high", lang),
    )  # fmt: skip
    return firm_exhibit(
        "swing",
        spec,
        lang,
        as_of=as_of,
        caution=spec.caution,
        sentences=tuple(row.aria for row in spec.rows),
        tables=(
            Table(
                columns=tuple(Column(head=head, number=at > 1) for at, head in enumerate(heads)),
                rows=tuple((r.label, r.range_text, r.low.text, r.high.text) for r in spec.rows),
                strong=tuple(at for at, row in enumerate(spec.rows) if row.changes),
            ),
        ),
        records=(_record(spec, money, lang),),
        rests_on=spec.notes,
    )


def _record(spec: SwingSpec, money: str, lang: Language) -> Record:
    known = known_in_words(spec, lang)
    return Record(
        title=spec.range_head,
        heads=("number", "whose", "end", "value", f"difference_{money}", "another_plan",
               f"regret_{money}", "how_we_know_it"),
        rows=tuple(
            (row.label, row.sign, end.at, end.value, end.difference, "yes" if end.changes else "no",
             end.regret, known)
            for row in spec.rows
            for end in row.ends
        ),
    )  # fmt: skip
