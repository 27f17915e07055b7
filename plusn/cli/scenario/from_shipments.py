"""`plusn scenario from-shipments`: a case from a year of flat shipments."""

from __future__ import annotations

from pathlib import Path

import click

from plusn.cli.scenario.emit import case_output_option, emit
from plusn.cli.scenario.options import json_option


def _rates(pairs: tuple[str, ...]) -> dict[str, float]:
    """Read rates such as USD=7.8."""
    rates: dict[str, float] = {}
    for pair in pairs:
        code, _, number = pair.partition("=")
        try:
            rates[code.strip()] = float(number)
        except ValueError:
            problem = f"{pair!r} is no rate; write it as USD=7.8."
            raise click.BadParameter(problem, param_hint="'--rate'") from None
    return rates


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--currency", default="HKD", show_default=True, help="Money of the case.")
@click.option(
    "--rate",
    "rates",
    multiple=True,
    metavar="USD=7.8",
    help="Price of one unit of another currency in the case's; may be given several times.",
)
@click.option(
    "--sites",
    type=click.Path(path_type=Path),
    help="Table of what is known of places: id, kind, name, territory, region.",
)
@click.option("--weeks", type=float, help="Length of the period; else first to last day.")
@case_output_option
@json_option
def command(
    file: Path,
    *,
    currency: str,
    rates: tuple[str, ...],
    sites: Path | None,
    weeks: float | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Turn FILE, one row a shipment, into a case of families, places, lanes and demand.

    Reports what was dropped, in rows and in value, and what was filled in.
    """
    from plusn.scenarios import save  # noqa: PLC0415 - pydantic takes a second
    from plusn.scenarios.shipments import from_shipments_file  # noqa: PLC0415
    from plusn.scenarios.verbs.started import shipments_report  # noqa: PLC0415

    shipped = from_shipments_file(
        file, currency=currency, rates=_rates(rates), sites=sites, weeks=weeks
    )
    if output is not None:
        click.echo(f"Wrote {save(shipped.case, output)}", err=True)
    emit(shipments_report(shipped), None, as_json=as_json)
