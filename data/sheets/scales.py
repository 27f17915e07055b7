"""Scales and the words that things are counted by, as units and cells write them."""

from __future__ import annotations

from decimal import Context, Decimal

# Products of what people write are exact in so many digits; nothing is rounded.
EXACT_CONTEXT = Context(prec=1_000, Emax=999_999, Emin=-999_999)
SCALES: dict[str, Decimal] = {
    **dict.fromkeys(("千",), Decimal(10**3)),
    **dict.fromkeys(("万", "萬"), Decimal(10**4)),
    **dict.fromkeys(("十万", "十萬"), Decimal(10**5)),
    **dict.fromkeys(("百万", "百萬"), Decimal(10**6)),
    **dict.fromkeys(("千万", "千萬"), Decimal(10**7)),
    **dict.fromkeys(("亿", "億"), Decimal(10**8)),
    **dict.fromkeys(("十亿", "十億"), Decimal(10**9)),
    **dict.fromkeys(("百亿", "百億"), Decimal(10**10)),
    **dict.fromkeys(("万亿", "萬億", "兆"), Decimal(10**12)),
}
MEASURE_WORDS = (
    *(
        "家",
        "户",
        "戶",
        "个",
        "個",
        "间",
        "間",
        "人",
        "名",
        "件",
        "台",
        "臺",
        "套",
        "所",
        "座",
        "项",
    ),
    *("項", "宗", "次", "辆", "輛", "只", "隻", "张", "張", "份", "条", "條", "吨", "噸", "公斤"),
    *(
        "千克",
        "公里",
        "米",
        "平方米",
        "平方公里",
        "公顷",
        "公頃",
        "亩",
        "畝",
        "元",
        "人民币",
        "人民幣",
    ),
    *("美元", "港元", "港币", "港幣", "欧元", "歐元", "日元", "人次", "企业", "企業", "家企业"),
    *("家企業", "户企业", "立方米", "千瓦时", "千瓦時", "度", "天", "年", "小时", "标准箱", "箱"),
)
