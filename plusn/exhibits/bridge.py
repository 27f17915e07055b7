"""The cost bridge as an exhibit: from today to a scenario, or to the best plan, bar by bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.catalogue import text
from briefing.exhibit import Chart, Column, Exhibit, Record, Series, Table
from briefing.firm.bridge import describe_bridge
from briefing.firm.cell_walk import walk_of_cell
from briefing.firm.frame import POWERS, Standing
from briefing.firm.palette import tokens
from briefing.firm.walk import walk_of_baseline, walk_of_compare
from briefing.fitting import grown, in_room
from briefing.pairing import in_tongue
from briefing.spec import Colour, KeyFigure
from data.errors import UnavailableMeasure, UnknownChoice
from data.phrase import said
from plusn.exhibits.drawing import Drawn
from plusn.exhibits.firm_case import OfCase, answer, case_of, day_of, names_in, scenario_among
from plusn.exhibits.firm_words import firm_exhibit, known_in_words

if TYPE_CHECKING:
    from briefing.exhibit import Picture, Room
    from briefing.firm.bridge import BridgeBar, BridgeSpec
    from briefing.firm.names import Names
    from briefing.firm.walk import Walk
    from briefing.palette import Theme
    from briefing.spec import Language
    from network.case import Case

LEAST_PLOT = 110.0


class Asked(OfCase):
    """What is walked: to a scenario, to a cell of the decision table, else from the ledger.

    `scenario` leads from the case's first scenario to that one; `plan` and `regime` from the
    cheapest plan under a regime to that plan; blank, from what the firm did to the best plan,
    where it has a ledger, else from the first scenario to the second.
    """

    scenario: str = ""
    plan: str = ""
    regime: str = ""


def show(asked: Asked, tongue: str) -> Drawn:
    """Make the bridge for any document.

    Raises
    ------
    UnknownChoice
        The case has no such scenario, plan or regime.
    UnavailableMeasure
        There is nothing to lead from or to.
    """
    case = case_of(asked)
    record, way = _record_of(asked, case)
    names = names_in(case)

    def spec(lang: Language) -> BridgeSpec:
        return describe_bridge(_walk(record, way, names(lang)), names(lang), Standing.of(record))

    whole = in_tongue(spec, tongue)

    def draw(room: Room, theme: Theme) -> tuple[Picture, ...]:
        from briefing.backends.firm_bridge_svg import HEIGHT  # noqa: PLC0415 - who draws waits
        from briefing.backends.firm_bridge_svg import draw as drawn  # noqa: PLC0415

        def sized(width: float, height: float) -> str:
            def plot(high: float) -> str:
                return drawn(whole, theme=theme, width=width, high=high)

            return grown(plot, HEIGHT, height, LEAST_PLOT)

        return in_room(sized, room)

    def exhibit(lang: Language) -> Exhibit:
        return exhibit_of(spec(lang), record, lang, day_of(case))

    return Drawn(exhibit=in_tongue(exhibit, tongue), draw=draw)


def _record_of(asked: Asked, case: Case) -> tuple[dict[str, Any], tuple[str, str]]:
    """Give the answer that is walked, and where to: a scenario, or a plan under a regime."""
    ids = [row.id for row in case.scenarios]
    if asked.plan or asked.regime:
        record = answer("decide", case)
        return record, _cell(asked, record)
    if asked.scenario or not case.actual_flows:
        if len(ids) < 2:  # noqa: PLR2004 - from one to another
            raise UnavailableMeasure(said("the case has no two scenarios to lead between"))
        to = scenario_among(case, asked.scenario) if asked.scenario else ids[1]
        if to == ids[0]:
            raise UnknownChoice.of("scenario", to, ids[1:])
        record = answer("compare", case, {"scenarios": [ids[0], to]})
        if to in record["no_plan"]:
            raise UnavailableMeasure(said("the scenario {name} has no plan", name=to))
        return record, (to, "")
    return answer("baseline", case), ("", "")


def _cell(asked: Asked, record: dict[str, Any]) -> tuple[str, str]:
    plans = [row["plan"] for row in record["tables"]["plans"]]
    regimes = [row["regime"] for row in record["tables"]["regimes"] if not row["left_out"]]
    plan, regime = asked.plan or plans[0], asked.regime or regimes[0]
    if plan not in plans:
        raise UnknownChoice.of("plan", plan, plans)
    if regime not in regimes:
        raise UnknownChoice.of("regime", regime, regimes)
    return plan, regime


def _walk(record: dict[str, Any], way: tuple[str, str], names: Names) -> Walk:
    if way[1]:
        walk = walk_of_cell(record, *way, names)
        if walk is None:
            raise UnavailableMeasure(said("no other plan leads to this cell"))
        return walk
    return walk_of_compare(record, way[0]) if way[0] else walk_of_baseline(record)


def exhibit_of(spec: BridgeSpec, record: dict[str, Any], lang: Language, as_of: str) -> Exhibit:
    """Give the words and numbers of a bridge."""
    totals = [bar for bar in spec.bars if bar.kind == "total"]
    whole = min(level for bar in spec.bars for level in (bar.start, bar.end)) >= 0
    return firm_exhibit(
        "bridge",
        spec,
        lang,
        as_of=as_of,
        caution=spec.caution,
        notes=spec.notes,
        sentences=(spec.reason,),
        key_figures=tuple(
            KeyFigure(number=bar.text, words=f"{bar.label} ({spec.unit})") for bar in totals
        ),
        tables=(_steps(spec, lang), *_terms(spec)),
        charts=(chart_of(spec, lang),) if whole else (),
        records=(_record(spec, str(record["currency"]), lang),),
        slide=("chart",) if whole else ("picture",),
    )


def chart_of(spec: BridgeSpec, lang: Language) -> Chart:
    """Give the bridge as stacked columns: a hidden base, then what a bar adds or takes away.

    Every number is whole. Where the axis does not begin at zero, totals are torn, which the
    subtitle tells.
    """
    unit = 10.0 ** _power(spec)

    def part(bar: BridgeBar, name: str) -> float | None:
        way = "total" if bar.kind == "total" else "falls" if bar.change < 0 else "rises"
        return abs(bar.change) / unit if way == name else None

    def series(name: str, colour: str) -> Series:
        values = tuple(part(bar, name) for bar in spec.bars)
        told = zip(values, spec.bars, strict=True)
        return Series(
            name=text(f"exhibit.bridge.{name}", lang),
            values=values,
            labels=tuple("" if value is None else bar.text for value, bar in told),
            colours=(_token(colour),),
            outlined=name != "total",
        )

    base = tuple(
        None if bar.kind == "total" else min(bar.start, bar.end) / unit for bar in spec.bars
    )

    return Chart(
        kind="stacked_columns",
        categories=tuple(bar.label for bar in spec.bars),
        series=(
            Series(name=text("exhibit.bridge.base", lang), values=base, hidden=True),
            series("total", "ink"),
            series("falls", "bar"),
            series("rises", "background"),
        ),
        unit=spec.unit,
        low=spec.axis.low / unit if spec.axis.cut else None,
    )


def _token(name: str) -> Colour:
    return Colour(light=tokens("light")[name], dark=tokens("dark")[name])


def _power(spec: BridgeSpec) -> int:
    """Give the power of ten that the texts of a bridge are told in."""
    most = max(abs(level) for bar in spec.bars for level in (bar.start, bar.end))
    return next(power for power, least in POWERS if most >= least) if most else 6


def _steps(spec: BridgeSpec, lang: Language) -> Table:
    heads = (text("exhibit.bridge.step", lang), spec.unit)
    return Table(
        columns=(Column(head=heads[0]), Column(head=heads[1], number=True)),
        rows=tuple((bar.label, bar.text) for bar in spec.bars),
        strong=tuple(at for at, bar in enumerate(spec.bars) if bar.kind == "total"),
    )


def _terms(spec: BridgeSpec) -> tuple[Table, ...]:
    heads = tuple(Column(head=head, number=at > 0) for at, head in enumerate(spec.head))
    rows = tuple((term.label, *term.texts) for bar in spec.bars for term in bar.terms)
    return (Table(title=spec.table_title, columns=heads, rows=rows),) if rows else ()


def _record(spec: BridgeSpec, money: str, lang: Language) -> Record:
    known = known_in_words(spec, lang)

    def row(bar: BridgeBar) -> tuple[str | float, ...]:
        return (bar.id, bar.kind, bar.label, bar.start, bar.end, bar.change, known)

    return Record(
        title=spec.table_title,
        heads=("id", "kind", "step", f"from_{money}", f"to_{money}", f"change_{money}",
               "how_we_know_it"),
        rows=tuple(row(bar) for bar in spec.bars),
    )  # fmt: skip
