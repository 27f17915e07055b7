"""Tariff regimes: layers of duty that held together over a span of days.

A regime is read from three plain tables (docs/duty.md): the regimes and their days, the layers
that make a stack under each, and the dated rates by country. Countries are data throughout: a
territory of a case takes part by its `iso3`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from data.errors import UnavailableMeasure
from data.phrase import Heading, joined, quoted, said
from data.phrase import Regime as RegimeId
from data.phrase import Table as TableName
from network.case.trade import Duty, ExpectedLayer
from network.duty.index import ANY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from network.case.case import Case
    from network.case.places import Territory
    from network.case.rows import Day

    Table = Sequence[Mapping[str, str]]

WORLD = "WLD"
SEPARATOR = ";"
DUTIES = TableName("duties")


@dataclass(frozen=True, kw_only=True)
class Rate:
    """Hold a published rate of a layer.

    Parameters
    ----------
    origin
        ISO 3166-1 alpha-3 code, or ``*``.
    goods
        The goods it is for, in the source's words; blank for all goods.
    rate
        Share of the customs value.
    """

    layer: str
    origin: str
    goods: str
    rate: float
    combine: str
    valid_from: Day | None
    valid_to: Day | None
    status: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class Expected:
    """Name a layer without which a stack under a regime has no total.

    Parameters
    ----------
    origin
        ISO 3166-1 alpha-3 code, or ``*``.
    """

    layer: str
    origin: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class Regime:
    """Describe a tariff regime.

    Parameters
    ----------
    destination
        ISO 3166-1 alpha-3 code of the territory that levies the duties.
    valid_from, valid_to
        First and last day; `None` where a regime is only proposed.
    run_date
        A day inside, on which a case under this regime is worked out.
    layers
        Layers whose rates by country are in `rates` and become rows of a case.
    layers_missing
        Layers that are expected and must come from the case: general rates, and rates by list of
        goods. As long as they are missing no stack has a total.
    rates
        Rates by country, for all goods.
    choices
        Rates by list of goods: whose product is on which list is for the user to say.
    notes
        What the rates leave out, and how the days are known.
    """

    id: str
    label: str
    destination: str
    valid_from: Day | None
    valid_to: Day | None
    run_date: Day | None
    status: str
    sources: tuple[str, ...]
    layers: tuple[str, ...]
    layers_missing: tuple[str, ...]
    expected: tuple[Expected, ...]
    rates: tuple[Rate, ...]
    choices: tuple[Rate, ...]
    notes: tuple[str, ...]

    def covers(self, day: Day) -> bool:
        """Tell whether a day lies in the regime."""
        if self.valid_from is None or self.valid_to is None:
            return False
        return self.valid_from <= day <= self.valid_to


def regimes_of(regimes: Table, layers: Table, rates: Table) -> tuple[Regime, ...]:
    """Make regimes from plain rows.

    Parameters
    ----------
    regimes, layers, rates
        Rows of the packaged tables ``tariff_regimes``, ``tariff_layers`` and
        ``country_parameters``, cell by cell as written; rates in per cent.

    Returns
    -------
    tuple of Regime
        In the order of the table.
    """
    by_parameter: dict[str, list[Mapping[str, str]]] = {}
    for row in rates:
        by_parameter.setdefault(row["parameter"], []).append(row)
    return tuple(
        _regime(row, [one for one in layers if one["regime"] == row["regime"]], by_parameter)
        for row in regimes
    )


def regime_duties(regime: Regime, territories: Sequence[Territory]) -> tuple[Duty, ...]:
    """Give the rows of duty that a regime brings to a case.

    Countries become the territories that carry their `iso3`; a territory without one, or whose
    country has no rate, gets no rows (`unrated` names it).
    """
    return tuple(
        Duty.model_validate(
            {
                "layer": rate.layer,
                "origin": origin,
                "dest": dest,
                "rate": rate.rate,
                "combine": rate.combine,
                "valid_from": rate.valid_from,
                "valid_to": rate.valid_to,
                "status": rate.status,
                "provenance": "published",
                "source": _cited(rate.sources, rate.note),
            }
        )
        for dest in _territories(regime.destination, territories)
        for rate in regime.rates
        for origin in _territories(rate.origin, territories)
        if origin != dest
    )


def regime_expectations(
    regime: Regime, territories: Sequence[Territory]
) -> tuple[ExpectedLayer, ...]:
    """Give the layers that a regime expects in a case."""
    return tuple(
        ExpectedLayer(
            layer=one.layer,
            origin=origin,
            dest=dest,
            provenance="derived",
            source=_cited(one.sources, one.note),
        )
        for dest in _territories(regime.destination, territories)
        for one in regime.expected
        for origin in _territories(one.origin, territories)
        if origin != dest
    )


def unrated(regime: Regime, territories: Sequence[Territory]) -> tuple[str, ...]:
    """Name the territories, by id, whose goods a regime brings too few rates for.

    They carry no `iso3`, or the tables have no rate of their country in an expected layer.
    """
    rated = {(rate.layer, rate.origin) for rate in regime.rates}
    needed = [one for one in regime.expected if one.layer in regime.layers]
    return tuple(
        sorted(
            place.id
            for place in territories
            if place.iso3 != regime.destination
            and any(
                rated.isdisjoint({(one.layer, place.iso3), (one.layer, ANY)})
                for one in needed
                if one.origin in {place.iso3, ANY}
            )
        )
    )


def with_regime(case: Case, regime: Regime, others: Sequence[Regime] = ()) -> Case:
    """Put a case under a regime, on a day inside it.

    The rows of the regime's layers, and of those of `others`, are replaced where they enter its
    territory; the case's own layers stay, and so do its exempt rows in every layer.

    Raises
    ------
    UnavailableMeasure
        The regime is only proposed, or no territory of the case is the one that levies it.
    """
    if regime.run_date is None:
        raise UnavailableMeasure(
            _cannot(regime, said("only proposed: {notes}", notes=joined("; ", regime.notes[:1]))),
            remedy=said(
                "Add rows to {table} for the origins that you assume, with status in force.",
                table=DUTIES,
            ),
        )
    dests = set(_territories(regime.destination, case.territories))
    if not dests:
        raise UnavailableMeasure(
            _cannot(
                regime,
                said(
                    "levied by {there}, and no territory of the case has this iso3",
                    there=regime.destination,
                ),
            ),
            where=TableName("territories"),
            remedy=said(
                "Write {there} in the column {column} of the territory meant.",
                there=regime.destination,
                column=Heading.of("territories", "iso3"),
            ),
        )
    known = [
        one for one in (regime, *others) if one.run_date and one.destination == regime.destination
    ]
    replaced = {layer for one in known for layer in one.layers}
    named = {expected.layer for one in known for expected in one.expected}
    duties = (
        duty
        for duty in case.duties
        if duty.dest not in dests or duty.layer not in replaced or duty.combine == "exempt"
    )
    expected = (
        one for one in case.expected_layers if one.dest not in dests or one.layer not in named
    )
    return replace(
        case,
        settings=(case.general.model_copy(update={"run_date": regime.run_date}),),
        duties=(*duties, *regime_duties(regime, case.territories)),
        expected_layers=(*expected, *regime_expectations(regime, case.territories)),
    )


def _cannot(regime: Regime, reason: str) -> str:
    """Say why a regime cannot be applied; `reason` alone is enough beside its name."""
    return said("the regime {regime!r} is {reason}", regime=RegimeId(regime.id), reason=reason)


def regime_on(regimes: Sequence[Regime], day: Day, destination: str) -> Regime:
    """Find the regime of a day.

    Raises
    ------
    UnavailableMeasure
        No regime of this territory covers the day; after the last one the user is asked for
        rates.
    """
    dated = [one for one in regimes if one.destination == destination and one.valid_to]
    for regime in dated:
        if regime.covers(day):
            return regime
    spans = joined("; ", map(_span, dated))
    raise UnavailableMeasure(
        said("no tariff regime of {there} is known on {day}", there=destination, day=str(day)),
        where=spans,
        remedy=said(
            "Add rows to {table} with the rates of that day, or choose a run date in a regime.",
            table=DUTIES,
        ),
    )


def _span(regime: Regime) -> str:
    return said(
        "{regime}: {first} to {last}",
        regime=RegimeId(regime.id),
        first=str(regime.valid_from),
        last=str(regime.valid_to),
    )


def _regime(row: Mapping[str, str], layers: Table, by_parameter: Mapping[str, Table]) -> Regime:
    begins, ends = _day(row["valid_from"]), _day(row["valid_to"])
    found = [rate for rate in _rates(layers, by_parameter) if _meets(rate, begins, ends)]
    expected = tuple(
        Expected(
            layer=one["layer"],
            origin=one["origin"],
            sources=_ids(one["source_id"]),
            note=one["note"],
        )
        for one in layers
        if one["expected"] == "true"
    )
    rates = tuple(rate for rate in found if not rate.goods)
    given = {rate.layer for rate in rates}
    return Regime(
        id=row["regime"],
        label=row["label"],
        destination=row["destination"],
        valid_from=begins,
        valid_to=ends,
        run_date=_day(row["run_date"]),
        status=row["status"],
        sources=_ids(row["source_id"]),
        layers=tuple(sorted(given)),
        layers_missing=tuple(sorted({one.layer for one in expected} - given)),
        expected=expected,
        rates=rates,
        choices=tuple(rate for rate in found if rate.goods),
        notes=tuple(map(quoted, dict.fromkeys([row["note"], *_notes(layers)]))),
    )


def _notes(layers: Table) -> Iterator[str]:
    return (one["note"] for one in layers if one["note"])


def _rates(layers: Table, by_parameter: Mapping[str, Table]) -> Iterator[Rate]:
    """Give the rates of a regime's layers: a country's own row of a layer goes before ``*``."""
    ways: dict[tuple[str, str], dict[str, str]] = {}
    for one in layers:
        ways.setdefault((one["layer"], one["parameter"]), {})[one["origin"]] = one["combine"]
    for (layer, parameter), combine in ways.items():
        for row in by_parameter.get(parameter, ()):
            origin = ANY if row["iso3"] == WORLD else row["iso3"]
            if how := combine.get(origin, combine.get(ANY)):
                yield _rate(row, layer, origin, how)


def _rate(row: Mapping[str, str], layer: str, origin: str, combine: str) -> Rate:
    return Rate(
        layer=layer,
        origin=origin,
        goods=row["scope"],
        rate=round(float(row["value"]) / 100, 6),
        combine=combine,
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        status=row["status"],
        sources=_ids(row["source_id"]),
        note=row["note"],
    )


def _meets(rate: Rate, begins: Day | None, ends: Day | None) -> bool:
    """Tell whether a rate holds on some day of a span."""
    before = rate.valid_to is not None and begins is not None and rate.valid_to < begins
    after = rate.valid_from is not None and ends is not None and rate.valid_from > ends
    return not before and not after


def _territories(iso3: str, territories: Sequence[Territory]) -> tuple[str, ...]:
    if iso3 == ANY:
        return (ANY,)
    return tuple(one.id for one in territories if one.iso3 == iso3)


def _ids(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(SEPARATOR) if part)


def _day(cell: str) -> Day | None:
    return date.fromisoformat(cell) if cell else None


def _cited(sources: Sequence[str], note: str) -> str:
    return ": ".join(part for part in (", ".join(sources), note) if part)[:400]
