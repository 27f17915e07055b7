"""What is wrong with arguments, in sentences: from the checks of a pydantic model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from data.errors import BadValue, PlusNError, UnknownChoice, WrongColumns
from data.phrase import joined, said
from network.case.naming import meant, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import ValidationError

Way = tuple[int | str, ...]
SHOWN = 60  # characters of a wrong value that are told back


@dataclass(frozen=True)
class Refusal:
    """One thing that is wrong, and the keys and places that lead to it."""

    way: Way
    problem: PlusNError


def mended(given: dict[str, Any], error: ValidationError) -> dict[str, Any]:
    """Write numbers as digits where a text is wanted: YAML has read 440000 as a number."""
    fixed = dict(given)
    for line in error.errors(include_url=False, include_context=False):
        value, (name, *deeper) = line["input"], line["loc"] or ("",)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if number and line["type"] == "string_type" and name in fixed:
            fixed[str(name)] = _put(fixed[str(name)], deeper, str(value))
    return fixed


def _put(whole: Any, way: list[int | str], value: str) -> Any:  # noqa: ANN401 - any YAML value
    """Replace what a way of keys and places leads to, in a copy."""
    if not way:
        return value
    step, *rest = way
    if isinstance(whole, dict) and step in whole:
        return {**whole, step: _put(whole[step], rest, value)}
    if isinstance(whole, list | tuple) and isinstance(step, int):
        return [_put(one, rest, value) if at == step else one for at, one in enumerate(whole)]
    return value


def refusals(error: ValidationError, model: type[BaseModel], given: object) -> list[Refusal]:
    """Tell every wrong thing once, in the order of the input.

    Parameters
    ----------
    error
        What pydantic found.
    model
        What was wanted.
    given
        The input: of a value that may be this or that, pydantic names both on its ways.
    """
    found: dict[Way, Mapping[str, Any]] = {}
    for line in error.errors(include_url=False):
        way = _way(line, given)
        if way not in found or _is_type(found[way]) > _is_type(line):
            found[way] = line
    deeper = {way[:length] for way in found for length in range(len(way))}
    told = ((way, line) for way, line in found.items() if way not in deeper)
    return [Refusal(way, _problem(line, way, model)) for way, line in told]


def _is_type(line: Mapping[str, Any]) -> bool:
    """Tell the plainest refusal: of a value that may be this or that, another says more."""
    return str(line["type"]).endswith("_type")


def _way(line: Mapping[str, Any], given: object) -> Way:
    """Keep those steps of a way that the input has."""
    way: list[int | str] = []
    for step in line["loc"]:
        inside = step in given if isinstance(given, dict) else _is_place(step, given)
        if inside:
            given = given[step]  # type: ignore[index]  # a mapping or a list, as just seen
        elif isinstance(given, dict) and line["type"] == "missing":
            way.append(step)
            break
        else:
            continue
        way.append(step)
    return tuple(way)


def _is_place(step: int | str, given: object) -> bool:
    return isinstance(given, list | tuple) and isinstance(step, int) and step < len(given)


def _problem(line: Mapping[str, Any], way: Way, model: type[BaseModel]) -> PlusNError:
    name = _last_word(way)
    kind, context = line["type"], line.get("ctx", {})
    given = str(line["input"])[:SHOWN]
    if kind == "extra_forbidden":
        return _stranger(name, _names(model, way[:-1]))
    if kind == "missing":
        return WrongColumns(
            said("{name} is missing", name=name),
            remedy=said("Write {name} with its value.", name=name),
        )
    if kind == "literal_error":
        allowed = tuple(word.strip("'") for word in _listed(context["expected"]))
        if line["loc"][-1] == "[key]":
            return _stranger(name, allowed)
        unknown = UnknownChoice.of(name, given, allowed)
        unknown.remedy = joined(" ", (*meant(nearest(given, allowed)), unknown.remedy))
        return unknown
    if kind == "string_too_long":
        return BadValue(
            said("{name} has {count:,} characters", name=name, count=len(str(line["input"]))),
            remedy=said("At most {most:,} are allowed.", most=context["max_length"]),
        )
    return BadValue(
        said("{name} cannot be {given!r}", name=name, given=given), remedy=_wanted(line)
    )


def _stranger(name: str, names: tuple[str, ...]) -> WrongColumns:
    known = said("Use one of: {choices}.", choices=joined(", ", names))
    remedy = joined(" ", (*meant(nearest(name, names)), known))
    return WrongColumns(said("there is no {name!r} here", name=name[:SHOWN]), remedy=remedy)


def _names(model: type[BaseModel], way: Way) -> tuple[str, ...]:
    """Name the keys of the model that a way leads to; those of the whole where it leads nowhere."""
    for step in way:
        field = model.model_fields.get(str(step))
        for part in get_args(field.annotation) if field else ():
            if isinstance(part, type) and issubclass(part, BaseModel):
                model = part
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _wanted(line: Mapping[str, Any]) -> str:
    """Say what is allowed; a rule of its own says so itself."""
    words = {
        "string_type": said("Write a text."),
        "int_type": said("Write a whole number."),
        "int_parsing": said("Write a whole number."),
        "int_from_float": said("Write a whole number."),
        "float_type": said("Write a number."),
        "float_parsing": said("Write a number."),
        "bool_type": said("Write true or false."),
        "bool_parsing": said("Write true or false."),
        "tuple_type": said("Write a list."),
        "list_type": said("Write a list."),
        "dict_type": said("Write keys with their values."),
        "model_type": said("Write keys with their values."),
        "too_short": said("Write at least one."),
        "string_too_short": said("Write at least one character."),
        "too_long": said("Write fewer."),
    }
    return words.get(line["type"]) or said("{rule}.", rule=str(line["msg"]).rstrip("."))


def _last_word(way: Way) -> str:
    """Name the key that a way ends at, passing over places in a list."""
    return next((str(step) for step in reversed(way) if isinstance(step, str)), "")


def _listed(expected: str) -> list[str]:
    """Take apart pydantic's list of choices: ``'a', 'b' or 'c'``."""
    return expected.replace(" or ", ", ").split(", ")
