"""Draw Guangdong's cities, and read what the study proves about one of them.

Run it from anywhere: `.venv/bin/python examples/atlas.py [FOLDER]`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import plusn


def main(folder: Path) -> None:
    """Write one SVG and one CSV, and print a range with its reason."""
    folder.mkdir(parents=True, exist_ok=True)
    atlas = plusn.atlas(level="city", within="440000")
    atlas.save(folder / "guangdong.svg")
    atlas.save(folder / "guangdong.csv")
    print(f"wrote guangdong.svg and guangdong.csv to {folder}")

    bounds = plusn.bounds().set_index("code")
    guangzhou = bounds.loc["440100"]
    print(f"Guangzhou: {guangzhou.low:,} to {guangzhou.high:,} enterprises. {guangzhou.because}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("out"))
