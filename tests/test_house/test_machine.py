"""A machine without a browser or a font is told so, and never passed over where it decides."""

from __future__ import annotations

import pytest

from data.errors import MissingFont
from tests import conftest, machine


class Item:
    def __init__(self, *markers):
        self.markers = dict.fromkeys(markers, pytest.mark.browser)
        self.added = []

    def get_closest_marker(self, name):
        return self.markers.get(name)

    def add_marker(self, marker):
        self.added.append(marker)


@pytest.fixture
def bare(monkeypatch):
    def no_font(language):
        raise MissingFont(f"no font for {language}", remedy="Install one.")

    monkeypatch.setattr(machine.shutil, "which", lambda _: None)
    monkeypatch.setattr(machine.os.path, "exists", lambda _: False)
    monkeypatch.setattr(machine, "require_chinese_font", no_font)
    monkeypatch.delenv("CI", raising=False)


@pytest.mark.usefixtures("bare")
def test_what_is_missing_is_named_with_its_remedy(capsys):
    assert machine.main() == 0
    said = capsys.readouterr().err
    assert "no Chromium: run `.venv/bin/playwright install chromium`" in said
    assert "no font for zh-Hant. Install one." in said


@pytest.mark.usefixtures("bare")
def test_a_deciding_machine_must_have_everything(monkeypatch):
    monkeypatch.setenv("CI", "true")
    assert machine.main() == 1


@pytest.mark.usefixtures("bare")
def test_debian_as_root_gets_both_packages_and_looks_again(monkeypatch, capsys):
    ran = []
    monkeypatch.setattr(machine.shutil, "which", lambda name: name if name == "apt-get" else None)
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(machine.subprocess, "run", lambda command, **_: ran.append(command))
    monkeypatch.setattr(machine, "still_missing", dict)
    monkeypatch.setenv("CI", "true")
    assert machine.main() == 0
    assert [command[1] for command in ran] == ["update", "install"]
    assert ran[1][-2:] == ["chromium", "fonts-noto-cjk"]
    assert "Installing chromium and fonts-noto-cjk" in capsys.readouterr().out


@pytest.mark.usefixtures("bare")
def test_without_a_browser_only_browser_tests_are_left_out(monkeypatch):
    monkeypatch.setattr(conftest, "has_browser", lambda: False)
    driven, plain = Item("browser"), Item()
    conftest.pytest_collection_modifyitems([driven, plain])
    assert driven.added
    assert not plain.added


def test_a_deciding_machine_leaves_nothing_out(monkeypatch):
    monkeypatch.setattr(conftest, "has_browser", lambda: False)
    monkeypatch.setenv("CI", "true")
    driven = Item("browser")
    conftest.pytest_collection_modifyitems([driven])
    assert not driven.added
