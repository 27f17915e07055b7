"""Ready settings of the controls, for any case in which they make sense."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from data.errors import InputProblem, PlusNError, UnavailableMeasure
from network.case.trade import Duty
from network.duty.dates import run_out
from plusn.desk import knobs_choices as choices
from plusn.desk.knobs import knobs
from plusn.desk.knobs_duty import REGIME
from plusn.desk.knobs_kind import Values, code_of
from plusn.scenarios.questions import question
from plusn.scenarios.regimes import regime_gaps, regimes
from plusn.scenarios.verbs.regimes import beyond_regimes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from network.case import Case
    from network.duty.presets import Regime
    from plusn.desk.knobs_kind import Knob

Kind = Literal["regime", "outage", "plus", "port", "lens"]
LEAST_SHARE = 10.0
"""Per cent of output that each producing territory makes at least, so that none is a token."""
FURTHER = (1, 2)
MAINLAND = "CHN"
"""Territory that the study, and so the Atlas, is about (ISO 3166-1 alpha-3)."""


@dataclass(frozen=True, kw_only=True)
class Preset:
    """Hold settings that can be taken over, or why they cannot.

    Parameters
    ----------
    id
        Plain code.
    subject
        What it is about: (kind, id) pairs, for its name.
    values
        Of the controls that it moves; the others stand as today.
    days
        First and last day of a dated regime, ISO; blank otherwise.
    status
        Of a dated regime: ended, in force, proposed.
    lacks
        Layers of duty that the case must bring itself: until then no total is shown.
    unrated
        Territories for whose goods the regime brings no rate.
    refused
        Why it cannot be taken; None where it can.
    """

    id: str
    kind: Kind
    subject: tuple[tuple[str, str], ...] = ()
    values: Values = field(default_factory=dict)
    days: tuple[str, str] = ("", "")
    status: str = ""
    lacks: tuple[str, ...] = ()
    unrated: tuple[str, ...] = ()
    refused: InputProblem | None = None


def presets(case: Case) -> tuple[Preset, ...]:
    """List the presets of a case: outage, China+N, one port, dated regimes, survey lens.

    Examples
    --------
    >>> from plusn.scenarios.shipped import shipped_case
    >>> [one.id for one in presets(shipped_case("two_plants")) if not one.refused]
    ['outage', 'plus-1', 'lens']
    """
    known = {knob.id: knob for knob in knobs(case)}
    return (
        *_outage(case, known), *_plus(case, known), *_port(case, known),
        *(_regime(case, one) for one in regimes()), Preset(id="lens", kind="lens"),
    )  # fmt: skip


def asks_for_rates(case: Case, day: date, *, regime: str = "") -> tuple[PlusNError, ...]:
    """Say which rates of duty are asked of the user for a day; nothing is guessed.

    Parameters
    ----------
    case
        As it stands on the desk.
    day
        Day that the question is about.
    regime
        Dated regime under which it is asked; blank for the duties as entered.

    Returns
    -------
    tuple of PlusNError
        To be shown, not raised: layers whose rates ended before the day, and a day after the last
        known regime. Empty where the rates of the day are known.
    """
    asked = question(case, regime=regime).case if regime else case
    general = asked.general.model_copy(update={"run_date": day})
    ended = run_out(replace(asked, settings=(general,)))
    return (*ended, *(UnavailableMeasure(told) for told in beyond_regimes(case, day)))


def with_layer(case: Case, cells: Mapping[str, object], day: date) -> Case:
    """Add a layer of duty that the user knows to a case.

    Parameters
    ----------
    cells
        Of the row to add to duties, by column.
    day
        Day that the question is about. A case without a run date gets it: with rates of several
        times, a day must say which of them hold.

    Raises
    ------
    Problems
        The layer does not fit the case: unknown territory, two rates for the same goods and day.
    """
    duty = Duty.model_validate(cells)
    general = case.general
    if general.run_date is None:
        general = general.model_copy(update={"run_date": day})
    return replace(case, settings=(general,), duties=(*case.duties, duty))


def _outage(case: Case, known: dict[str, Knob]) -> Iterator[Preset]:
    """Shut the region that makes most today; what is left is what the case says, else nothing."""
    if choices.PLACE not in known:
        return
    place = known[choices.PLACE].options[1]
    region, weeks = place.removeprefix(choices.REGION), known[choices.WEEKS].now
    own = [row.available for row in case.events if row.region == region and row.weeks == weeks]
    left = {choices.LEFT: round(100 * own[0], 9)} if own else {}
    kind = "region" if place.startswith(choices.REGION) else "site"
    yield Preset(
        id="outage", kind="outage",
        subject=((kind, place.partition(":")[2]), ("weeks", f"{weeks:g}")),
        values={choices.PLACE: place, choices.WEEKS: weeks, **left},
    )  # fmt: skip


def _plus(case: Case, known: dict[str, Knob]) -> Iterator[Preset]:
    """Ask for the main territory and so many more, each with a least share."""
    iso3 = {row.id: row.iso3 for row in case.territories}
    for count in FURTHER:
        if choices.PLUS in known and str(count) in known[choices.PLUS].options:
            anchor = str(known[choices.ANCHOR].now)
            own = [row.share_min for row in case.policies
                   if row.anchor == anchor and row.plus == count and row.share_min]  # fmt: skip
            share = round(100 * own[0], 9) if own else LEAST_SHARE
            yield Preset(
                id=f"plus-{count}", kind="plus",
                subject=(
                    ("territory", anchor),
                    ("iso3", iso3[anchor]),
                    ("count", str(count)),
                ),
                values={
                    choices.PLUS: str(count), choices.ANCHOR: anchor, choices.LEAST_SHARE: share,
                },
            )  # fmt: skip


def _port(case: Case, known: dict[str, Knob]) -> Iterator[Preset]:
    """Send everything through the port of the headquarters; duty goes by origin and stays."""
    home = {row.territory for row in case.facilities if row.kind == "hq"}
    at_home = [row.id for row in case.facilities if row.kind == "port" and row.territory in home]
    for port in at_home:
        if choices.PORTS in known and port in known[choices.PORTS].options:
            yield Preset(
                id=code_of("port", port), kind="port", subject=(("site", port),),
                values={choices.PORTS: (port,)},
            )  # fmt: skip


def _regime(case: Case, regime: Regime) -> Preset:
    refused = _why_not(case, regime)
    begins, ends = regime.valid_from, regime.valid_to
    layers = {row.layer for row in case.duties}
    return Preset(
        id=regime.id,
        kind="regime",
        subject=(("regime", regime.id),),
        values={} if refused else {REGIME: regime.id},
        days=(begins.isoformat() if begins else "", ends.isoformat() if ends else ""),
        status=regime.status,
        lacks=tuple(one for one in regime.layers_missing if one not in layers),
        unrated=() if refused else regime_gaps(regime, case),
        refused=refused,
    )


def _why_not(case: Case, regime: Regime) -> InputProblem | None:
    try:
        question(case, regime=regime.id)
    except InputProblem as problem:
        return problem
    return None
