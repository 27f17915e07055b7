"""The options that say how a user's own file is to be read, for every command that takes one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from plusn.own.how import How

Command = TypeVar("Command", bound="Callable[..., Any]")

OPTIONS = (
    click.option("--sheet", metavar="NAME", help="Sheet of a workbook."),
    click.option("--header", metavar="A-B", help="First and last row of the heading; 0 for none."),
    click.option("--column", metavar="NAME", help="Column of values, by heading or letter."),
    click.option("--region-column", metavar="NAME", help="Column of regions."),
    click.option("--province-column", metavar="NAME", help="Column of provinces."),
    click.option("--sector", metavar="NAME", help="Which of several sectors."),
    click.option("--year", metavar="YEAR", help="Which of several years.  [default: the latest]"),
    click.option("--unit-factor", metavar="N", help="What the numbers are multiplied by."),
    click.option(
        "--duplicates",
        metavar="refuse|sum|first|last",
        default="refuse",
        show_default=True,
        help="What several rows of one region mean.",
    ),
    click.option(
        "--counties",
        metavar="auto|parts|roll_up",
        default="auto",
        show_default=True,
        help="Rows of counties: parts of their city's row, or rows of the city.",
    ),
    click.option(
        "--dash",
        metavar="unknown|zero",
        default="unknown",
        show_default=True,
        help="What a dash means.",
    ),
    click.option(
        "--totals",
        metavar="check|ignore",
        default="check",
        show_default=True,
        help="Use the sums that the sheet gives.",
    ),
    click.option(
        "--confirm",
        metavar="NAME=CODE",
        multiple=True,
        help="Which region a name means; NAME= for none. May be repeated.",
    ),
    click.option("--lon", metavar="COLUMN", help="Longitude of points, counted by region."),
    click.option("--lat", metavar="COLUMN", help="Latitude of points."),
    click.option(
        "--datum",
        metavar="wgs-84|gcj-02|bd-09",
        help="What the points are in: GPS, Amap or Tencent, Baidu.  [default: wgs-84]",
    ),
    click.option("--by", metavar="COLUMN", help="Count each value of this column on its own."),
    click.option(
        "--strict", is_flag=True, help="Refuse a table of which some rows are not on the map."
    ),
)


def reading_options(command: Command) -> Command:
    """Add the options to a command."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def taken(options: dict[str, object]) -> How:
    """Take the options out of those of a command.

    Raises
    ------
    UnknownChoice
        A word is not on its list.
    """
    from dataclasses import fields  # noqa: PLC0415

    from plusn.own.draft import check_choices  # noqa: PLC0415 - pandas is slow to import
    from plusn.own.how import How  # noqa: PLC0415

    how = How(**{field.name: options.pop(field.name) for field in fields(How)})  # type: ignore[arg-type]
    check_choices(how.choices if how.datum is None else {**how.choices, "datum": how.datum})
    return how
