"""Words that headings, totals and notes are made of, in the three languages."""

from __future__ import annotations

import re

from data.sheets.cells import folded, key, without_marks
from data.sheets.table import Role

# Compared by `key`: no blanks, no case. Traditional and Simplified stand side by side.
HEADINGS: dict[str, Role] = {}
for _role, _words in {
    Role.REGION: "region regions area areaname regionname placename 地区 地區 区域 區域 地方 地名 地区名称 地區名稱 "
    "行政区 行政區 行政区划 行政區劃 行政区域 行政區域 区划名称 區劃名稱 所在地 所在地区 所在地區 属地 屬地 name 名称 名稱 "
    "省市 省份城市 各地区 各地區 地区别 地區別 项目 項目 指标 指標 省区市 省區市 地市州 省(自治区、直辖市) "
    "省、自治区、直辖市 地区(单位) 单位名称",
    Role.CODE: "code adcode regioncode areacode 代码 代碼 行政区划代码 行政區劃代碼 区划代码 區劃代碼 行政代码 行政代碼 地区代码 "
    "地區代碼 gb代码 国标码 國標碼 行政编码 区划码 區劃碼 gbcode 编码 編碼",
    Role.PROVINCE: "province provincename prov 省 省份 省级 省級 所在省 所在省份 所属省份 所屬省份 省名 省(区、市) 省(區、市) "
    "省/直辖市 省(市) 省自治区直辖市 一级 省级行政区 省級行政區",
    Role.CITY: "city cityname prefecture 市 城市 地市 地级市 地級市 地级 地級 所在市 所在城市 所属城市 所屬城市 市名 市州 市(州) 市(地) "
    "市/州 地级行政区 地级单位 市级 市級 城市名称 城市名稱",
    Role.LEVEL: "level 级别 級別 层级 層級 行政级别 行政級別 级次 級次",
    Role.VALUE: "value values count counts number total 数量 數量 数值 數值 数目 數目 个数 個數 家数 家數 户数 戶數 企业数 企業數 企业数量 "
    "企業數量 企业家数 工厂数 工廠數 单位数 單位數 值 合计 合計 总计 總計 总数 總數 numberofenterprises enterprises firms factories",
    Role.LOW: "low lower minimum min lowerbound 下限 最低 最小 最小值 最低值 不少于",
    Role.HIGH: "high upper maximum max upperbound 上限 最高 最大 最大值 最高值 不多于",
    Role.CAP: "at_most_unlisted atmostunlisted 未列上限 未列出者上限 未列地区上限 未列地區上限",
    Role.SECTOR: "sector sectors industry industries 行业 行業 行业类别 行業類別 行业名称 行業名稱 行业分类 行業分類 产业 產業 门类 門類 "
    "行业门类 行業門類 所属行业 所屬行業 行业大类 行業大類",
    Role.YEAR: "year years yr 年份 年度 年 统计年份 統計年份 年别 年別",
    Role.LON: "lon lng long longitude 经度 經度 东经 東經",
    Role.LAT: "lat latitude 纬度 緯度 北纬 北緯",
    Role.GROUP: "group groups 分组 分組 组别 組別 组 組 片区 片區 板块 板塊 经济区 經濟區",
    Role.NOTE: "note notes remark remarks comment comments 备注 備註 说明 說明 附注 附註 注释 註釋",
    Role.IGNORE: "no no. # id serial rank ranking order index 序号 序號 编号 編號 排名 排序 位次 名次 行号 序 电话 電話 "
    "联系电话 聯繫電話 邮编 郵編 邮政编码 郵政編碼 传真 傳真 手机 手機 统一社会信用代码 統一社會信用代碼 信用代码 "
    "phone tel telephone postcode zip zipcode fax",
}.items():
    HEADINGS |= dict.fromkeys(map(key, _words.split()), _role)
COUNTY_HEADINGS = frozenset(
    map(
        key,
        ["county", "district", "县", "縣", "区", "區", "区县", "區縣", "县区", "縣區", "县(市、区)", "县(区)", "县市区", "縣市區", "区(县)", "县级市", "市县", "市縣", "所在区县", "所属区县"],
    )
)

TOTALS = frozenset(
    map(
        key,
        ["合计", "合計", "总计", "總計", "小计", "小計", "共计", "共計", "总数", "總數", "总和", "全国", "全國", "全省", "全市", "全区", "全區", "全国合计", "全國合計", "全国总计", "全國總計", "全省合计", "全省总计", "全市合计", "全市总计", "汇总", "匯總", "累计", "累計", "本页合计", "本页小计", "total", "grandtotal", "subtotal", "sub-total", "sum", "nationaltotal", "nationwide", "national", "overall"],
    )
)
TOTAL_ENDS = re.compile(r"(?:小计|小計|合计|合計|总计|總計|共计|共計| sub-?total| total)$")
TOTAL_STARTS = re.compile(r"^(?:合计|合計|总计|總計|小计|小計|total|subtotal)[ (,:/]")
REGIONALS = re.compile(
    r"^(?:(?:东部|東部|中部|西部|东北|東北|华北|華北|华东|華東|华南|華南|华中|華中|西南|西北|沿海|内陆|內陸|沿边|沿邊"
    r"|粤东|粵東|粤西|粵西|粤北|粵北|苏南|蘇南|苏中|蘇中|苏北|蘇北|珠三角|长三角|長三角|京津冀|环渤海|環渤海"
    r"|珠江三角洲|长江三角洲|長江三角洲|粤港澳大湾区|粵港澳大灣區|大湾区|大灣區|长江经济带|成渝|北部湾|海西)"
    r"(?:地区|地區|区域|區域|经济区|經濟區|九市|核心区|城市群|沿海地区|省市)?"
    r"|(?:eastern|central|western|north-?eastern|coastal|inland) (?:china|region|regions|area|provinces)"
    r"|pearl river delta|yangtze river delta|greater bay area|prd|yrd|gba)$"
)
OF_WHICH = re.compile(
    r"^(?:(?:#|\*)? ?(?:其中|当中|當中|of which|in which|including|incl\.?|among them|其中项)(?: ?[:,]| |(?=\S))) ?",
    re.IGNORECASE,
)
NOTES = re.compile(
    r"^(?:[\[(]?(?:注释|註釋|附注|附註|备注|備註|注|註|note|notes|remarks?|n\.b\.)[\])]?(?:[0-9一二三四五六]{0,2} ?[:.、,)\]]|[0-9]? ?$)"
    r"|(?:资料|資料|数据|數據|数字)?(?:来源|來源)(?:于|於)?(?: ?[:,]|$)|sources? ?[:,]|data sources?\b"
    r"|(?:说明|說明|解释|备考|口径|口徑)(?: ?[:.])"
    r"|(?:制表|填表|填报|填報|编制|編製|审核|審核|复核|複核|统计|統計|单位|單位|经办|經辦|主管|校对|报出|打印|联系|聯繫|更新|发布|發佈|抄报)"
    r"(?:人|者|员|員|单位|單位|部门|部門|日期|时间|時間|负责人|負責人|电话|電話|机关)[^:]{0,10}(?::|$)"
    r"|(?:prepared|compiled|reported|checked|approved|printed) (?:by|on)\b"
    r"|[*†‡①②③④⑤⑥] ?[:.]?\S.{9,}|(?:本表|表中|以上数据|以上數據|this table|figures? )\S*)",
    re.IGNORECASE,
)
CONTINUED = re.compile(
    r"^(?:[(\[]?(?:续表|續表|续上表|接上表|接上页|续|續|continued|cont(?:'?d|\.))[ 一二三四五六0-9]{0,4}[)\]]?(?:$| ?[:,.]?)"
    r"|.*[(\[](?:续|續|续表|continued|cont(?:'?d|\.))[ 一二三四五六0-9]{0,3}[)\]]$)",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?: ?年(?:度|末|底)?|(?![0-9]))")
WHOLE_YEAR = re.compile(
    r"^(?:fy ?)?((?:19[4-9]|20[0-9])[0-9])(?: ?年(?:度|末|底)?)?$", re.IGNORECASE
)
SECTORS = re.compile(
    r"(?:业|業|产业|產業|行业|行業)$|^(?:电子|電子|纺织|紡織|服装|服裝|玩具|塑料|塑膠|家具|五金|食品|医药|醫藥|化工|机械|機械|汽车"
    r"|汽車|钟表|鐘錶|珠宝|珠寶|印刷|金属|金屬|电器|電器|鞋类|皮革)(?:[类類]|产品|產品)?$"
    r"|(?:industry|industries|manufactur\w*|electronics|textiles?|apparel|clothing|garments?|toys|plastics?"
    r"|furniture|machinery|chemicals?|pharmaceuticals?|services|wholesale|retail|construction|mining|agriculture)$"
)
SHARE_HEADING = re.compile(
    r"(?:占比|佔比|比重|比例|份额|份額|增速|增长率|增長率|同比|环比|環比|share|growth|rate)",
    re.IGNORECASE,
)


def heading_role(text: str) -> Role | None:
    """Find the role that a heading names, without its unit and marks.

    Examples
    --------
    >>> heading_role("地　区").value, heading_role("企业数（万家）").value, heading_role("甲")
    ('region', 'value', None)
    """
    plain = key(text)
    if role := HEADINGS.get(plain):
        return role
    bare = re.sub(r"[(\[][^()\[\]]*[)\]]$", "", plain)
    return HEADINGS.get(bare) if bare else None


def is_county_heading(text: str) -> bool:
    """Tell whether a heading stands over counties and districts.

    Examples
    --------
    >>> is_county_heading("区县"), is_county_heading("地区")
    (True, False)
    """
    return key(text) in COUNTY_HEADINGS


def is_total(text: str) -> bool:
    """Tell whether a name in the body is that of a sum.

    Examples
    --------
    >>> [is_total(text) for text in ("合　计", "广东省小计", "Total", "其他")]
    [True, True, True, False]
    """
    plain = without_marks(folded(text)).casefold().rstrip(":")
    return key(text) in TOTALS or bool(TOTAL_ENDS.search(plain) or TOTAL_STARTS.match(plain))


def is_regional(text: str) -> bool:
    """Tell whether a name in the body is that of a group of regions.

    Examples
    --------
    >>> is_regional("东部地区"), is_regional("一、珠三角"), is_regional("广东")
    (True, True, False)
    """
    plain = without_marks(folded(text)).casefold().rstrip(":")
    return bool(REGIONALS.match(re.sub(r"^[(]?[一二三四五六0-9]{1,2}[)]?[、. ]", "", plain)))


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


def is_continued(text: str) -> bool:
    """Tell whether a line says that a table goes on.

    Examples
    --------
    >>> is_continued("续表1"), is_continued("表1 各地区企业数（续）"), is_continued("广东")
    (True, True, False)
    """
    return bool(CONTINUED.match(folded(text)))


def year_in(text: str) -> str:
    """Find the one year that a text names, blank where it names none or several.

    Examples
    --------
    >>> year_in("表1 2023年各地区企业数"), year_in("2020—2023年"), year_in("企业数 12345")
    ('2023', '', '')
    """
    found = set(YEAR.findall(folded(text)))
    return found.pop() if len(found) == 1 else ""


def whole_year(text: str) -> str:
    """Read a text that is a year and nothing else, blank where it is not.

    Examples
    --------
    >>> whole_year("2023年"), whole_year("2023"), whole_year("20235")
    ('2023', '2023', '')
    """
    found = WHOLE_YEAR.match(folded(text))
    return found[1] if found else ""


def is_sector(text: str) -> bool:
    """Tell whether a heading or cell names a sector.

    Examples
    --------
    >>> is_sector("批发和零售业"), is_sector("Electronics"), is_sector("企业数")
    (True, True, False)
    """
    return bool(SECTORS.search(without_marks(folded(text)).casefold()))
