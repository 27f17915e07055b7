"""From flat shipments to a case: families, sites, lanes and demand, and what became of each row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from data.errors import BadValue, PlusNError, Problems, UnknownChoice
from data.phrase import Site, joined, said
from network.case.naming import unknown
from network.intake.assumed import Draft, Told
from network.intake.shipment_report import Report
from network.intake.shipment_rows import Dropped, Shipment, Tally, read_shipments
from network.intake.shipment_tables import Book, add_markets, add_places, add_products, add_ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from network.case.case import Case

KINDS = ("supplier", "plant", "depot", "port", "market")
MOST_WEEKS = 520  # as in the table settings
SITE_COLUMNS = ("id", "kind", "name", "territory", "region")


@dataclass(frozen=True, kw_only=True)
class Shipped:
    """Hold the case made of shipments, and the account of how."""

    case: Case
    report: Report


def from_shipments(
    rows: Iterable[Mapping[str, Any]],
    *,
    currency: str = "HKD",
    rates: Mapping[str, float] | None = None,
    sites: Iterable[Mapping[str, str]] = (),
    weeks: float | None = None,
    name: str = "Shipments",
    places: Sequence[str] = (),
) -> Shipped:
    """Make a case of flat shipments.

    A family is a product; a pair of places is a lane, at freight ÷ quantity; what arrives where
    goods are only received is the demand there. A place from which goods only leave is taken for
    a plant, one where they only arrive for a market, any other for a depot.

    Parameters
    ----------
    rows
        Shipments with `date`, `sku`, `from`, `to`, `qty`, `value`, and, if known, `family`,
        `currency`, `freight`, `hs`, `incoterm`. Value and freight are those of the whole row.
    currency
        Money of the case.
    rates
        Price of one unit of each other currency in the case's.
    sites
        What is known of places: `id`, and any of `kind`, `name`, `territory`, `region`.
    weeks
        Length of the period; by default from the first day to the last, both included.
    name
        What the case is called.
    places
        Where each row stands in its file ("file ship.csv, row 3"); by default rows count from 1.

    Raises
    ------
    Problems
        Unknown or missing columns, options that cannot be, or no row that can be used.

    Examples
    --------
    >>> row = {"date": "2025-06-02", "sku": "lamp", "from": "DG", "to": "LA", "qty": 700}
    >>> shipped = from_shipments([row | {"value": 70_000, "freight": 1400}], weeks=1)
    >>> shipped.case.lanes[0].cost_per_unit, shipped.case.demand[0].per_week
    (2.0, 700.0)
    >>> print(shipped.report.lines()[0])
    1 row read, worth 70000 HKD.
    """
    known = {str(site.get("id", "")): dict(site) for site in sites}
    prices = dict(rates or {})
    kept, tally = read_shipments(rows, currency=currency, rates=prices)
    problems = [*_option_problems(known, prices, weeks), *_row_problems(kept, tally)]
    if problems:
        raise Problems(problems, what=said("the shipments"))
    book = _book(kept, currency, prices, known, weeks)
    draft = Draft("shipments", told="derived")
    notes: list[str] = [
        said("{site} is among the sites, but no usable shipment names it.", site=Site(site))
        for site in sorted(known.keys() - book.kinds.keys())
    ]
    add_places(draft, book, name)
    add_products(draft, book, notes)
    add_ways(draft, book)
    add_markets(draft, book, notes)
    report = Report(
        tally=tally,
        weeks=book.weeks,
        assumed=tuple(draft.assumed),
        notes=tuple(notes),
        places=tuple(places),
    )
    return Shipped(case=draft.case(), report=report)


def _option_problems(
    sites: Mapping[str, Mapping[str, str]], rates: Mapping[str, float], weeks: float | None
) -> list[PlusNError]:
    problems: list[PlusNError] = []
    for site in sites.values():
        problems += [
            unknown(said("column"), column, SITE_COLUMNS, where=_site(site))
            for column in site
            if column not in SITE_COLUMNS
        ]
        if site.get("kind") and site["kind"] not in KINDS:
            problems.append(UnknownChoice.of(said("kind"), site["kind"], KINDS))
    problems += [
        BadValue(
            said("the rate of {money} is {rate}", money=code, rate=rate),
            remedy=said("Give a number above 0."),
        )
        for code, rate in rates.items()
        if not 0 < rate < float("inf")
    ]
    if weeks is not None and not 0 < weeks <= MOST_WEEKS:
        headline = said("the period has {weeks} weeks", weeks=weeks)
        remedy = said("Use 1 to {most}.", most=MOST_WEEKS)
        problems.append(BadValue(headline, remedy=remedy))
    return problems


def _site(site: Mapping[str, str]) -> str:
    return said("site {site}", site=Site(site.get("id", "")))


def _row_problems(kept: Sequence[Shipment], tally: Tally) -> list[PlusNError]:
    if kept:
        weeks = _days(kept) / 7
        long = BadValue(
            said("the shipments span {weeks:,.0f} weeks", weeks=weeks),
            where="date",
            remedy=said("Split the file, or mend the dates."),
        )
        return [long] if weeks > MOST_WEEKS else []
    reasons = joined("; ", map(_reason, tally.dropped))
    return [
        BadValue(
            said("no shipment can be used"),
            where=reasons or said("there are no rows"),
            remedy=said("Mend the rows, or give the rates of their currencies."),
        )
    ]


def _reason(pile: Dropped) -> str:
    return said("{reason}: {rows}", reason=pile.reason, rows=pile.rows)


def _days(kept: Sequence[Shipment]) -> int:
    days = [row.day for row in kept]
    return (max(days) - min(days)).days + 1


def _book(
    kept: tuple[Shipment, ...],
    currency: str,
    rates: Mapping[str, float],
    sites: Mapping[str, Mapping[str, str]],
    weeks: float | None,
) -> Book:
    why = said("from the first day to the last")
    period = Told(weeks) if weeks is not None else Told(_days(kept) / 7, (), why)
    book = Book(
        rows=kept,
        currency=currency,
        rates=rates,
        weeks=period.value,
        sites=sites,
        kinds={},
        period=period,
    )
    return replace(book, kinds=_kinds(book))


def _kinds(book: Book) -> dict[str, Told]:
    """Tell the kind of every place, from the mapping or from what comes and goes."""
    leaves: dict[str, set[str]] = defaultdict(set)
    arrives: dict[str, set[str]] = defaultdict(set)
    for row in book.rows:
        leaves[row.from_].add(row.family)
        arrives[row.to].add(row.family)
    kinds: dict[str, Told] = {}
    for site in sorted({*leaves, *arrives}):
        if given := book.sites.get(site, {}).get("kind"):
            kinds[site] = Told(given)
        elif site not in arrives:
            kinds[site] = Told("plant", (), said("goods only leave it"))
        elif site not in leaves:
            kinds[site] = Told("market", (), said("goods only arrive there"))
        elif leaves[site] - arrives[site]:
            kinds[site] = Told("plant", (), said("a family leaves that never arrives there"))
        else:
            kinds[site] = Told("depot", (), said("goods arrive there and leave it"))
    return kinds
