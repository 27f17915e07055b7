"""Building a model of a firm: how it grows, and linopy's time for the very same model."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.compare import ROUNDS, Table, Target, interleaved, ratios, seconds, timed
from benchmarks.made_firm import made_firm
from network.engine.frame import Frame
from network.engine.solve import design, program
from network.engine.solver import Solver
from plusn.scenarios.shipped import shipped_case

if TYPE_CHECKING:
    from collections.abc import Iterable

    from network.engine.model import Model

OURS, LINOPY = "ours, into HiGHS", "linopy, to the matrix"
SIZES = ((50, 10, 800), (100, 20, 1_600), (200, 20, 3_200), (300, 20, 5_000))
LARGE = (300, 20, 5_000)
LIMIT_S = 20.0


def tables(rounds: int = ROUNDS) -> list[Table]:
    """Compare with linopy, by size, and solve the large case."""
    return [beside_linopy(rounds), by_size(rounds), large()]


def beside_linopy(rounds: int = ROUNDS, size: tuple[int, int, int] = (50, 10, 800)) -> Table:
    """Take the same columns, rows and coefficients into HiGHS; arcs and prices are given."""
    rows, counts, notes = [], {}, []
    for name, frame in {
        "the electronics firm": Frame.of(shipped_case("electronics")),
        f"a made firm of {size[0]} sites": Frame.of(made_firm(*size)),
    }.items():
        model = program(frame).model
        runs = {OURS: timed(lambda frame=frame: Solver(program(frame).model))}
        if importlib.util.find_spec("linopy"):  # no dependency of ours
            runs[LINOPY] = timed(lambda model=model: peer(model))
            matrix = peer(model)
            counts[f"columns more for linopy, {name}"] = matrix.shape[1] - len(model.cost)
            counts[f"rows more for linopy, {name}"] = matrix.shape[0] - len(model.row_lower)
        else:
            notes = ["linopy is not here: `pip install linopy` to compare."]
        medians = interleaved(runs, rounds)
        rows += [(name, *row) for row in ratios(medians)]
    return Table(
        title="8a. From arcs and prices to HiGHS, and to linopy's matrix of the same model",
        head=("firm", "builder", "median", "ratio"),
        rows=rows,
        notes=(*notes, "linopy is handed our coefficients as arrays: it need not find them."),
        counts=counts,
    )


def peer(model: Model) -> Any:
    """Build the same model in linopy, all rows of one length at a time, and give its matrix."""
    import linopy  # noqa: PLC0415 - slow
    import xarray as xr  # noqa: PLC0415 - slow

    built = linopy.Model()
    starts, indices = np.array(model.starts), np.array(model.indices, dtype=int)
    values, upper = np.array(model.values), np.array(model.upper)
    integer = np.array(model.integer)
    upper_data = xr.DataArray(upper, dims="column")
    columns = {
        whole: built.add_variables(
            lower=0, upper=upper_data[integer == whole], integer=bool(whole), name=f"x{whole}"
        )
        for whole in (0, 1)
        if (integer == whole).any()
    }
    labels = np.empty(len(upper), dtype=int)
    for whole, variable in columns.items():
        labels[integer == whole] = variable.labels.to_numpy()
    lengths = np.diff(starts)
    lower, most = np.array(model.row_lower), np.array(model.row_upper)
    kinds = {"=": lower == most, "<=": (lower < most) & np.isfinite(most),
             ">=": (lower < most) & np.isfinite(lower)}  # fmt: skip
    for sign, fits in kinds.items():
        for length in np.unique(lengths[fits]):
            rows = np.flatnonzero(fits & (lengths == length))
            at = starts[rows][:, None] + np.arange(length)
            data = xr.Dataset({
                "coeffs": (("row", "_term"), values[at]),
                "vars": (("row", "_term"), labels[indices[at]]),
            })  # fmt: skip
            limit = xr.DataArray((lower if sign == ">=" else most)[rows], dims="row")
            built.add_constraints(linopy.LinearExpression(data, built), sign, limit)
    cost = np.array(model.cost)
    data = xr.Dataset({"coeffs": ("_term", cost), "vars": ("_term", labels)})
    built.add_objective(linopy.LinearExpression(data, built))
    return built.matrices.A


def by_size(rounds: int = ROUNDS, sizes: Iterable[tuple[int, int, int]] = SIZES) -> Table:
    """Build firms of growing size, from their tables to HiGHS."""
    rows, arcs, took = [], [], []
    for size in sizes:
        case = made_firm(*size)
        frame = Frame.of(case)
        runs = {
            "arcs": timed(lambda case=case: Frame.of(case).priced),
            "model": timed(lambda frame=frame: program(frame)),
            "whole": timed(lambda case=case: Solver(program(Frame.of(case)).model)),
        }
        assert frame.priced
        medians = interleaved(runs, rounds)
        arcs.append(len(frame.priced))
        took.append(medians["whole"])
        each = f"{medians['whole'] / arcs[-1] * 1e6:.1f} µs"
        first = f"{size[0]} sites, {size[1]} products, {len(case.lanes):,} lanes"
        rows.append((first, f"{arcs[-1]:,}", *map(seconds, medians.values()), each))
    slope = float(np.polyfit(np.log(arcs), np.log(took), 1)[0])
    return Table(
        title="8b. From tables to HiGHS by size; an arc is a lane with a commodity on it",
        head=("firm", "arcs", "finding arcs", "model", "all, with HiGHS", "all, an arc"),
        rows=rows,
        targets=(
            Target(words="power of growth in arcs", value=slope, limit=1.2),
            Target(words="seconds of the largest", value=took[-1], limit=3),
        ),
        counts={"sizes": len(rows)},
    )


def large(size: tuple[int, int, int] = LARGE, limit: float = LIMIT_S) -> Table:
    """Solve a large case once, within a limit."""
    found = design(made_firm(*size), seconds=limit)
    row = (found.outcome, seconds(found.build_seconds), seconds(found.seconds),
           f"{found.gap:.2%}")  # fmt: skip
    return Table(
        title=f"8c. Design of {size[0]} sites, {size[1]} products, {size[2]:,} lanes, once",
        head=("outcome", "build", f"solve, limit {limit:g} s", "gap"),
        rows=(row,),
        targets=(Target(words="gap of the large design", value=found.gap, limit=0.15),),
        counts={"found": int(bool(found.plan.flows))},
    )
