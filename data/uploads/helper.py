"""Our end of a reading process: start it, ask it once, end it."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from data.errors import TooLarge, UnreadableFile
from data.phrase import said
from data.uploads.limits import to_plain
from data.uploads.wire import Garbled, read_line, write_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.uploads.limits import Ask, Limits

HOME = Path(__file__).parents[2]
LOG = logging.getLogger(__name__)
START = """
import sys
sys.path[:0] = sys.argv[2:]
from data.uploads.child import main
main(sys.argv[1])
"""
STARTING = 60.0
"""Seconds that a process may take to start."""
PIECE = 1 << 20
SAVE_AS = said("Save it as an Excel workbook (.xlsx) or as CSV.")


class Helper:
    """Be a reading process that can be asked once.

    Parameters
    ----------
    load
        The kind of file that it will be asked for; ``all`` where it is started ahead.
    """

    def __init__(self, load: str = "all") -> None:
        self._place = tempfile.mkdtemp(prefix="plusn-read-")
        self._lock = threading.Lock()
        self._late = self._ended = False
        # Isolated: neither the folder nor the environment of whoever started us is a source of
        # modules. Only our own folder and those of installed packages are named.
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the interpreter that runs us
                [sys.executable, "-I", "-B", "-c", START, load, *_packages()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self._place,
                env=_environment(),
                start_new_session=True,
            )
        except OSError:
            shutil.rmtree(self._place, ignore_errors=True)
            raise
        self.walls: dict[str, Any] = {}

    def alive(self) -> bool:
        """Tell whether it can be asked."""
        with self._lock:
            return not self._ended and self._process.poll() is None

    def ask(
        self, job: Mapping[str, object], content: BinaryIO, *, limits: Limits, ask: Ask
    ) -> dict[str, Any]:
        """Hand a file over and give what is said of it; the process ends with that.

        Parameters
        ----------
        job
            ``kind``, ``name`` and ``size``.
        content
            The bytes, from its start.

        Raises
        ------
        UnreadableFile
            The process broke down over the file or answered nonsense.
        TooLarge
            The file needs more time or memory than it may take, or the answer is too long.
        """
        name = str(job["name"])
        try:
            self._await()
            line = self._exchange({**job, "limits": to_plain(limits), "ask": to_plain(ask)},
                                  content, limits)  # fmt: skip
        finally:
            code = self.end()
        if self._late or code == -getattr(signal, "SIGXCPU", 0) or code == -_alarm():
            raise TooLarge(
                said("{name} takes longer than {most:.0f} seconds to read", name=name,
                     most=limits.seconds),
                remedy=said("Keep only the table that is needed, as CSV or .xlsx."),
            )  # fmt: skip
        if len(line) > limits.answer:
            raise TooLarge(
                said("{name} holds more than can be taken over", name=name),
                remedy=said("Keep only the table that is needed, as CSV or .xlsx."),
            )
        return self._understood(line, name)

    def _await(self) -> None:
        """Wait until the process has raised its walls."""
        late = threading.Timer(STARTING, self._kill)
        late.start()
        try:
            self.walls = read_line(self._out().readline(PIECE)).get("ready", {})
        except Garbled as problem:
            raise no_process() from problem
        finally:
            late.cancel()

    def _exchange(self, asked: Mapping[str, object], content: BinaryIO, limits: Limits) -> bytes:
        late = threading.Timer(limits.seconds, self._too_late)
        late.daemon = True
        late.start()
        try:
            self._send(asked, content)
            line: bytes = self._out().readline(limits.answer + 1)
        except OSError:  # it ended before it had read all
            return b""
        else:
            return line
        finally:
            late.cancel()

    def _send(self, asked: Mapping[str, object], content: BinaryIO) -> None:
        if self._process.stdin is None:
            return
        self._process.stdin.write(write_line(asked))
        content.seek(0)
        while piece := content.read(PIECE):
            self._process.stdin.write(piece)
        self._process.stdin.flush()

    def _out(self) -> Any:  # noqa: ANN401 - a pipe
        return self._process.stdout

    def _understood(self, line: bytes, name: str) -> dict[str, Any]:
        try:
            answer = read_line(line)
        except Garbled as problem:
            raise UnreadableFile(
                said("{name} made its reader break down", name=name), remedy=SAVE_AS
            ) from problem
        if answer.get("memory"):
            raise TooLarge(
                said("{name} needs more memory than a file may take", name=name),
                remedy=said("Keep only the table that is needed, as CSV or .xlsx."),
            )
        if "broken" in answer:
            LOG.info("a reader gave up on %r: %s", name, answer.get("trace"))
            raise UnreadableFile(said("{name} is broken", name=name), remedy=SAVE_AS)
        return answer

    def _too_late(self) -> None:
        self._late = True
        self._kill()

    def _kill(self) -> None:
        """End the process and what it may have started; only while its number is still its own."""
        with self._lock:
            if self._process.returncode is not None:
                return
            try:
                if os.name == "posix":
                    os.killpg(self._process.pid, signal.SIGKILL)
                else:
                    self._process.kill()
            except (ProcessLookupError, PermissionError):
                self._process.kill()

    def end(self) -> int:
        """End it, clear up, and give the code with which it ended."""
        with self._lock:
            if self._ended:
                return self._process.returncode or 0
            self._ended = True
            gone = self._process.poll()
        if gone is None:
            self._kill()
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:  # what was not sent has nobody to go to
                continue
        code = self._process.wait()
        shutil.rmtree(self._place, ignore_errors=True)
        return code


def no_process() -> UnreadableFile:
    """Say that no file can be read at the moment."""
    return UnreadableFile(
        said("no reading process could be started"),
        remedy=said("Try again; if it stays so, the program is not wholly installed."),
    )


def _alarm() -> int:
    return int(getattr(signal, "SIGALRM", 0))


def _packages() -> list[str]:
    """Give the folders of our modules and of installed packages."""
    installed = {"site-packages", "dist-packages"}
    places = (Path(place) for place in sys.path)
    return [str(HOME), *(str(p) for p in places if p.name in installed and p.is_absolute())]


def _environment() -> dict[str, str]:
    # The kernel's walls stand around the thread that raises them: no library may have started
    # another one by then, and Arrow's memory would.
    return {
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "JE_ARROW_MALLOC_CONF": "background_thread:false",
    }
