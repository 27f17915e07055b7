"""The files of briefs: those that PlusN ships, and a user's own."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from data.cases.yaml_tree import read_tree
from data.errors import TooLarge, UnknownChoice, UnreadableFile
from data.phrase import said

LARGEST_BRIEF = 200_000
"""Bytes; a hundred figures with notes need a fifth of it."""


def shipped_names() -> tuple[str, ...]:
    """Name the briefs that PlusN ships, sorted.

    Examples
    --------
    >>> "study" in shipped_names()
    True
    """
    files = resources.files("data").joinpath("briefs").iterdir()
    return tuple(sorted(f.name.removesuffix(".yaml") for f in files if f.name.endswith(".yaml")))


def read_shipped(name: str) -> object:
    """Read a shipped brief as lists, mappings and plain values.

    Raises
    ------
    UnknownChoice
        There is no such brief.
    """
    if name not in shipped_names():
        raise UnknownChoice.of(said("brief"), name, shipped_names())
    raw = resources.files("data").joinpath("briefs", f"{name}.yaml").read_bytes()
    return read_tree(raw, name=f"{name}.yaml")


def read_brief(path: str | Path) -> object:
    """Read a user's brief as lists, mappings and plain values.

    Raises
    ------
    UnreadableFile
        It cannot be read, or is not plain YAML.
    TooLarge
        It has more than `LARGEST_BRIEF` bytes.
    """
    return read_tree(_bytes_of(path), name=Path(path).name)


def _bytes_of(path: str | Path) -> bytes:
    try:
        with Path(path).open("rb") as file:
            raw = file.read(LARGEST_BRIEF + 1)
    except (OSError, ValueError) as problem:
        raise UnreadableFile(
            said("the brief cannot be read"),
            where=said(
                "{place}: {problem}",
                place=str(path),
                problem=getattr(problem, "strerror", None) or str(problem),
            ),
            remedy=said("Name a file that exists and that you may read."),
        ) from problem
    if len(raw) > LARGEST_BRIEF:
        raise TooLarge(
            said("the brief has more than {most:,} bytes", most=LARGEST_BRIEF),
            where=str(path),
            remedy=said("Leave out what the figures do not need."),
        )
    return raw
