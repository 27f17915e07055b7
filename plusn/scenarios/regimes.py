"""Tariff regimes of the packaged tables, for a firm's case."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from data.errors import UnknownChoice
from data.packaged import load_rows
from data.phrase import said
from network.duty.presets import (
    Regime,
    regime_on,
    regimes_of,
    unrated,
    with_regime,
)

if TYPE_CHECKING:
    from network.case.case import Case
    from network.case.rows import Day


@cache
def regimes() -> tuple[Regime, ...]:
    """List the tariff regimes that the packaged tables know, oldest first, proposed ones last.

    Examples
    --------
    >>> for regime in regimes():
    ...     print(regime.id, regime.valid_to, regime.layers_missing)
    us-ieepa-2025-04 2025-04-13 ('mfn', 'section_301')
    us-ieepa-2025-05 2025-08-06 ('mfn', 'section_301')
    us-ieepa-2025-08 2025-10-14 ('mfn', 'section_301')
    us-ieepa-2025-10 2026-02-23 ('mfn', 'section_301')
    us-section-122-2026 2026-07-23 ('mfn', 'section_301')
    us-section-301-forced-labor-low None ('mfn', 'section_301')
    us-section-301-forced-labor-high None ('mfn', 'section_301')
    """
    return regimes_of(
        load_rows("tariff_regimes"), load_rows("tariff_layers"), load_rows("country_parameters")
    )


def regime_named(regime_id: str) -> Regime:
    """Find a regime by its id.

    Raises
    ------
    UnknownChoice
        There is no such regime.
    """
    for regime in regimes():
        if regime.id == regime_id:
            return regime
    raise UnknownChoice.of(said("regime"), regime_id, [regime.id for regime in regimes()])


def regime_gaps(regime: Regime, case: Case) -> tuple[str, ...]:
    """Name the territories of a case whose goods a regime brings too few rates for."""
    return unrated(regime, case.territories)


def apply_regime(case: Case, regime_id: str) -> Case:
    """Put a case under a regime, on a day inside it.

    Rows of the regimes' own layers are replaced where they enter the territory that levies them;
    the case's other layers stay (its general rates, its rates by list of goods), and so do its
    exempt rows. What the regime expects and the case lacks makes a stack incomplete.

    Raises
    ------
    UnknownChoice
        There is no such regime.
    UnavailableMeasure
        The regime is only proposed, or no territory of the case levies it.
    """
    return with_regime(case, regime_named(regime_id), regimes())


def regime_of_day(day: Day, destination: str) -> Regime:
    """Find the regime of a day by the territory that levies it (ISO 3166-1 alpha-3).

    Raises
    ------
    UnavailableMeasure
        None is known: the user is asked for rates.

    Examples
    --------
    >>> from datetime import date
    >>> regime_of_day(date(2025, 12, 24), "USA").id
    'us-ieepa-2025-10'
    """
    return regime_on(regimes(), day, destination)
