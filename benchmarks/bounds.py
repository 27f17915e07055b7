"""Sharp intervals of every unit: two passes over the tree beside one cold LP for each end."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.compare import ROUNDS, Table, Target, interleaved, ratios, seconds, timed
from data.codes import Level, RegionKey
from geo.bounds.evidence import Evidence
from geo.bounds.hierarchy import NO_PARENT, Hierarchy
from geo.bounds.premises import RANKED
from geo.bounds.tree import Tree
from plusn.bounding import bounds, shipped_statements
from plusn.regions import load_regions

if TYPE_CHECKING:
    from collections.abc import Iterable

OURS, COLD = "ours, two passes", "HiGHS, a cold LP for each end"
SIZES = (400, 4_000, 40_000)
SAMPLE = 20  # LPs that stand for all of a large size
PARTS = 20  # units inside each whole of the synthetic tables


def tables(rounds: int = ROUNDS, sizes: Iterable[int] = SIZES) -> list[Table]:
    """Compare on the shipped table, then on larger ones."""
    return [shipped(rounds), sweep(rounds, sizes)]


def shipped(rounds: int = ROUNDS) -> Table:
    """Compare on the shipped table, where both must agree."""
    tree = shipped_tree()
    found: dict[str, list[tuple[float, float]]] = {}

    def ours() -> None:
        found[OURS] = list(zip(*shipped_tree().intervals, strict=True))

    def cold() -> None:
        found[COLD] = cold_lps(tree, range(len(tree.low)))

    runs = {
        OURS: timed(ours),
        COLD: timed(cold),
        "ours, the whole command: reasons, premises, words": timed(bounds),
    }
    medians = interleaved(runs, rounds)
    same = sum(a == b for a, b in zip(found[OURS], found[COLD], strict=True))
    faster = medians[COLD] / medians[OURS]
    return Table(
        title=f"3a. Sharp intervals of the shipped table, {len(tree.low)} units, both ends",
        head=("method", "median", "ratio"),
        rows=ratios(medians),
        targets=(Target(words="times faster than cold LPs", value=faster, limit=4, at_least=True),),
        notes=(f"The two agree on {same} of {len(tree.low)} units.",),
        counts={"units": len(tree.low), "agree": same},
    )


def sweep(rounds: int = ROUNDS, sizes: Iterable[int] = SIZES) -> Table:
    """Compare on made tables of growing size; the cold LPs are a sample, scaled up."""
    rows = []
    for size in sizes:
        tree = made(size)
        units = len(tree.low)
        sample = np.linspace(0, units - 1, SAMPLE // 2).astype(int).tolist()
        runs = {
            OURS: timed(lambda tree=tree: Tree(tree.hierarchy, tree.low, tree.high).intervals),
            COLD: timed(lambda tree=tree, sample=sample: cold_lps(tree, sample)),
        }
        medians = interleaved(runs, rounds)
        cold = medians[COLD] * units / len(sample)
        ratio = f"{cold / medians[OURS]:,.0f} ×"
        rows.append((f"{units:,}", seconds(medians[OURS]), seconds(cold), ratio))
    return Table(
        title="3b. The same by size",
        head=("units", OURS, f"{COLD} (scaled from {SAMPLE})", "ratio"),
        rows=rows,
    )


def shipped_tree() -> Tree:
    """Give the solver of the shipped statements and premises, nothing of it worked out yet."""
    evidence = Evidence(shipped_statements(), load_regions(), RANKED)
    solver = evidence.premised
    if not isinstance(solver, Tree):
        raise TypeError("the shipped table is a plain hierarchy")
    return solver


def made(size: int) -> Tree:
    """Make a table of three levels: wholes published, one unit in four inside them too."""
    chance = np.random.default_rng(7)
    wholes = max(1, size // (PARTS + 1))
    keys, parents, values = ["100000"], [NO_PARENT], [0]
    for whole in range(1, wholes + 1):
        keys.append(f"w{whole}")
        parents.append(0)
        values.append(0)
        for part in range(PARTS):
            keys.append(f"w{whole}p{part}")
            parents.append(len(keys) - 2 - part)
            values.append(int(chance.integers(0, 1_000)))
            values[parents[-1]] += values[-1]
    values[0] = sum(values[i] for i, parent in enumerate(parents) if parent == 0)
    told = chance.random(len(keys)) < 0.25
    told[[i for i, parent in enumerate(parents) if parent <= 0]] = True
    hierarchy = Hierarchy(tuple((RegionKey(Level.CITY, key),) for key in keys), tuple(parents))
    low = tuple(value if known else 0 for value, known in zip(values, told, strict=True))
    high = tuple(value if known else math.inf for value, known in zip(values, told, strict=True))
    return Tree(hierarchy, low, high)


def cold_lps(tree: Tree, units: Iterable[int]) -> list[tuple[float, float]]:
    """Give the interval of some units from two LPs each, the solver's memory cleared before."""
    import highspy  # noqa: PLC0415 - half a second

    model = _model(tree)
    found = []
    for number in units:
        ends = []
        for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
            model.clearSolver()
            model.changeColCost(number, 1)
            model.changeObjectiveSense(sense)
            model.run()
            unbounded = model.getModelStatus() != highspy.HighsModelStatus.kOptimal
            value = model.getInfo().objective_function_value
            ends.append(math.inf if unbounded else round(value))
        model.changeColCost(number, 0)
        found.append((ends[0], ends[1]))
    return found


def _model(tree: Tree):
    """Build the LP in one step: a column for each unit, a row for each whole."""
    import highspy  # noqa: PLC0415

    model = highspy.Highs()
    model.setOptionValue("output_flag", False)  # noqa: FBT003 - highspy takes it by position
    model.setOptionValue("threads", 1)
    model.addVars(len(tree.low), np.array(tree.low, float), np.array(tree.high, float))
    for whole, inside in enumerate(tree.hierarchy.children):
        if inside:
            columns = np.array([whole, *inside], dtype=np.int32)
            weights = np.array([-1.0, *[1.0] * len(inside)])
            model.addRow(0.0, 0.0, len(columns), columns, weights)
    return model
