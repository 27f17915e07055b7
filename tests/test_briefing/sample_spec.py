"""A small map with real figures of the study, made by hand: what back-ends are tested with."""

from __future__ import annotations

from briefing.palette import ramp_colour, token
from briefing.spec import Frame, Layout, Legend, LegendEntry, MapSpec, Mark, Ramp, RampTick

HOSTILE = (
    "{{7*191}}",
    "<img src=x onerror=alert(1)>",
    "</script>",
    "${7*7}",
    '=HYPERLINK("x")',
)
EVERYTHING = " ".join(HOSTILE)
WORDS = {
    "en": ("Where Hong Kong makes things", "enterprises", "only a range is known"),
    "zh-Hant": ("港商在內地的生產據點", "間企業", "只知範圍"),
    "zh-Hans": ("港商在内地的生产据点", "家企业", "只知范围"),
}
# code, names (en, zh-Hant, zh-Hans), low, high, certain high, standing
ROWS = (
    ("110000", ("Beijing", "北京市", "北京市"), 0, 2638, 12935, "bounded"),
    ("310000", ("Shanghai", "上海市", "上海市"), 2638, 2638, 2638, "published"),
    ("430000", ("Hunan", "湖南省", "湖南省"), 0, 5300, 12935, "bounded"),
    ("440000", ("Guangdong", "廣東省", "广东省"), 30971, 30971, 30971, "published"),
    ("710000", ("Taiwan", "台灣", "台湾省"), None, None, None, "out_of_scope"),
    ("810000", ("Hong Kong", "香港", "香港"), None, None, None, "out_of_scope"),
)


def mark(number: int, lang: str = "en", **changes: object) -> Mark:
    code, names, low, high, certain, standing = ROWS[number]
    known = standing == "published"
    three = dict(zip(WORDS, names, strict=True))
    fields = {
        "level": "province",
        "code": code,
        "parent": "100000",
        "names": three,
        "label": three[lang],
        "value": high if known else None,
        "low": low,
        "high": high,
        "low_certain": low,
        "high_certain": certain,
        "standing": standing,
        "fill": ramp_colour(high / 30971) if known else None,
        "text": f"{high:,}" if known else WORDS[lang][2],
        "known": standing,
        "sources": ("SEED2025",),
    }
    return Mark.model_validate(fields | changes)


def legend(lang: str = "en") -> Legend:
    return Legend(
        title=WORDS[lang][1],
        entries=(
            LegendEntry(
                kind="range", label=WORDS[lang][2], colour=token("land"), standing="bounded"
            ),
        ),
        ramp=Ramp(
            stops=(ramp_colour(0), ramp_colour(0.5), ramp_colour(1)),
            ticks=(RampTick(at=0, label="0"), RampTick(at=1, label="30,971")),
        ),
    )


def sample(lang: str = "en", **changes: object) -> MapSpec:
    layout = Layout(frame=Frame(x0=200, y0=4700, km_per_px=6, width=400, height=500))
    fields = {
        "view": "100000",
        "measure": "count",
        "measure_label": WORDS[lang][1],
        "unit": "enterprises",
        "level": "province",
        "lang": lang,
        "as_of": "2024",
        "title": WORDS[lang][0],
        "subtitle": WORDS[lang][1],
        "key_figures": (),
        "regions": tuple(mark(number, lang) for number in range(len(ROWS))),
        "legend": legend(lang),
        "tables": (),
        "asides": (),
        "wide": layout,
        "phone": layout,
        "credits": ("FHKI and HKU, Made by Hong Kong (2025)",),
        "notes": ("Boundaries imply no opinion on legal status.",),
        "caption": WORDS[lang][0],
        "alt": WORDS[lang][0],
        "digest": "0123456789abcdef",
    }
    return MapSpec.model_validate(fields | changes)


def hostile() -> MapSpec:
    """Every string that others may have written holds every hostile one."""
    marks = tuple(
        mark(
            number,
            label=HOSTILE[number % len(HOSTILE)],
            text=EVERYTHING,
            known=EVERYTHING,
            because=EVERYTHING,
            names=dict.fromkeys(WORDS, EVERYTHING),
            sources=(EVERYTHING,),
        )
        for number in range(len(ROWS))
    )
    words = dict.fromkeys(
        ("title", "subtitle", "caption", "alt", "unit", "measure_label"), EVERYTHING
    )
    key = legend().model_copy(
        update={
            "title": EVERYTHING,
            "entries": (
                LegendEntry(
                    kind="range", label=EVERYTHING, colour=token("land"), standing="bounded"
                ),
            ),
        }
    )
    return sample(regions=marks, notes=HOSTILE, credits=HOSTILE, legend=key, **words)
