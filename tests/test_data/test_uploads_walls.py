"""The walls around a reading process hold when they are tried."""

import subprocess
import sys
from pathlib import Path

import pytest

from data.uploads import protections
from data.uploads.protections import PROTECTIONS

ROOT = Path(__file__).parents[2]
LINUX = sys.platform.startswith("linux")
EVERYWHERE = {"process", "wall_time", "python", "nothing_inherited"}
POSIX = {"processor_time", "core_dump", "writing"}


def test_what_holds_on_every_system_holds_here():
    held = {name for name, holds in protections().items() if holds}
    assert held >= EVERYWHERE
    if sys.platform != "win32":
        assert held >= POSIX
    if LINUX:
        assert "memory" in held


def test_the_table_of_the_docs_names_every_protection():
    told = (ROOT / "docs" / "uploads.md").read_text(encoding="utf-8")
    assert [name for name in PROTECTIONS if f"`{name}`" not in told] == []
    assert set(protections()) == set(PROTECTIONS)


def inside(tried):
    """Try something behind Python's wall alone, in a process of its own; tell how it ended."""
    script = (
        "import sys, os, pickle, socket, sqlite3, subprocess, json, glob\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from data.uploads import audit\n"
        "audit.stand([os.path.dirname(os.__file__), *sys.path[2:]], [])\n"
        f"try:\n    {tried}\nexcept PermissionError as problem:\n    print('refused', problem)\n"
        "else:\n    print('done')\n"
    )
    command = [sys.executable, "-I", "-c", script, str(ROOT)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    "tried",
    [
        "open('/etc/passwd')",
        "open('written', 'w')",
        "open(os.path.dirname(os.__file__) + '/os.py', 'a')",
        "open(os.path.dirname(os.__file__) + '/../../../../../../../../etc/passwd')",
        "os.listdir('/')",
        "glob.glob('/*')",
        "socket.socket()",
        "socket.getaddrinfo('localhost', 80)",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.execv('/bin/true', ['true'])",
        "os.kill(os.getppid(), 0)",
        "os.remove('/tmp/none')",
        "sqlite3.connect('/tmp/none.db')",
        "pickle.loads(b'cos\\nsystem\\n.')",
        "os.open('written', os.O_CREAT | os.O_WRONLY)",
        "import pyogrio",
    ],
)
def test_python_refuses_to_a_reader(tried):
    assert inside(tried).startswith("refused")


@pytest.mark.parametrize(
    "tried",
    ["import decimal", "sqlite3.connect(':memory:').close()", "json.loads('1')", "import csv"],
)
def test_python_leaves_to_a_reader_what_reading_needs(tried):
    assert inside(tried) == "done\n"
