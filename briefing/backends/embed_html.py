"""A figure for another page's frame: words, picture and sources, and nothing of the app around it.

The page tells its height to the page around it, so that the frame can follow; it asks nobody else
for anything.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from briefing.backends.policy import hashed
from briefing.catalogue import HTML_LANG
from briefing.palette import TOKENS
from briefing.tongue import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.exhibit import Exhibit, Picture
    from briefing.palette import Theme

# The height goes to whoever shows the frame: it says nothing that the frame's owner may not know.
SCRIPT = """const tell = () => parent.postMessage(
  {plusn: "height", height: Math.ceil(document.body.getBoundingClientRect().height)}, "*");
new ResizeObserver(tell).observe(document.body);
tell();
"""
STYLE = """*{box-sizing:border-box}
body{margin:0;padding:12px 16px;font:14px/1.45 "Noto Sans",system-ui,"PingFang HK",
"Noto Sans CJK HK","Microsoft JhengHei",sans-serif;color:%(ink)s;background:%(background)s}
h1{font-size:18px;line-height:1.3;margin:0}
.subtitle,footer{color:%(muted)s}
p{margin:2px 0}
.boxed span{display:inline-block;border:1px solid;padding:0 5px;margin:4px 6px 0 0;font-size:12px;
font-weight:700}
figure{margin:8px 0}
svg{display:block;width:100%%;height:auto}
footer{font-size:12px;overflow-wrap:anywhere}
.narrow{display:none}
@media (max-width:560px){.wide{display:none}.narrow{display:block}}
"""
PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{heading}</h1>
{subtitle}{boxed}{figures}
</main>
<footer>{sources}</footer>
<script>{script}</script>
</body>
</html>
"""


def render(
    exhibit: Exhibit,
    pictures: Iterable[Picture],
    *,
    narrow: Iterable[Picture] = (),
    theme: Theme = "light",
) -> str:
    """Write a figure as a page for a frame.

    Parameters
    ----------
    pictures
        Of the figure, in its own order.
    narrow
        The same for a frame as wide as a phone; without, the pictures shrink.
    """
    small = _figures(narrow, "narrow")
    stamped = f"PlusN {exhibit.as_of} · {exhibit.digest[:12]}"
    return PAGE.format(
        lang=HTML_LANG[spoken(exhibit.lang)[0]],
        title=escape(exhibit.title.replace("\n", " ")),
        style=style(theme),
        heading=_lines(exhibit.title),
        subtitle=f'<p class="subtitle">{_lines(exhibit.subtitle)}</p>' if exhibit.subtitle else "",
        boxed=_boxed(exhibit.boxed),
        figures=_figures(pictures, "wide" if small else "only") + small,
        sources="".join(
            f"<p>{_lines(words)}</p>" for words in (*exhibit.credits, *exhibit.notes, stamped)
        ),
        script=SCRIPT,
    )


def style(theme: Theme) -> str:
    """Give the page's style in the colours of a theme."""
    return STYLE % TOKENS[theme]


def policy(theme: Theme, ancestors: str) -> str:
    """Give the policy of the page, as a header: who may show it, and that nothing else runs.

    Parameters
    ----------
    ancestors
        Who may show it in a frame, e.g. ``'self' https://intranet.example``.

    Examples
    --------
    >>> policy("light", "'self'").split("; ")[0], policy("light", "'self'").split("; ")[-1]
    ("default-src 'none'", "frame-ancestors 'self'")
    """
    return (
        f"default-src 'none'; script-src {hashed(SCRIPT)}; style-src {hashed(style(theme))}; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
    )


def _figures(pictures: Iterable[Picture], width: str) -> str:
    return "".join(f'<figure class="{width}">{picture.svg}</figure>' for picture in pictures)


def _lines(words: str) -> str:
    return "<br>".join(escape(line) for line in words.split("\n"))


def _boxed(notices: Iterable[str]) -> str:
    spans = "".join(f"<span>{escape(words)}</span>" for words in notices)
    return f'<p class="boxed">{spans}</p>' if spans else ""
