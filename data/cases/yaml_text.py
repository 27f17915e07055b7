"""YAML, without its surprises: NO is a text, 0101 keeps its zero, and nothing refers elsewhere."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from data.cases.book import Book, at_row
from data.cases.plain import fill, number_of, text_of
from data.errors import UnreadableFile
from data.phrase import Table, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from data.cases.book import Cell

DEEPEST = 8  # levels; table, row, cell and list need four
CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
# Texts that need no quotes here nor in a reader of the older YAML, which takes NO for false.
BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_./]*([ -][A-Za-z0-9_./]+)*", re.ASCII)
NOT_BARE = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"])
UNSEEN = re.compile(r"[\x00-\x1f\"\\\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def read_yaml(raw: bytes, *, name: str) -> Book:
    """Read tables from YAML bytes; a row's place is its line.

    Numbers are those of JSON, ``true`` and ``false`` are the only truth values, and every other
    unquoted word is a text, so that a country code or a tariff heading stays as written.

    Raises
    ------
    UnreadableFile
        It is not YAML, or has anchors, aliases, tags, merged or repeated keys.
    TooLarge
        It has more than `LARGEST_FILE` bytes.

    Examples
    --------
    >>> book = read_yaml(b"territories: [{id: NO, hts: 0101, rate: 1e-1}]", name="a.yaml")
    >>> book.tables["territories"]
    [{'id': 'NO', 'hts': '0101', 'rate': 0.1}]
    """
    from ruamel.yaml import YAML  # noqa: PLC0415 - only who reads YAML waits for it
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    text = text_of(raw, name)
    try:
        top = _Reader(name, iter(YAML(typ="safe", pure=True).parse(text))).document()
    except YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        raise UnreadableFile(
            said(
                "{name} is not well-formed YAML: {problem}",
                name=name,
                problem=getattr(problem, "problem", None) or said("broken"),
            ),
            where=said("line {line}", line=mark.line + 1) if mark else "",
            remedy=said("Mind the indentation, and quote texts that hold : or #."),
        ) from problem
    return fill(Book(name), top, _place)


class _Mapping(dict[str, Any]):
    """Know the line on which it begins."""

    line = 0


def _place(table: str, number: int, row: object) -> str:
    if not isinstance(row, _Mapping):
        return at_row(table, number)
    return said("{table} row {row}, line {line}", table=Table(table), row=number + 1, line=row.line)


class _Reader:
    """Turn the parser's events into lists, mappings and cells."""

    def __init__(self, name: str, events: Iterator[Any]) -> None:
        self.name = name
        self.events = events

    def document(self) -> object:
        top: object = None
        found = 0
        for event in self.events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                found += 1
                if found > 1:
                    raise self._refusal(
                        event, said("there is more than one document"), said("Keep one.")
                    )
            elif not kind.startswith(("Stream", "Document")):
                top = self._value(event, 0)
        return top

    def _value(self, event: Any, depth: int) -> object:  # noqa: ANN401 - the library has no types
        self._check(event, depth)
        match type(event).__name__:
            case "MappingStartEvent":
                return self._mapping(event, depth)
            case "SequenceStartEvent":
                return [self._value(item, depth + 1) for item in self._until("SequenceEndEvent")]
            case _:
                return _scalar(event.value) if event.implicit[0] else event.value

    def _until(self, end: str) -> Iterator[Any]:
        for event in self.events:
            if type(event).__name__ == end:
                return
            yield event

    def _mapping(self, start: Any, depth: int) -> _Mapping:  # noqa: ANN401
        found = _Mapping()
        found.line = start.start_mark.line + 1
        for event in self._until("MappingEndEvent"):
            key = event.value if type(event).__name__ == "ScalarEvent" else None
            self._check(event, depth)
            if key is None or key == "<<":
                raise self._refusal(
                    event, said("a key is not a plain word"), said("Name a table or column.")
                )
            if key in found:
                raise self._refusal(
                    event, said("the key {key!r} stands twice", key=key[:60]), said("Keep one.")
                )
            found[key] = self._value(next(self.events), depth + 1)
        return found

    def _check(self, event: Any, depth: int) -> None:  # noqa: ANN401
        if getattr(event, "anchor", None) is not None:
            raise self._refusal(
                event, said("anchors and aliases are not read"), said("Write the value out.")
            )
        if getattr(event, "tag", None) is not None:
            raise self._refusal(
                event, said("tags are not read"), said("Leave out the word that begins with !")
            )
        if depth > DEEPEST:
            raise self._refusal(
                event, said("it is nested too deep"), said("Keep tables, rows and cells.")
            )

    def _refusal(self, event: Any, headline: str, remedy: str) -> UnreadableFile:  # noqa: ANN401
        line = said("line {line}", line=event.start_mark.line + 1)
        return UnreadableFile(
            said("{name}: {headline}", name=self.name, headline=headline), where=line, remedy=remedy
        )


def _scalar(word: str) -> Cell:
    if word in CONSTANTS:
        return CONSTANTS[word]
    number = number_of(word)
    return word if number is None else number


def write_yaml(tables: Mapping[str, Sequence[Mapping[str, Cell]]]) -> bytes:
    r"""Write tables as YAML bytes, a row to a line, texts quoted where any reader needs it.

    Examples
    --------
    >>> rows = [{"id": "NO", "name": "Norway", "rate": 0.1}]
    >>> write_yaml({"territories": rows}).decode()
    'territories:\n- {id: "NO", name: Norway, rate: 0.1}\n'
    """
    lines: list[str] = []
    for table, rows in tables.items():
        lines.append(f"{_word(table)}:" if rows else f"{_word(table)}: []")
        lines += [f"- {_row(row)}" for row in rows]
    return "".join(f"{line}\n" for line in lines or ["{}"]).encode("utf-8")


def _row(row: Mapping[str, Cell]) -> str:
    return "{" + ", ".join(f"{_word(key)}: {_word(cell)}" for key, cell in row.items()) + "}"


def _word(cell: Cell) -> str:
    if isinstance(cell, (list, tuple)):
        return "[" + ", ".join(_word(item) for item in cell) + "]"
    if isinstance(cell, str):
        plain = BARE.fullmatch(cell) and cell.lower() not in NOT_BARE
        return cell if plain else f'"{UNSEEN.sub(_escape, cell)}"'
    if isinstance(cell, date):
        return cell.isoformat()
    return json.dumps(cell, allow_nan=False)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in '"\\':
        return f"\\{character}"
    return f"\\u{ord(character):04x}"
