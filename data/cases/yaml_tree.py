"""What YAML holds, without its surprises: NO is a text, 0101 keeps its zero, no anchors.

A mapping remembers the line on which it begins and those of its keys, for whoever must tell a
reader where something is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.cases.plain import number_of, text_of
from data.errors import UnreadableFile
from data.phrase import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.cases.book import Cell

DEEPEST = 8  # levels; table, row, cell and list need four
CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}


class Mapped(dict[str, Any]):
    """Know the line on which it begins, and the line of each key."""

    line = 0

    def __init__(self, *given: object) -> None:
        super().__init__(*given)
        self.lines: dict[str, int] = {}


def read_tree(raw: bytes, *, name: str) -> object:
    r"""Read YAML bytes as lists, mappings and plain values.

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
    >>> tree = read_tree(b"size: 16:9\nfigures:\n- figure: atlas", name="a.yaml")
    >>> tree, tree["figures"][0].line
    ({'size': '16:9', 'figures': [{'figure': 'atlas'}]}, 3)
    """
    from ruamel.yaml import YAML  # noqa: PLC0415 - only who reads YAML waits for it
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    text = text_of(raw, name)
    try:
        return _Reader(name, iter(YAML(typ="safe", pure=True).parse(text))).document()
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

    def _mapping(self, start: Any, depth: int) -> Mapped:  # noqa: ANN401
        found = Mapped()
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
            found.lines[key] = event.start_mark.line + 1
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
