"""Options that the scenario commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

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


def asked(command: Command) -> Command:
    """Add what a case is asked: scenario, policy, regime, day."""
    options = (
        click.option("--scenario", default="", help="A scenario of the case."),
        click.option("--policy", default="", help="A policy of the case."),
        click.option("--regime", default="", help="A dated tariff regime; see `decide --regimes`."),
        click.option(
            "--run-date", type=click.DateTime(["%Y-%m-%d"]), help="Day whose duties hold."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command
