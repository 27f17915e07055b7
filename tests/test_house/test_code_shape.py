"""Small rooms, documented doors (convention §12, §13)."""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import statistics

import pytest

from data import errors

from .sources import ROOMS, ROOT, modules

LONGEST = 500
MEDIAN = 150


def public_functions():
    """Give every function that other modules may call: (where, node)."""
    for name, tree in modules().items():
        # A command's docstring is its help: exit codes stand there, not exceptions.
        if not name.startswith("plusn.cli"):
            yield from ((f"{name}.{node.name}", node) for node in defined(tree))


def defined(tree):
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from defined(node)


def raised(function):
    """Name the exceptions that a function's own lines raise."""
    names = set()
    for node in own_nodes(function):
        if isinstance(node, ast.Raise) and node.exc is not None:
            thing = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            thing = (
                thing.value if isinstance(thing, ast.Attribute) and thing.attr == "of" else thing
            )
            name = getattr(thing, "id", getattr(thing, "attr", ""))
            if name in KNOWN - {"AssertionError"}:  # a line that no input reaches
                names.add(name)
    return names


def own_nodes(node):
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.FunctionDef, ast.Lambda)):
            yield child
            yield from own_nodes(child)


def tree_of_errors():
    return {
        name: thing
        for name, thing in vars(errors).items()
        if inspect.isclass(thing) and issubclass(thing, errors.PlusNError)
    }


KNOWN = set(tree_of_errors()) | {
    name
    for name, thing in vars(builtins).items()
    if inspect.isclass(thing) and issubclass(thing, Exception)
}


def test_every_public_function_says_what_it_does_in_one_line():
    found = list(public_functions())
    assert len(found) > 200  # the search itself must not go blind
    silent = [where for where, node in found if not is_override(node) and not first_line(node)]
    assert not silent


def is_override(node):
    return any(getattr(d, "id", "") in {"overload", "override"} for d in node.decorator_list)


def first_line(node):
    line = (ast.get_docstring(node) or "").partition("\n")[0]
    return line if line.endswith((".", "?")) else ""


def test_every_public_function_documents_what_it_raises():
    undocumented = {}
    for where, node in public_functions():
        parts = (ast.get_docstring(node) or "").partition("Raises\n")
        section = parts[2].partition("\nExamples\n")[0]
        if lacking := {name for name in raised(node) if name not in section}:
            undocumented[where] = lacking
    assert not undocumented


def test_every_argument_and_result_is_annotated():
    bare = [
        where
        for where, node in public_functions()
        if node.returns is None
        or any(
            argument.annotation is None
            for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            if argument.arg not in {"self", "cls"}
        )
    ]
    assert not bare


def test_no_module_is_long_and_most_are_short():
    lines = {
        file.relative_to(ROOT).as_posix(): len(file.read_text(encoding="utf-8").splitlines())
        for room in ROOMS
        for file in (ROOT / room).rglob("*.py")
    }
    assert {name: n for name, n in lines.items() if n > LONGEST} == {}
    assert statistics.median(lines.values()) <= MEDIAN


def test_the_door_is_short_and_only_opens():
    assert len((ROOT / "streamlit_app.py").read_text(encoding="utf-8").splitlines()) <= 40


@pytest.mark.parametrize("name", ["plusn", "data"])
def test_what_a_package_promises_is_sorted_and_there(name):
    package = importlib.import_module(name)
    assert package.__all__ == sorted(package.__all__)
    for promised in package.__all__:
        assert getattr(package, promised) is not None


def test_every_verb_of_plusn_is_documented():
    plusn = importlib.import_module("plusn")
    for verb in plusn.__all__:
        assert inspect.getdoc(getattr(plusn, verb)), verb


def test_the_drawn_error_tree_is_the_error_tree():
    drawn = (errors.__doc__ or "").partition("::")[2]
    for name, kind in tree_of_errors().items():
        assert name in drawn, name
        assert kind.exit_code in {1, 2} or kind is errors.PlusNError
        assert inspect.getdoc(kind), name


def test_every_error_descends_from_one_of_four_and_prints_where_and_remedy():
    families = (
        errors.InputProblem,
        errors.ScenarioProblem,
        errors.EvidenceProblem,
        errors.RenderProblem,
    )
    for kind in tree_of_errors().values():
        if kind in {errors.PlusNError, errors.Problems}:
            continue
        assert sum(issubclass(kind, family) for family in families) == 1
        problem = kind("a is wrong", where="row 7", remedy="Use b.")
        assert str(problem) == "a is wrong (row 7). Use b."


def test_the_rooms_raise_no_bare_exception():
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                assert getattr(node.exc.func, "id", "") not in {"Exception", "BaseException"}, name
