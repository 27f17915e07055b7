"""The examples run as they stand."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from .sources import ROOT

NOTEBOOK = ROOT / "examples" / "atlas.ipynb"


def notebook():
    return json.loads(NOTEBOOK.read_text(encoding="utf-8"))


def code_cells():
    return ["".join(c["source"]) for c in notebook()["cells"] if c["cell_type"] == "code"]


def test_the_script_writes_its_files_and_says_why_a_range_is_a_range(tmp_path):
    script = ROOT / "examples" / "atlas.py"
    done = subprocess.run(
        [sys.executable, script, tmp_path / "out"], capture_output=True, text=True, check=True
    )
    assert (tmp_path / "out" / "guangdong.svg").read_bytes().startswith(b"<svg")
    assert (tmp_path / "out" / "guangdong.csv").stat().st_size > 1_000
    assert "Guangzhou: 0 to 2,638 enterprises" in done.stdout


def test_the_notebook_runs_cell_by_cell(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    names = {"__name__": "__main__"}
    for number, cell in enumerate(code_cells()):
        exec(compile(cell, f"cell {number}", "exec"), names)  # noqa: S102 - our own notebook
    assert (tmp_path / "out" / "guangdong.svg").stat().st_size > 10_000
    assert names["atlas"]._repr_svg_().startswith("<svg")
    assert "'high': 2638" in capsys.readouterr().out


def test_the_notebook_is_kept_without_outputs():
    content = notebook()
    assert content["nbformat"] == 4
    for cell in content["cells"]:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None


@pytest.mark.parametrize("name", ["atlas.py", "atlas.ipynb"])
def test_an_example_is_named_in_the_readme(name):
    assert f"examples/{name}" in (ROOT / "README.md").read_text(encoding="utf-8")
