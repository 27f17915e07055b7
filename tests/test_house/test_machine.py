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
    monkeypatch.setattr(machine, "postgis_folder", lambda: None)
    monkeypatch.delenv("CI", raising=False)


@pytest.mark.usefixtures("bare")
def test_what_is_missing_is_named_with_its_remedy(capsys):
    assert machine.main() == 0
    said = capsys.readouterr().err
    assert "no Chromium: run `.venv/bin/playwright install chromium`" in said
    assert "no font for zh-Hant. Install one." in said
    assert "no PostGIS server: install Debian's postgresql-postgis" in said
    assert "no LibreOffice: install Debian's libreoffice-impress" in said


@pytest.mark.usefixtures("bare")
def test_a_deciding_machine_must_have_everything(monkeypatch):
    monkeypatch.setenv("CI", "true")
    assert machine.main() == 1


@pytest.mark.usefixtures("bare")
def test_debian_as_root_gets_all_packages_and_looks_again(monkeypatch, capsys):
    ran = []
    monkeypatch.setattr(machine.shutil, "which", lambda name: name if name == "apt-get" else None)
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(machine.subprocess, "run", lambda command, **_: ran.append(command))
    monkeypatch.setattr(machine, "still_missing", dict)
    monkeypatch.setenv("CI", "true")
    assert machine.main() == 0
    assert [command[1] for command in ran] == ["update", "install"]
    office = ["libreoffice-impress", "libreoffice-writer", "poppler-utils"]
    assert ran[1][-6:] == ["chromium", "postgresql-postgis", *office, "fonts-noto-cjk"]
    said = capsys.readouterr().out
    assert "Installing chromium and postgresql-postgis and libreoffice-impress" in said


@pytest.mark.usefixtures("bare")
def test_without_a_browser_only_browser_tests_are_left_out(monkeypatch):
    monkeypatch.setattr(conftest, "has_browser", lambda: False)
    monkeypatch.setattr(conftest, "postgis_folder", lambda: "somewhere")
    driven, plain, asking = Item("browser"), Item(), Item("postgis")
    conftest.pytest_collection_modifyitems([driven, plain, asking])
    assert driven.added
    assert not plain.added
    assert not asking.added


@pytest.mark.usefixtures("bare")
def test_without_a_server_only_its_tests_are_left_out(monkeypatch):
    monkeypatch.setattr(conftest, "has_browser", lambda: True)
    monkeypatch.setattr(conftest, "postgis_folder", lambda: None)
    driven, asking = Item("browser"), Item("postgis")
    conftest.pytest_collection_modifyitems([driven, asking])
    assert asking.added
    assert not driven.added


def test_a_deciding_machine_leaves_nothing_out(monkeypatch):
    monkeypatch.setattr(conftest, "has_browser", lambda: False)
    monkeypatch.setenv("CI", "true")
    driven = Item("browser")
    conftest.pytest_collection_modifyitems([driven])
    assert not driven.added
