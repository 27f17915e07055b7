"""``plusn atlas``: draw a map in any format."""

from __future__ import annotations

from pathlib import Path

import click

from data.errors import BadValue, UnknownChoice, UnknownFormat
from plusn.choices import (
    AREAS,
    COMPARISONS,
    LEVELS,
    MEASURES,
    PARTS,
    PREMISES,
    STATISTICS,
    STYLES,
    WEIGHTS,
)
from plusn.cli.own_options import reading_options, taken
from plusn.formats import BINARY, FORMATS
from plusn.sheets import DPI, FORMS, SIZES

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
THEMES = ("light", "dark", "mono")


@click.command(name="atlas")
@click.option("--level", metavar="|".join(LEVELS), help="Regions to draw.  [default: province]")
@click.option(
    "--measure",
    metavar="|".join(MEASURES),
    help="What is shown of each region; lq is the concentration of a sector.  "
    "[default: count; density for your own complete counts]",
)
@click.option("--within", metavar="CODE", help="Show the cities of one province, e.g. 440000.")
@click.option("--group", metavar="gba|prd|yrd", help="Show a group of regions.")
@click.option(
    "--style",
    metavar="|".join(STYLES),
    default="fill",
    show_default=True,
    help="Colour regions, or draw circles of proportional area.",
)
@click.option(
    "--scheme",
    metavar="NAME",
    default="fisher-jenks",
    show_default=True,
    help="How values are classed, where there are enough of them.",
)
@click.option("--k", metavar="N", type=int, default=5, show_default=True, help="Number of classes.")
@click.option(
    "--premises",
    metavar="|".join(PREMISES),
    default="ranked",
    show_default=True,
    help="ranked: no unlisted region exceeds the smallest listed; certain: sums alone.",
)
@click.option(
    "--area",
    metavar="|".join(AREAS),
    default="geodesic",
    show_default=True,
    help="Areas for density: of the boundaries, or published (provinces only).",
)
@click.option(
    "--lang",
    metavar="|".join(LANGUAGES),
    default="en",
    show_default=True,
    help="Language of the map, or two together: en+zh-Hant.",
)
@click.option("--title", metavar="TEXT", default="", help="A headline in place of ours.")
@click.option(
    "--data",
    metavar="FILE",
    help="Your own numbers in place of the shipped counts: a table of any kind (docs/own-data.md).",
)
@reading_options
@click.option(
    "--compare",
    metavar="YEAR|SECTOR|COLUMN|FILE",
    help="Compare with another part of the table, or with another file.",
)
@click.option(
    "--as",
    "compare_as",
    metavar="|".join(COMPARISONS),
    default="difference",
    show_default=True,
    help="How the two are shown; a difference is the first less the one compared with.",
)
@click.option("--multiples", metavar="|".join(PARTS), help="One map for each, on one scale.")
@click.option(
    "--statistic",
    metavar="|".join(STATISTICS),
    help="Where like values lie together; needs a value for every region.",
)
@click.option(
    "--weights",
    metavar="|".join(WEIGHTS),
    default="queen",
    show_default=True,
    help="Neighbours: regions that touch, or the six nearest.",
)
@click.option("--seed", metavar="N", type=int, default=0, show_default=True, help="Of chance.")
@click.option("--as-of", metavar="DATE", default="", help="Date of your own numbers.")
@click.option("--boundaries", metavar="FILE", help="A boundary file in place of the built-in one.")
@click.option("--code-column", metavar="COLUMN", help="Its column of six-digit codes.")
@click.option("--format", "form", metavar="|".join(FORMATS), help="By default the ending of -o.")
@click.option("--theme", metavar="|".join(THEMES), default="light", show_default=True)
@click.option("--ink", metavar="colour|mono", default="colour", show_default=True)
@click.option(
    "--size",
    metavar="|".join(SIZES),
    help="A page, a picture in pixels or a slide, with title and sources in it.",
)
@click.option(
    "--dpi", metavar="150|300", type=int, default=300, show_default=True, help="Of a page as PNG."
)
@click.option("--asset-base", metavar="URL", help="Where a Leaflet map finds Leaflet.")
@click.option("-o", "--output", metavar="FILE", help="File to write; text formats print without.")
def command(
    *,
    form: str | None,
    theme: str,
    ink: str,
    size: str | None,
    dpi: int,
    asset_base: str | None,
    output: str | None,
    **choices: object,
) -> None:
    """Draw a map of enterprises by province, city or county.

    Regions without a value are never coloured: they are drawn as the range that the published
    numbers leave them, or as not covered.
    """
    if theme not in THEMES:
        raise UnknownChoice.of("theme", theme, THEMES)
    if ink not in {"colour", "mono"}:
        raise UnknownChoice.of("ink", ink, ("colour", "mono"))
    form = _form(form, output)
    _check_size(form, size, dpi)
    _make_ready()
    from plusn.atlases import atlas  # noqa: PLC0415 - geopandas loads slowly

    how = taken(choices)
    figure = atlas(how=how, **choices)  # type: ignore[arg-type]  # click gives each option its type
    for remark in figure.material.remarks:
        click.echo(remark, err=True)
    drawn = "mono" if ink == "mono" else theme
    if output is not None:
        path = figure.save(output, form, theme=drawn, asset_base=asset_base, size=size, dpi=dpi)  # type: ignore[arg-type]
        click.echo(f"Wrote {path}", err=True)
        return
    content = figure.to_bytes(form, theme=drawn, asset_base=asset_base, size=size, dpi=dpi)  # type: ignore[arg-type]
    click.echo(content.decode("utf-8-sig"), nl=False)


def _make_ready() -> None:
    """Derive the boundary layers on the first map of a machine, with a progress bar."""
    from tqdm import tqdm  # noqa: PLC0415 - slow

    from plusn.boundary_layers import make_ready  # noqa: PLC0415
    from plusn.cli.boundaries import BAR, moves  # noqa: PLC0415

    bar = tqdm(total=100, unit="%", bar_format=BAR, delay=0.1)
    with bar:
        make_ready(moves(bar))


def _form(form: str | None, output: str | None) -> str:
    """Settle the format before anything slow is loaded."""
    chosen = form or (Path(output).suffix.lstrip(".").lower() if output else "svg")
    if chosen not in FORMATS:
        raise UnknownFormat(
            f"no format is called {chosen!r}",
            where="--format" if form else f"-o {output}",
            remedy=f"Use one of: {', '.join(FORMATS)}.",
        )
    if output is None and chosen in BINARY:
        raise BadValue(f"{chosen} is not text", remedy=f"Name a file: -o atlas.{chosen}")
    return chosen


def _check_size(form: str, size: str | None, dpi: int) -> None:
    """Refuse a size or a resolution before anything slow is loaded."""
    if size is not None and size not in SIZES:
        raise UnknownChoice.of("size", size, SIZES)
    if size is not None and form not in FORMS:
        raise BadValue(
            f"{form} has no size", where=f"--size {size}", remedy=f"Use {', '.join(FORMS)}."
        )
    if dpi not in DPI:
        raise UnknownChoice.of("dpi", str(dpi), [str(one) for one in DPI])
