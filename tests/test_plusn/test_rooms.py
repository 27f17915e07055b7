"""PlusN runs on its own rooms, whose names are common words."""

import os
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).parents[2]


def _import(path: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import plusn; print(plusn.__all__)"],
        env={**os.environ, "PYTHONPATH": path},
        cwd=path.split(os.pathsep, maxsplit=1)[0],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_room_of_another_program_is_refused_with_both_paths(tmp_path):
    other = tmp_path / "geo"
    other.mkdir()
    (other / "__init__.py").write_text("")
    done = _import(os.pathsep.join([str(tmp_path), str(HOME)]))
    assert done.returncode == 1
    said = done.stderr.strip().splitlines()[-1]
    assert str(other) in said
    assert str(HOME) in said


def test_its_own_rooms_are_taken():
    done = _import(str(HOME))
    assert done.returncode == 0, done.stderr
    assert "atlas" in done.stdout
