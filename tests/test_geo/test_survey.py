"""Survey percentages: which numbers of firms they fit, against brute force."""

from decimal import ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.errors import BadValue
from geo.survey import answers, consistent_bases

ROUNDINGS = (ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN)


def prints(count: int, base: int, decimals: int) -> set[Decimal]:
    exact = Decimal(100 * count) / Decimal(base)
    step = Decimal(1).scaleb(-decimals)
    return {exact.quantize(step, rounding=rounding) for rounding in ROUNDINGS}


@example((8, [1]), 0)
@example((16, [1, 3]), 1)
@given(
    st.integers(1, 120).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.integers(0, n), min_size=1, max_size=4))
    ),
    st.integers(0, 2),
)
def test_the_true_base_is_always_among_the_consistent_ones(case, decimals):
    base, counts = case
    shares = [float(max(prints(count, base, decimals))) for count in counts]
    assert base in consistent_bases(shares, decimals=decimals, upto=120)


@given(st.decimals(0, 100, places=1), st.integers(1, 90))
def test_a_share_fits_a_base_exactly_when_some_count_prints_as_it(share, base):
    fits = [k for k in range(base + 1) if share in prints(k, base, 1)]
    assert answers(float(share), base) == (fits[0] if fits else None)


@given(st.lists(st.decimals(0, 100, places=1), min_size=2, max_size=4))
def test_more_shares_never_fit_more_bases(shares):
    values = [float(share) for share in shares]
    assert set(consistent_bases(values)) <= set(consistent_bases(values[:1]))


def test_a_multiple_of_a_consistent_base_that_keeps_the_shares_is_consistent_too():
    bases = consistent_bases([67.3, 63.6, 36.4], upto=170)
    assert {55, 110, 165} <= set(bases)


@pytest.mark.parametrize("share", [-0.1, 100.1, 33.33])
def test_a_share_that_is_no_such_percentage_is_refused_by_name(share):
    with pytest.raises(BadValue, match=str(share)):
        consistent_bases([share])


def test_a_base_without_firms_is_refused():
    with pytest.raises(BadValue, match="base of 0"):
        answers(50, 0)
