"""Reports to the terminal and to files; progress to standard error."""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plusn.scenarios.report import Report

    Command = TypeVar("Command", bound=Callable[..., Any])
    Progress = Callable[[int, int], None]


def output_option(command: Command) -> Command:
    """Add where the tables go."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help="Write the tables: .xlsx, .json, or a folder of CSV files.",
    )(command)


def case_output_option(command: Command) -> Command:
    """Add where a new case goes."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help="Where the case goes: .xlsx, .yaml, .json, or a folder of CSV files.",
    )(command)


def emit(report: Report, output: Path | None, *, as_json: bool) -> None:
    """Write a report's tables where asked, and print it.

    Raises
    ------
    UnknownChoice
        The output's suffix is none of ours.
    UnwritableOutput
        The output cannot be written.
    """
    from plusn.scenarios.told import json_text  # noqa: PLC0415 - pydantic and networkx are slow
    from plusn.scenarios.writing import write_report  # noqa: PLC0415

    if output is not None:
        write_report(report, output)
    if as_json:
        click.echo(json_text({**report.record, "tables": report.tables}), nl=False)
        return
    for line in report.lines:
        click.echo(printable(line))


def printable(text: str) -> str:
    r"""Take control characters out of a line: names in a case come from anywhere.

    Examples
    --------
    >>> printable("plant \x1b[31mA\n")
    'plant ·[31mA·'
    """
    return "".join("·" if unicodedata.category(sign) == "Cc" else sign for sign in text)


@contextmanager
def progress_bar(what: str) -> Iterator[Progress]:
    """Show a bar on standard error where somebody looks, and give what moves it."""
    from tqdm import tqdm  # noqa: PLC0415 - only commands that take long show a bar

    with tqdm(desc=what, leave=False, disable=None) as bar:

        def move(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield move
