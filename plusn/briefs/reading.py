"""From a file's mappings to a brief, with everything that is wrong told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from briefing.tongue import spoken, tongues
from data.errors import PlusNError, Problems, UnreadableFile, WrongColumns
from data.phrase import joined, said
from plusn.author_text import refusal
from plusn.briefs.schema import Brief
from plusn.exhibits.refusals import mended, refusals
from plusn.exhibits.registry import asked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Way = tuple[int | str, ...]


def brief_of(tree: object, *, name: str, given: Mapping[str, object] | None = None) -> Brief:
    """Check a brief and all its figures' arguments.

    Parameters
    ----------
    tree
        Mappings, lists and values, as a file or a caller gives them.
    name
        Of the brief, for what is told.
    given
        Values of the caller that win over the file's.

    Raises
    ------
    UnreadableFile
        It is no mapping.
    Problems
        Something is unknown, missing, too long or not to be seen: all of it, line by line.
    """
    if not isinstance(tree, dict):
        raise UnreadableFile(
            said("{name} is not a brief", name=name),
            remedy=said("Write a mapping with the keys {keys}.", keys="title, lang, figures"),
        )
    whole: dict[str, Any] = {**tree, **(given or {})}
    told: list[tuple[Way, PlusNError]] = [*_odd_texts(whole)]
    made = _typed(whole, told)
    told += _figures(whole)
    told += _language(whole)
    if told or made is None:
        told.sort(key=lambda one: _line(tree, one[0]))
        problems = [_placed(problem, tree, way) for way, problem in told]
        raise Problems(problems, what=name)
    return made


def _typed(whole: dict[str, Any], told: list[tuple[Way, PlusNError]]) -> Brief | None:
    try:
        return Brief.model_validate(whole)
    except ValidationError as error:
        whole = mended(whole, error)
    try:
        return Brief.model_validate(whole)
    except ValidationError as error:
        found = ((one.way, one.problem) for one in refusals(error, Brief, whole))
        told += [pair for pair in found if pair[0] != ("lang",) or "lang" in whole]
    return None


def _language(whole: Mapping[str, Any]) -> Iterator[tuple[Way, PlusNError]]:
    if "lang" not in whole:
        choices = joined(", ", tongues())
        yield (
            ("lang",),
            WrongColumns(
                said("the brief names no language"),
                remedy=said("Write {key} and one of: {choices}.", key="lang:", choices=choices),
            ),
        )
    elif isinstance(lang := whole["lang"], str):
        try:
            spoken(lang)
        except PlusNError as problem:
            yield ("lang",), problem


def _figures(whole: Mapping[str, Any]) -> Iterator[tuple[Way, PlusNError]]:
    """Check each figure's name and arguments, with one value of what it is repeated for."""
    figures = whole.get("figures")
    for at, entry in enumerate(figures if isinstance(figures, list | tuple) else ()):
        arguments = entry.get("with") or {} if isinstance(entry, dict) else None
        if not isinstance(arguments, dict) or not isinstance(entry.get("figure"), str):
            continue
        for values in _tried(entry.get("for_each")):
            try:
                asked(entry["figure"], {**arguments, **values})
            except Problems as several:
                yield from ((("figures", at, "with"), problem) for problem in several.problems)
            except PlusNError as problem:
                yield ("figures", at, "figure"), problem
            else:
                continue
            break


def _tried(each: object) -> Iterator[dict[str, object]]:
    """Give every value that an argument will have; a code stands for every province."""
    pairs = list(each.items()) if isinstance(each, dict) else []
    if len(pairs) != 1:
        yield {}
        return
    argument, values = pairs[0]
    for value in values if isinstance(values, list | tuple) else ["440000"]:
        yield {str(argument): value}


def _odd_texts(value: object, way: Way = ()) -> Iterator[tuple[Way, PlusNError]]:
    """Find texts with characters that nobody sees, or that run from right to left."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _odd_texts(inner, (*way, key))
    elif isinstance(value, list | tuple):
        for at, inner in enumerate(value):
            yield from _odd_texts(inner, (*way, at))
    elif isinstance(value, str):
        name = str(way[-1])
        refused = refusal(value, name, broken=name == "notes")
        if refused is not None:
            yield way, refused


def _placed(problem: PlusNError, tree: object, way: Way) -> PlusNError:
    """Say where it stands: which figure, which line."""
    line = _line(tree, way)
    words = []
    if len(way) > 1 and way[0] == "figures" and isinstance(way[1], int):
        words.append(said("figure {number}", number=way[1] + 1))
    if line:
        words.append(said("line {line}", line=line))
    if words and not problem.where:
        problem.where = joined(", ", words)
    return problem


def _line(tree: Any, way: Way) -> int:  # noqa: ANN401 - any YAML value
    """Give the line of the last step that knows its own; 0 where none does."""
    line = 0
    for step in way:
        lines = getattr(tree, "lines", {})
        line = lines.get(step, line)
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, list | tuple) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
            line = getattr(tree, "line", line)
        else:
            break
    return line
