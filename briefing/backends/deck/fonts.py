"""Which faces a presentation asks the showing machine for."""

from __future__ import annotations

import re

from briefing.backends.zipped import unpacked

FACE = re.compile(r'<a:(?:latin|ea|cs)\s[^>]*?typeface="([^"]+)"')
PARTS = ("ppt/slides/", "ppt/slideMasters/", "ppt/theme/theme1.", "ppt/charts/")


def fonts_of(content: bytes) -> tuple[str, ...]:
    """List the faces that slides and their theme name, sorted.

    Parameters
    ----------
    content
        A PPTX file that PlusN wrote.
    """
    parts = (
        data.decode("utf-8", "replace")
        for name, data in unpacked(content).items()
        if name.endswith(".xml") and name.startswith(PARTS)
    )
    named = {face for part in parts for face in FACE.findall(part)}
    return tuple(sorted(face for face in named if not face.startswith("+")))
