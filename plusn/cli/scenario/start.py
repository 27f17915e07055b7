"""`plusn scenario start`: a whole case from one sheet of numbers."""

from __future__ import annotations

from pathlib import Path

import click

from plusn.cli.scenario.emit import case_output_option, emit
from plusn.cli.scenario.options import json_option


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@case_output_option
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    help="Write a blank sheet there instead: .xlsx, .csv or .yaml.",
)
@json_option
def command(
    file: Path | None, *, output: Path | None, template: Path | None, as_json: bool
) -> None:
    """Make a whole case of FILE, a sheet of at most 30 numbers, and list what was filled in."""
    from plusn.scenarios import save  # noqa: PLC0415 - pydantic takes a second
    from plusn.scenarios.starter import start_file, write_starter  # noqa: PLC0415
    from plusn.scenarios.verbs.started import start_report  # noqa: PLC0415

    if template is not None:
        if file is not None or output is not None:
            raise click.UsageError("Give --template alone; fill it in, then give it as FILE.")
        click.echo(f"Wrote {write_starter(template)}", err=True)
        return
    if file is None:
        raise click.UsageError("Missing argument 'FILE'; --template writes a blank one.")
    started = start_file(file)
    if output is not None:
        click.echo(f"Wrote {save(started.case, output)}", err=True)
    emit(start_report(started), None, as_json=as_json)
