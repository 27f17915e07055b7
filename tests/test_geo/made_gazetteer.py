"""A small gazetteer in which every rule of matching has something to decide."""

from data.codes import Level, RegionKey
from geo.matching.gazetteer import Gazetteer, Name, NotRegion, OldCode, Source, Unit

UNITS = """
110000 北京市 | 220000 吉林省 | 320000 江苏省 | 330000 浙江省 | 340000 安徽省 | 370000 山东省
440000 广东省 | 450000 广西壮族自治区 | 420000 湖北省 | 610000 陕西省 | 140000 山西省
810000 香港特别行政区 | 110000c 北京市 | 810000c 香港特别行政区 | 220200 吉林市 | 220100 长春市
320100 南京市 | 320500 苏州市 | 341300 宿州市 | 340100 合肥市 | 340200 芜湖市 | 340500 马鞍山市
370100 济南市 | 440300 深圳市 | 441900 东莞市 | 450100 南宁市 | 422800 恩施土家族苗族自治州
429021 神农架林区 | 611000 商洛市 | 420600 襄阳市 | 321200 泰州市 | 331000 台州市 | 110105 朝阳区
220104 朝阳区 | 320583 昆山市 | 320106 鼓楼区 | 340181 巢湖市 | 370116 莱芜区 | 440305 南山区
440306 宝安区 | 422801 恩施市 | 320508 姑苏区 | 321204 姜堰区
""".replace("\n", "|")

NAMES = """
english 110000 Beijing | english 220000 Jilin | english 320000 Jiangsu | english 340000 Anhui
english 440000 Guangdong | english 810000 Hong Kong | english 610000 Shaanxi | english 140000 Shanxi
english 220200 Jilin | english 320500 Suzhou | english 341300 Suzhou | english 440300 Shenzhen
english 441900 Dongguan | english 420600 Xiangyang | english 320100 Nanjing
english 321200 Taizhou | english 331000 Taizhou
pinyin 320583 kun shan | pinyin 440305 nan shan | pinyin 110105 chao yang | pinyin 220104 chao yang
pinyin 422801 en shi | pinyin 422800 en shi | pinyin 610000 shan xi
bare 450000 广西 | bare 422800 恩施 | bare 429021 神农架 | bare 440000 粤
romanised 320500 Soochow | romanised 441900 Tung Kwan
former 420600 襄樊市 | zone 320500 苏州工业园区 | zone 440300 前海
"""

OLD = (
    ("371200", "莱芜市", 2018, ("370100c",)),
    ("341400", "巢湖市", 2011, ("340100", "340200", "340500")),
    ("321284", "姜堰市", 2012, ("321204",)),
    ("320502", "沧浪区", 2012, ("320508",)),
)
NOT_REGIONS = {
    "aggregate": ("合计", "Other", "Total"),
    "group": ("珠三角", "PRD"),
    "foreign": ("越南", "Vietnam", "Osaka"),
}


def key_of(code):
    """Read 440300 as a city, 440305 as a county, 110000c as the city of a municipality."""
    if code.endswith("c"):
        return RegionKey(Level.CITY, code[:6])
    if code.endswith("0000"):
        return RegionKey(Level.PROVINCE, code)
    city = code.endswith("00") or code[2:4] == "90"
    return RegionKey(Level.CITY if city else Level.COUNTY, code)


def _unit(code, name):
    key = key_of(code)
    if key.level is Level.PROVINCE:
        return Unit(key=key, parent=None, name=name)
    if key.level is Level.CITY:
        return Unit(key=key, parent=RegionKey(Level.PROVINCE, f"{code[:2]}0000"), name=name)
    city = "110000" if code.startswith("11") else f"{code[:4]}00"
    return Unit(key=key, parent=RegionKey(Level.CITY, city), name=name)


def made_gazetteer():
    """Build it; bare names of full ones are given as the packaged tables give them."""
    pairs = [item.split() for item in UNITS.split("|") if len(item.split()) == 2]
    units = tuple(_unit(code, name) for code, name in pairs)
    names = [
        Name(text=text.strip(), source=Source(source), key=key_of(code))
        for source, code, text in (
            item.split(maxsplit=2) for item in NAMES.replace("\n", "|").split("|") if item.strip()
        )
    ]
    return Gazetteer(
        units=units,
        names=tuple(names),
        old_codes=tuple(
            OldCode(code=code, name=name, until=until, successors=tuple(map(key_of, keys)))
            for code, name, until, keys in OLD
        ),
        not_regions=tuple(
            NotRegion(text=text, kind=kind) for kind, texts in NOT_REGIONS.items() for text in texts
        ),
    )
