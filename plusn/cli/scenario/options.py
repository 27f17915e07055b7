"""Options that the scenario commands share."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from plusn.cli.scenario.emit import emit, output_option, progress_bar

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from plusn.scenarios.report import Report

    Command = TypeVar("Command", bound=Callable[..., Any])

case_argument = click.argument("case", metavar="CASE")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
seconds_option = click.option(
    "--seconds",
    default=20.0,
    show_default=True,
    type=click.FloatRange(min=0.1),
    help="Time limit of a solve; the best plan until then is given with its gap.",
)
date_option = click.option(
    "--run-date", type=click.DateTime(["%Y-%m-%d"]), help="Day whose duties hold."
)


def asked(command: Command) -> Command:
    """Add what a case is asked: scenario, policy, regime, day."""
    options = (
        click.option("--scenario", default="", help="A scenario of the case."),
        click.option("--policy", default="", help="A policy of the case."),
        click.option(
            "--regime", default="", help="A dated tariff regime; see `decide --list-regimes`."
        ),
        date_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


def question_command(bar: str) -> Callable[[Callable[..., Report]], click.Command]:
    """Make a command of what answers a question with a report.

    The answering function takes the question, `seconds`, `progress` and the options that stand
    beneath this decorator.

    Parameters
    ----------
    bar
        What the progress bar counts.
    """

    def decorate(answering: Callable[..., Report]) -> click.Command:
        @wraps(answering)
        def command(
            case: str,
            *,
            scenario: str,
            policy: str,
            regime: str,
            run_date: datetime | None,
            output: Path | None,
            as_json: bool,
            **own: Any,  # noqa: ANN401 - the command's own options
        ) -> None:
            from plusn.scenarios import load  # noqa: PLC0415 - pydantic and networkx are slow
            from plusn.scenarios.questions import question  # noqa: PLC0415

            day = run_date.date() if run_date else None
            told = load(case).case
            what = question(told, scenario, policy=policy, regime=regime, run_date=day)
            with progress_bar(bar) as progress:
                report = answering(what, progress=progress, **own)
            emit(report, output, as_json=as_json)

        for option in (json_option, output_option, seconds_option):
            command = option(command)
        return click.command()(case_argument(asked(command)))

    return decorate


def names(text: str) -> tuple[str, ...]:
    """Split names at commas.

    Examples
    --------
    >>> names("free, plus_1,")
    ('free', 'plus_1')
    """
    return tuple(part.strip() for part in text.split(",") if part.strip())
