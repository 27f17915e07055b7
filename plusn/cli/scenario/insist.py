"""`plusn scenario insist`: what it costs to insist on a site or to do without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plusn.cli.scenario.options import question_command

if TYPE_CHECKING:
    from plusn.cli.scenario.emit import Progress
    from plusn.scenarios.questions import Question
    from plusn.scenarios.report import Report


@question_command("sites")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    default=("plant",),
    show_default=True,
    type=click.Choice(["supplier", "plant", "depot", "port"]),
    help="Kind of facility to try; may be given several times.",
)
def command(
    question: Question,
    *,
    kinds: tuple[str, ...],
    seconds: float,
    progress: Progress,
) -> Report:
    """Force every site of CASE into the state that the best plan did not choose, and cost it."""
    from plusn.scenarios.verbs.insist import insist_report  # noqa: PLC0415 - it solves

    return insist_report(question, kinds=kinds, seconds=seconds, progress=progress)
