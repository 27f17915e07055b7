"""Every answer of the bound solver against every table there is, on small hierarchies."""

from __future__ import annotations

import random
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from data.codes import Level
from data.errors import EvidenceProblem, UnavailableMeasure
from data.figure import Standing
from geo.bounds.evidence import Evidence
from geo.bounds.explain import explain
from geo.bounds.hierarchy import Hierarchy
from geo.bounds.irreducible import irreducible
from geo.bounds.milp import Milp
from geo.bounds.premises import CERTAIN, RANKED
from geo.bounds.ranks import all_ranks, rank_bounds
from geo.bounds.shares import Comparison, compare, ratio_bounds, share_bounds
from geo.bounds.statements import between, group, known
from geo.bounds.system import feasible, holding, solver_for
from geo.bounds.tree import Tree

sys.path.insert(0, str(Path(__file__).parent))
import bounds_cases as case

TREES = case.statements()
ANY = case.statements(with_groups=True)
NODES = [n for n, key in enumerate(Hierarchy.of(case.regions()).keys) if key[0] != case.OUTSIDE]
QUICK = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def both_worlds(rows):
    """Give the evidence and every table under the premises and from sums alone."""
    ranked, certain = case.tables(rows, RANKED), case.tables(rows, CERTAIN)
    assume(len(ranked))
    return Evidence(rows, case.regions()), ranked, certain


def check_intervals(rows):
    evidence, ranked, certain = both_worlds(rows)
    for key in case.KEYS:
        found = evidence.interval(key)
        values, sure = (case.value(world, key) for world in (ranked, certain))
        assert (found.low, found.high) == (values.min(), values.max())
        assert (found.low_certain, found.high_certain) == (sure.min(), sure.max())


@given(TREES)
@QUICK
def test_every_interval_of_a_hierarchy_is_sharp(rows):
    check_intervals(rows)


@given(ANY)
@SLOW
def test_every_interval_beside_sums_of_groups_is_sharp(rows):
    check_intervals(rows)


@given(TREES)
@SLOW
def test_highs_finds_the_same_intervals_as_the_tree(rows):
    evidence, *_ = both_worlds(rows)
    tree = evidence.premised
    second = Milp(tree.hierarchy, tree.low, tree.high)
    assert [list(ends) for ends in second.intervals] == [list(ends) for ends in tree.intervals]


@given(ANY, st.sets(st.sampled_from(case.KEYS), min_size=1, max_size=4))
@QUICK
def test_the_sum_of_a_group_is_sharp_and_counts_each_unit_once(rows, keys):
    evidence, ranked, _ = both_worlds(rows)
    sums = case.total(ranked, keys)
    found = evidence.group(keys)
    assert (found.low, found.high) == (sums.min(), sums.max())


@given(TREES, st.dictionaries(st.sampled_from(NODES), st.integers(-5, 5), min_size=1))
@QUICK
def test_the_greedy_pass_finds_the_largest_weighted_sum(rows, weights):
    evidence, ranked, _ = both_worlds(rows)
    keys = evidence.hierarchy.keys
    worth = sum(w * case.value(ranked, keys[n][0]) for n, w in weights.items())
    assert evidence.premised.maximise(weights)[0] == np.max(worth)


def extremes(over, under):
    found = {Fraction(int(a), int(b)) for a, b in zip(over, under, strict=True) if b}
    return min(found), max(found)


@given(ANY, st.sampled_from(case.KEYS), st.sampled_from([case.COUNTRY, case.B, case.C]))
@QUICK
def test_a_share_is_optimised_jointly(rows, part, whole):
    evidence, ranked, _ = both_worlds(rows)
    inside = set(case.PARTS.get(part, (part,))) <= set(case.PARTS[whole])
    if not inside or not case.value(ranked, whole).any():
        with pytest.raises(UnavailableMeasure):
            share_bounds(evidence, [part], [whole])
        return
    expected = extremes(case.value(ranked, part), case.value(ranked, whole))
    assert tuple(share_bounds(evidence, [part], [whole]).premised) == expected


@given(ANY, st.sampled_from(case.KEYS), st.sampled_from(case.KEYS))
@QUICK
def test_a_ratio_is_optimised_jointly_and_open_where_the_divisor_can_be_zero(rows, one, other):
    evidence, ranked, _ = both_worlds(rows)
    over, under = case.value(ranked, one), case.value(ranked, other)
    if case.leaves([one]) & case.leaves([other]) or not under.any():
        with pytest.raises(UnavailableMeasure):
            ratio_bounds(evidence, [one], [other])
        return
    low, high = extremes(over, under)
    endless = ((over > 0) & (under == 0)).any()
    assert tuple(ratio_bounds(evidence, [one], [other]).premised) == (
        low,
        None if endless else high,
    )


@given(TREES, st.sampled_from(case.KEYS), st.sampled_from(case.KEYS))
@QUICK
def test_a_comparison_says_what_every_table_says(rows, one, other):
    evidence, ranked, _ = both_worlds(rows)
    signs = set(np.sign(case.value(ranked, one) - case.value(ranked, other)).tolist())
    words = {1: Comparison.LARGER, -1: Comparison.SMALLER, 0: Comparison.EQUAL}
    expected = words[signs.pop()] if len(signs) == 1 else Comparison.CANNOT_BE_SAID
    assert compare(evidence, one, other) is expected


def check_ranks(rows):
    evidence, ranked, certain = both_worlds(rows)
    for level, units in case.LEVELS.items():
        bulk = all_ranks(evidence, level)
        assert set(bulk) == set(units)
        for key in units:
            for world, found in zip((ranked, certain), bulk[key], strict=False):
                own = case.value(world, key)
                ranks = 1 + sum(case.value(world, unit) > own for unit in units)
                assert tuple(found) == (ranks.min(), ranks.max())
            assert rank_bounds(evidence, key) == bulk[key]


@given(TREES)
@QUICK
def test_every_rank_range_of_a_hierarchy_is_sharp(rows):
    check_ranks(rows)


@given(case.statements(with_groups=True, most=2), case.one_statement(with_groups=True))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_rank_range_beside_sums_of_groups_is_sharp(rows, extra):
    check_ranks((*rows, extra, group([case.B1, case.C1], 0, 5)))


@given(case.statements(with_groups=True, most=7), st.randoms())
@QUICK
def test_dropping_any_statement_of_the_irreducible_set_removes_the_contradiction(rows, rng):
    hierarchy = Hierarchy.of(case.regions())
    core = irreducible(rows, hierarchy)
    assert (not core) == (len(case.tables(rows, RANKED)) > 0)
    assert not core or not feasible(core, hierarchy)
    for row in core:
        assert feasible([other for other in core if other is not row], hierarchy)
    mixed = list(rows)
    rng.shuffle(mixed)
    assert irreducible(mixed, hierarchy) == core


@given(ANY, st.integers(0, 2**32))
@SLOW
def test_the_order_of_the_rows_changes_nothing(rows, seed):
    evidence, *_ = both_worlds(rows)
    mixed = list(rows)
    random.Random(seed).shuffle(mixed)  # noqa: S311 - no secret
    again = Evidence(tuple(mixed), case.regions())
    for key in case.KEYS:
        assert again.interval(key) == evidence.interval(key)
        assert explain(again, key).caps == explain(evidence, key).caps


@given(TREES)
@QUICK
def test_certain_contains_premised_and_the_named_premises_suffice(rows):
    evidence, *_ = both_worlds(rows)
    for key in case.KEYS:
        found, reason = evidence.interval(key), explain(evidence, key)
        assert found.low_certain <= found.low <= found.high <= found.high_certain
        sums = holding(rows, CERTAIN)
        alone = Evidence((*sums, *reason.caps), case.regions()).interval(key)
        assert (alone.low, alone.high) == (found.low, found.high)
        for cap in reason.caps:
            fewer = [row for row in reason.caps if row is not cap]
            weaker = Evidence((*sums, *fewer), case.regions()).interval(key)
            assert (weaker.low, weaker.high) != (found.low, found.high)


@given(TREES, st.sampled_from(case.KEYS), st.data())
@QUICK
def test_a_known_count_tightens_every_interval(rows, key, data):
    evidence, ranked, _ = both_worlds(rows)
    count = data.draw(st.sampled_from(sorted(set(case.value(ranked, key).tolist()))))
    tighter = Evidence((*rows, known(key, count)), case.regions())
    assert tighter.standing(key) is Standing.PUBLISHED
    for other in case.KEYS:
        wide, narrow = evidence.interval(other), tighter.interval(other)
        assert wide.low <= narrow.low <= narrow.high <= wide.high


@given(ANY)
@SLOW
def test_evidence_is_refused_exactly_where_no_table_agrees(rows):
    if len(case.tables(rows, RANKED)):
        Evidence(rows, case.regions())
        return
    with pytest.raises(EvidenceProblem, match=r"cannot all be true|more than their whole"):
        Evidence(rows, case.regions())


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from([Tree, Milp]))
@SLOW
def test_counts_up_to_a_thousand_million_stay_exact(one, other, kind):
    rows = (known(case.COUNTRY, 10**9), between(case.B1, min(one, 10**9 - 7), None))
    rows += (between(case.C, None, other),)
    hierarchy = Hierarchy.of(case.regions())
    tree = solver_for(rows, hierarchy)
    solver = tree if kind is Tree else Milp(hierarchy, tree.low, tree.high)
    low, high = solver.intervals
    number = hierarchy.find(case.C1)
    assert (low[number], high[number]) == (0, min(other, 10**9 - min(one, 10**9 - 7)))


def test_a_unit_without_a_total_is_unknown_never_unbounded():
    evidence = Evidence((known(case.B1, 3),), case.regions())
    assert evidence.interval(case.B).high is None
    assert evidence.standing(case.B) is Standing.UNKNOWN
    assert rank_bounds(evidence, case.B1, within=case.B).premised == (1, 2)
    assert rank_bounds(evidence, case.A).premised == (1, 3)
    assert tuple(share_bounds(evidence, [case.B1], [case.B]).premised) == (0, 1)


def test_a_region_outside_the_study_is_in_no_sum_and_has_no_rank():
    evidence = Evidence((known(case.COUNTRY, 3),), case.regions())
    assert evidence.standing(case.OUTSIDE) is Standing.OUT_OF_SCOPE
    assert Level.PROVINCE in case.LEVELS
    with pytest.raises(UnavailableMeasure, match="Mainland"):
        rank_bounds(evidence, case.OUTSIDE, within=case.COUNTRY)
    own = Evidence((known(case.COUNTRY, 3), known(case.OUTSIDE, 9)), case.regions())
    assert own.standing(case.OUTSIDE) is Standing.PUBLISHED
    assert own.interval(case.A).high == 3
