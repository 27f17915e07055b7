"""`plusn scenario map`: a plan as a flow map or a layered diagram."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plusn.cli.scenario.options import asked, case_argument, seconds_option

if TYPE_CHECKING:
    from datetime import datetime

VIEWS = ("map", "diagram")
MEASURES = ("quantity", "cost", "duty", "lead_time", "carbon")
LANGUAGES = ("en", "zh-Hant", "zh-Hans")


@click.command()
@case_argument
@asked
@seconds_option
@click.option("--view", type=click.Choice(VIEWS), default="map", show_default=True)
@click.option(
    "--measure",
    type=click.Choice(MEASURES),
    default="quantity",
    show_default=True,
    help="What widths stand for; with lead_time they stay quantities and numbers are days.",
)
@click.option(
    "--lang",
    metavar="|".join(LANGUAGES),
    default="en",
    show_default=True,
    help="Language of the picture, or two together: en+zh-Hant.",
)
@click.option("--theme", type=click.Choice(("light", "dark", "mono")), default="light")
@click.option("--narrow", is_flag=True, help="The picture for a telephone.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="Write the picture (.svg) or its description (.json).",
)
def command(
    case: str,
    *,
    scenario: str,
    policy: str,
    regime: str,
    run_date: datetime | None,
    seconds: float,
    view: str,
    measure: str,
    lang: str,
    theme: str,
    narrow: bool,
    output: Path,
) -> None:
    """Draw the plan of least landed cost of CASE: who makes what, and where it goes.

    Lines between sites are indicative, not a route.
    """
    from briefing.pairing import LINE  # noqa: PLC0415 - pydantic loads slowly
    from briefing.tongue import tongue_of  # noqa: PLC0415
    from plusn.firm_flow import firm_flow, save_flow  # noqa: PLC0415 - loaded when it draws
    from plusn.scenarios import load  # noqa: PLC0415 - pydantic and networkx take a second
    from plusn.scenarios.running import run  # noqa: PLC0415
    from plusn.scenarios.told import report_of  # noqa: PLC0415

    tongue_of(lang)  # before minutes of solving
    answer = run(
        load(case).case,
        scenario,
        policy=policy,
        regime=regime,
        run_date=run_date.date() if run_date else None,
        seconds=seconds,
    )
    report = report_of(answer)
    record = {**report.record, "tables": report.tables}
    spec = firm_flow(record, answer.question.case, view=view, measure=measure, lang=lang)
    save_flow(spec, output, theme=theme, narrow=narrow)
    click.echo(f"{spec.title.replace(LINE, ' ')}: {output}")
