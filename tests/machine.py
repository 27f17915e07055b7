"""Say whether this machine can run every test, and mend it where that is allowed.

`make test` runs it before pytest. As root on Debian the browser, the Chinese font, a PostGIS
server and LibreOffice are installed when absent; elsewhere the missing one is named with its
remedy. With CI=true a missing one ends the run, so that nothing is passed over.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from data.errors import MissingFont
from data.fonts import require_chinese_font

BROWSER = "no Chromium: run `.venv/bin/playwright install chromium`, or install Debian's chromium"

POSTGIS = "no PostGIS server: install Debian's postgresql-postgis, or PostgreSQL with PostGIS"

OFFICE = {
    "libreoffice-impress": ("soffice", "no LibreOffice: install Debian's libreoffice-impress"),
    "libreoffice-writer": ("soffice", "no LibreOffice: install Debian's libreoffice-writer"),
    "poppler-utils": ("pdftoppm", "no pdftoppm: install Debian's poppler-utils"),
}
"""Debian package → program that opens or draws what we write, and its sentence."""


def missing() -> dict[str, str]:
    """Name what is absent: Debian package → one sentence with the remedy."""
    found = {} if has_browser() else {"chromium": BROWSER}
    if postgis_folder() is None:
        found["postgresql-postgis"] = POSTGIS
    found |= {name: told for name, (tool, told) in OFFICE.items() if not shutil.which(tool)}
    try:
        for language in ("zh-Hant", "zh-Hans"):
            require_chinese_font(language)
    except MissingFont as problem:
        found["fonts-noto-cjk"] = str(problem)
    return found


def has_browser() -> bool:
    """Look for the machine's Chromium, then for playwright's own."""
    if shutil.which("chromium"):
        return True
    with sync_playwright() as play:
        return os.path.exists(play.chromium.executable_path)  # noqa: PTH110 - one string


def postgis_folder() -> Path | None:
    """Give the folder of the programs of a PostgreSQL that has PostGIS; the newest of several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: place.parent.name)
    for programs in reversed(found):
        share = Path("/usr/share/postgresql") / programs.parent.name / "extension"
        if (programs / "initdb").exists() and (share / "postgis.control").exists():
            return programs
    config = shutil.which("pg_config")
    if config is None:
        return None
    said = subprocess.run(
        [config, "--bindir", "--sharedir"], capture_output=True, text=True, check=False
    )
    bindir, _, sharedir = said.stdout.strip().partition("\n")
    has_both = (Path(bindir) / "initdb").exists() and (
        Path(sharedir) / "extension" / "postgis.control"
    ).exists()
    return Path(bindir) if has_both else None


def install(packages: list[str]) -> None:
    """Install Debian packages."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends"]):
        names = packages if "install" in command else []
        subprocess.run(["apt-get", *command, *names], check=False, env=environment)


def main() -> int:
    """Mend, then report; 1 when something is missing where nothing may be."""
    lacking = missing()
    may_install = shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0
    if lacking and may_install:
        print(f"Installing {' and '.join(lacking)} (once) ...", flush=True)
        install(list(lacking))
        lacking = still_missing()
    for sentence in lacking.values():
        print(f"Missing: {sentence}", file=sys.stderr)
    return 1 if lacking and os.environ.get("CI") == "true" else 0


def still_missing() -> dict[str, str]:
    """Look again in a new process: fonts are listed once for each."""
    code = "import sys; sys.path.insert(0, 'tests'); import machine; print(*machine.missing())"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return {name: f"{name} could not be installed" for name in done.stdout.split()}


if __name__ == "__main__":
    sys.exit(main())
