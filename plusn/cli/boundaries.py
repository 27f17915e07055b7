"""`plusn boundaries`: build the boundary layers, or say what they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from plusn.cli.layout import LINE, Column, aligned, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

BAR = "{l_bar}{bar}| {elapsed}"
COLUMNS = (
    Column(title="layer", width=17),
    Column(title="from", width=9),
    Column(title="tolerance m", width=11, right=True),
    Column(title="units", width=6, right=True),
    Column(title="vertices", width=10, right=True),
    Column(title="bytes", width=11, right=True),
    Column(title="largest area error", width=18, right=True),
)


@click.group(name="boundaries")
def command() -> None:
    """Build or describe the boundary layers."""


@command.command()
def build() -> None:
    """Derive every layer that the cache does not hold whole."""
    from tqdm import tqdm  # noqa: PLC0415 - slow

    from plusn.boundary_layers import build as build_layers  # noqa: PLC0415

    with tqdm(total=100, unit="%", bar_format=BAR) as bar:
        report = build_layers(progress=moves(bar))
    made = f"Made {len(report.made)} layers" if report.made else "All layers were there"
    click.echo(f"{made}: {report.folder}")


@command.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def info(as_json: bool) -> None:
    """Print where the layers are, from which versions, and what each holds."""
    from plusn.boundary_layers import describe  # noqa: PLC0415 - slow

    described = describe()
    if as_json:
        click.echo(json.dumps(described, ensure_ascii=False, indent=1, allow_nan=False))
    else:
        click.echo(_as_text(described))


def moves(bar: Any) -> Callable[[str, float], None]:  # noqa: ANN401 - a tqdm bar
    """Give what moves a bar as work goes on."""

    def move(what: str, fraction: float) -> None:
        bar.set_description_str(what.partition(",")[0])
        bar.update(round(fraction * 100) - bar.n)

    return move


def _as_text(described: dict[str, Any]) -> str:
    rows = [_cells(layer) for layer in described["layers"]]
    lines = [
        f"Folder   {described['folder']}",
        f"Version  {described['package']}, recipe {described['recipe']}",
        "",
        aligned(COLUMNS, rows),
        "",
        *wrapped(described["attribution"], LINE),
    ]
    if not all(layer["built"] for layer in described["layers"]):
        lines.append("Layers without numbers are made when they are first needed.")
    return "\n".join(lines)


def _cells(layer: dict[str, Any]) -> list[str]:
    head = [layer["name"], layer["provider"], f"{layer['tolerance_m']:,}"]
    if not layer["built"]:
        return [*head, "", "", "", ""]
    numbers = [f"{layer[key]:,}" for key in ("units", "vertices", "bytes")]
    error = f"{layer['area_error_percent']} %" if layer["tolerance_m"] else "none"
    return [*head, *numbers, error]
