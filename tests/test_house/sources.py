"""What the house tests read: our own files, parsed once."""

from __future__ import annotations

import ast
import shutil
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("app", "briefing", "data", "geo", "network", "plusn")


@cache
def modules() -> dict[str, ast.Module]:
    """Parse every module of every room: dotted name → tree."""
    found = {}
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = ast.parse(file.read_text(encoding="utf-8"))
    return found


@cache
def tracked() -> tuple[Path, ...]:
    """List the files of the repository; without git, every file that a clone would have."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
        )
        places = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        skipped = {".venv", ".git", "__pycache__", "plusn.egg-info", "build"}
        places = [f for f in ROOT.rglob("*") if f.is_file() and not skipped & set(f.parts)]
    return tuple(place for place in places if place.is_file())
