"""The `plusn` command: one verb for each thing a user can ask.

Results go to standard output or to ``-o``; everything else to standard error. Exit codes: 0 done,
1 the answer is no, 2 wrong input or a render problem, 70 a bug (with its traceback).
"""

from __future__ import annotations

import importlib
import sys
import traceback
from typing import TYPE_CHECKING, Any, NoReturn

import click

from data.errors import PlusNError

if TYPE_CHECKING:
    from collections.abc import Mapping

# Command → (module, one-line help). The module is imported only when the command runs or its own
# help is asked for, so that `plusn --help` never waits for geopandas.
COMMANDS = {
    "atlas": ("plusn.cli.atlas", "Draw a map of enterprises by province, city or county."),
    "boundaries": ("plusn.cli.boundaries", "Build or describe the boundary layers."),
    "bounds": ("plusn.cli.bounds", "Work out what a partial table proves about every region."),
    "brief": ("plusn.cli.brief", "Write several figures as slides, pages or a report."),
    "check": ("plusn.cli.check", "Say what a file is and how it is read, or why it is refused."),
    "facts": ("plusn.cli.facts", "Print the study's published figures."),
    "match": ("plusn.cli.match", "Find the region that each row of a file names."),
    "points": ("plusn.cli.points", "Count the points of a file by region."),
    "scenario": ("plusn.cli.scenario", "Solve and explain China+N scenarios of a firm."),
    "sources": ("plusn.cli.sources", "Print where every packaged figure comes from."),
}


class LazyGroup(click.Group):
    """Import a command's module only when it is needed.

    Parameters
    ----------
    homes
        Command → (module with a `command`, one-line help).
    """

    def __init__(self, *, homes: Mapping[str, tuple[str, str]], **settings: Any) -> None:  # noqa: ANN401 - click's
        super().__init__(**settings)
        self._homes = homes

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands, sorted."""
        return sorted(self._homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command."""
        if cmd_name not in self._homes:
            return None
        module = importlib.import_module(self._homes[cmd_name][0])
        command = module.command
        if not isinstance(command, click.Command):
            raise TypeError(f"{module.__name__}.command is not a click command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table above, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._homes[name][1]) for name in sorted(self._homes)])


@click.command(
    cls=LazyGroup, homes=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="plusn")
def cli() -> None:
    """PlusN, the China+N atlas."""


def main() -> NoReturn:
    """Run the command line and end the process with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line and give its exit code.

    Examples
    --------
    >>> run(["no-such-command"])
    2
    """
    try:
        cli.main(args=arguments, prog_name="plusn", standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        return 2
    except click.Abort:
        click.echo("Stopped.", err=True)
        return 1
    except PlusNError as problem:
        click.echo(f"plusn: {problem}", err=True)
        return problem.exit_code
    except Exception:  # noqa: BLE001 - the last line of defence: a bug must show its traceback
        traceback.print_exc()
        return 70
    return 0
