"""Lines that a host page takes to show a figure in a frame."""

from __future__ import annotations

from html import escape

# The frame stands alone (its origin is "null"), so whose message it is, is told by its source.
LINES = """<iframe class="plusn-frame" src="{address}" title="{title}" loading="lazy" \
sandbox="allow-scripts" style="width: 100%; aspect-ratio: {width} / {height}; border: 0"></iframe>
<noscript><style>.plusn-frame {{ display: none }}</style>\
<img src="{picture}" alt="{alt}" style="width: 100%; height: auto"></noscript>
<script>
addEventListener("message", ({{ source, origin, data }}) => {{
  if (origin !== "null" || data?.plusn !== "height" || !(data.height > 0)) return;
  for (const frame of document.querySelectorAll(".plusn-frame")) {{
    if (frame.contentWindow !== source) continue;
    frame.style.aspectRatio = "auto";
    frame.style.height = `${{Math.min(data.height, 4000)}}px`;
  }}
}});
</script>
"""


def lines(address: str, picture: str, *, title: str, alt: str, size: tuple[float, float]) -> str:
    """Write the lines: a frame, its height followed, and a picture where no script runs.

    Parameters
    ----------
    address, picture
        Of the frame's page and of the same figure as a picture.
    title, alt
        What a screen reader says of either.
    size
        Width and height of the figure, whose ratio holds until the frame tells its height.

    Examples
    --------
    >>> lines("/a?x=1&y=2", "/b", title="T", alt="A", size=(4, 3)).count("&amp;")
    1
    """
    return LINES.format(
        address=escape(address),
        picture=escape(picture),
        title=escape(title.replace("\n", " ")),
        alt=escape(alt.replace("\n", " ")),
        width=round(size[0]),
        height=round(size[1]),
    )
