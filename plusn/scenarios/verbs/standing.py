"""What stands on everything told of a case, as a record: made up or not, calibrated or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.explain.baseline import baseline
from plusn.scenarios.running import is_illustrative

if TYPE_CHECKING:
    from network.case import Case


def standing_record(case: Case, base: Case | None = None) -> dict[str, bool | float | None]:
    """Say whether a case is made up, and whether its model is near its ledger.

    Parameters
    ----------
    case
        As it is asked.
    base
        The base case, which the ledger is of; None where it is the same.

    Returns
    -------
    dict
        ``illustrative``; ``calibrated``, None where there is nothing to compare with;
        ``difference``, a share of the ledger's total.

    Raises
    ------
    Problems
        The recorded flows cannot be read.
    """
    told = base or case
    compared = baseline(told) if told.actual_flows else None
    return {
        "illustrative": is_illustrative(case),
        "calibrated": compared.calibrated if compared else None,
        "difference": compared.difference if compared else None,
    }
