"""`plusn scenario swing`: what would change the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plusn.cli.scenario.options import question_command

if TYPE_CHECKING:
    from plusn.cli.scenario.emit import Progress
    from plusn.scenarios.questions import Question
    from plusn.scenarios.report import Report


@question_command("ends")
def command(
    question: Question,
    *,
    seconds: float,
    progress: Progress,
) -> Report:
    """Move each number of the table `ranges` of CASE to its ends, the others as they are.

    What would change the answer comes first; your own numbers and assumptions are told apart.
    """
    from plusn.scenarios.verbs.swing import swing_report  # noqa: PLC0415 - it solves

    return swing_report(question, seconds=seconds, progress=progress)
