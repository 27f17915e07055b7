"""What a clone holds: locks that fit, nothing that names a machine, a version said once."""

from __future__ import annotations

import re
import tomllib

import pytest

from .sources import ROOT, tracked

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-bench.lock")
# Written in two halves, so that this file does not hold them.
HOSTS = [
    "".join(x)
    for x in [("pypi", ".org"), ("python", "hosted"), ("npmjs", ".org"), ("deb.", "debian")]
]
PATHS = [f"/{name}/" for name in ("work", "farm", "root", "home", "Users")] + ["C:\\" + "Users"]
RISKS = [
    "".join(x)
    for x in [
        ("unsafe_allow", "_html=True"),
        (".inner", "HTML"),
        ("import ", "pickle"),
        ("shell", "=True"),
    ]
]
BIGGEST = 1_500_000
FOREIGN_LOCKS = {"uv.lock", "package-lock.json", "yarn.lock", "poetry.lock", "Pipfile.lock"}


def texts():
    for file in tracked():
        try:
            yield file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def pinned(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9._-]+==[^ ]+(?: ; [^\\]+)?)", text, re.MULTILINE))


def test_no_file_names_a_registry_or_a_place_on_a_machine():
    found = [
        (name, word)
        for name, text in texts()
        if not name.endswith(".csv")  # sources quote their addresses
        for word in (*HOSTS, *PATHS)
        if word in text
    ]
    assert not found


def test_no_file_takes_a_known_risk():
    code = [(name, text) for name, text in texts() if name.endswith((".py", ".js"))]
    assert len(code) > 100
    found = [(name, word) for name, text in code for word in RISKS if word in text]
    assert not [entry for entry in found if not entry[0].startswith("tests/")]


def test_no_file_is_large_and_no_foreign_lock_is_here():
    assert not [file for file in tracked() if file.stat().st_size > BIGGEST]
    names = {file.name for file in tracked()}
    assert not names & FOREIGN_LOCKS
    assert not [name for name in names if name.startswith("pylock")]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_package_with_hashes_and_names_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text
    packages = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(packages) > 50
    assert all("--hash=sha256:" in package for package in packages)


def test_the_tests_run_on_the_versions_that_users_get():
    assert pinned("requirements.lock") <= pinned("requirements-test.lock")
    assert pinned("requirements-test.lock") <= pinned("requirements-bench.lock")


def test_every_declared_dependency_is_locked():
    project = SETTINGS["project"]
    declared = {lock: list(project["dependencies"]) for lock in LOCKS}
    declared["requirements-test.lock"] += project["optional-dependencies"]["test"]
    declared["requirements-bench.lock"] += project["optional-dependencies"]["bench"]
    for lock, requirements in declared.items():
        locked = {pin.partition("==")[0] for pin in pinned(lock)}
        names = {re.split(r"[<>=~! ;\[]", entry)[0].lower() for entry in requirements}
        assert names <= locked


def test_the_changelog_and_the_project_have_one_version():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    assert newest
    assert newest[1] == SETTINGS["project"]["version"]


def test_what_a_machine_runs_is_the_test_command_and_nothing_else():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"\bmake [a-z]+", script) == ["make test"]
    assert not re.search(r"\b(pip|uv|apt-get|pytest)\b", script)
