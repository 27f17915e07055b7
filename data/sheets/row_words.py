"""Words of rows that are no regions: sums, groups of regions, parts, notes, continuations."""

from __future__ import annotations

import re

from data.sheets.cells import folded, key, without_marks
from data.sheets.recall import remembered

SUMS = (
    "合计 合計 总计 總計 小计 小計 共计 共計 总数 總數 总和 全国 全國 全省 全市 全区 全區 "
    "全国合计 全國合計 全国总计 全國總計 全省合计 全省总计 全市合计 全市总计 汇总 匯總 累计 累計 "
    "本页合计 本页小计 total grandtotal subtotal sub-total sum nationaltotal nationwide national "
    "overall"
)
TOTALS = frozenset(map(key, SUMS.split()))
TOTAL_ENDS = re.compile(r"(?:小计|小計|合计|合計|总计|總計|共计|共計| sub-?total| total)$")
TOTAL_STARTS = re.compile(r"^(?:合计|合計|总计|總計|小计|小計|total|subtotal)[ (,:/]")
PARTS_OF_CHINA = (
    "东部|東部|中部|西部|东北|東北|华北|華北|华东|華東|华南|華南|华中|華中|西南|西北|沿海|内陆|內陸"
    "|沿边|沿邊|北方|南方"
)
NAMED_GROUPS = (
    "粤东|粵東|粤西|粵西|粤北|粵北|粤东西北|苏南|蘇南|苏中|蘇中|苏北|蘇北|珠三角|长三角|長三角|京津冀"
    "|环渤海|環渤海|珠江三角洲|长江三角洲|長江三角洲|粤港澳大湾区|粵港澳大灣區|大湾区|大灣區"
    "|长江经济带|長江經濟帶|成渝|北部湾|北部灣|海西|浙东北|浙西南|胶东|辽中南|闽南"
)
GROUP_ENDS = (
    "地区|地區|区域|區域|经济区|經濟區|经济圈|經濟圈|九市|核心区|核心區|城市群|沿海地区|沿海地區"
    "|省市|省区|省份|各省|各市"
)
REGIONALS = re.compile(
    rf"^(?:(?:{PARTS_OF_CHINA}|{NAMED_GROUPS})(?:{GROUP_ENDS})?"
    r"|(?:eastern|central|western|north-?eastern|coastal|inland|southern|northern)"
    r" (?:china|regions?|area|provinces)"
    r"|pearl river delta|yangtze river delta|greater bay area|prd|yrd|gba)$"
)
NUMBERED = re.compile(
    r"^(?:[(]?[一二三四五六七八九十0-9]{1,2}[)]?[、. ] ?|[(][一二三四五六七八九十0-9]{1,2}[)])"
)
OF_WHICH = re.compile(
    r"^[#*]? ?(?:其中|当中|當中|其中项|of which|in which|including|incl\.|among them)"
    r"(?: ?[:,] ?| |$|(?=[^a-z]))",
    re.IGNORECASE,
)
OFFICES = (
    "制表|製表|填表|填报|填報|编制|編製|审核|審核|复核|複核|统计|統計|单位|單位|经办|經辦|主管|校对"
    "|校對|报出|報出|打印|列印|联系|聯繫|更新|发布|發佈|抄报|報送|报送"
)
OFFICERS = (
    "人|者|员|員|单位|單位|部门|部門|日期|时间|時間|负责人|負責人|电话|電話|机关|機關|人员|人員"
)
NOTES = re.compile(
    r"^(?:[\[(]?(?:注释|註釋|附注|附註|备注|備註|注|註|note|notes|remarks?|n\.b\.)[\])]?"
    r"(?:[0-9一二三四五六]{0,2} ?[:.、,)\]]|[0-9]? ?$)"
    r"|(?:资料|資料|数据|數據|数字|數字)?(?:来源|來源)(?:于|於)?(?: ?[:,]|$)"
    r"|sources? ?[:,]|data sources?\b"
    r"|(?:说明|說明|解释|解釋|备考|備考|口径|口徑) ?[:.]"
    rf"|(?:{OFFICES})(?:{OFFICERS})[^:]{{0,10}}(?::|$)"
    r"|(?:prepared|compiled|reported|checked|approved|printed) (?:by|on)\b"
    r"|[*†‡①②③④⑤⑥] ?[:.]?\S.{9,}"
    r"|(?:本表|表中|以上数据|以上數據)\S|(?:this table|figures) \S)",
    re.IGNORECASE,
)
AGAIN = "续上表|續上表|续表|續表|接上表|接上页|接上頁|续|續|continued|cont(?:'?d|\\.)"
CONTINUED = re.compile(
    rf"^(?:[(\[]?(?:{AGAIN})[ 一二三四五六0-9]{{0,4}}[)\]]?(?:$| ?[:,.])"
    rf"|.*[(\[](?:{AGAIN})[ 一二三四五六0-9]{{0,3}}[)\]]$)",
    re.IGNORECASE,
)


@remembered
def is_total(text: str) -> bool:
    """Tell whether a name in the body is that of a sum.

    Examples
    --------
    >>> [is_total(text) for text in ("合　计", "广东省小计", "Total", "其他")]
    [True, True, True, False]
    """
    plain = without_marks(folded(text)).casefold().rstrip(":")
    return key(text) in TOTALS or bool(TOTAL_ENDS.search(plain) or TOTAL_STARTS.match(plain))


@remembered
def is_regional(text: str) -> bool:
    """Tell whether a name in the body is that of a group of regions.

    Examples
    --------
    >>> is_regional("东部地区"), is_regional("一、珠三角"), is_regional("广东")
    (True, True, False)
    """
    plain = without_marks(folded(text)).casefold().rstrip(":")
    return bool(REGIONALS.match(NUMBERED.sub("", plain)))


@remembered
def of_which(text: str) -> str | None:
    """Give what follows 其中 in a name, `None` where it does not stand there.

    Examples
    --------
    >>> of_which("　其中：深圳市"), of_which("of which: electronics"), of_which("深圳市")
    ('深圳市', 'electronics', None)
    """
    plain = folded(text)
    found = OF_WHICH.match(plain)
    return plain[found.end() :].strip() if found else None


@remembered
def is_note(text: str) -> bool:
    """Tell whether a line is a footnote, a source or an office's signature.

    Examples
    --------
    >>> [
    ...     is_note(text)
    ...     for text in ("注：1. 不含港澳台", "资料来源：统计局", "制表人：张三", "广东")
    ... ]
    [True, True, True, False]
    """
    return bool(NOTES.match(folded(text)))


@remembered
def is_continued(text: str) -> bool:
    """Tell whether a line says that a table goes on.

    Examples
    --------
    >>> is_continued("续表1"), is_continued("表1 各地区企业数（续）"), is_continued("广东")
    (True, True, False)
    """
    return bool(CONTINUED.match(folded(text)))
