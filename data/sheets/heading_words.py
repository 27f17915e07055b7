"""Words of headings in the three languages, and the roles that they name."""

from __future__ import annotations

import re

from data.sheets.cells import folded, key, without_marks
from data.sheets.recall import remembered
from data.sheets.table import Role

# Compared by `key`: no blanks, no case; Traditional and Simplified stand side by side.
ROLES: dict[Role, str] = {
    Role.REGION: (
        "region regions area areaname regionname placename 地区 地區 区域 區域 地方 地名 "
        "地区名称 地區名稱 行政区 行政區 行政区划 行政區劃 行政区域 行政區域 区划名称 區劃名稱 "
        "所在地 所在地区 所在地區 属地 屬地 name 名称 名稱 省市 省份城市 各地区 各地區 地区别 "
        "地區別 项目 項目 指标 指標 省区市 省區市 地市州 省(自治区、直辖市) 省、自治区、直辖市 "
        "地区(单位) 单位名称"
    ),
    Role.CODE: (
        "code adcode regioncode areacode 代码 代碼 行政区划代码 行政區劃代碼 区划代码 區劃代碼 "
        "行政代码 行政代碼 地区代码 地區代碼 gb代码 国标码 國標碼 行政编码 区划码 區劃碼 gbcode "
        "编码 編碼"
    ),
    Role.PROVINCE: (
        "province provincename prov 省 省份 省级 省級 所在省 所在省份 所属省份 所屬省份 省名 "
        "省(区、市) 省(區、市) 省/直辖市 省(市) 省自治区直辖市 一级 省级行政区 省級行政區"
    ),
    Role.CITY: (
        "city cityname prefecture 市 城市 地市 地级市 地級市 地级 地級 所在市 所在城市 所属城市 "
        "所屬城市 市名 市州 市(州) 市(地) 市/州 地级行政区 地级单位 市级 市級 城市名称 城市名稱"
    ),
    Role.LEVEL: ("level 级别 級別 层级 層級 行政级别 行政級別 级次 級次"),
    Role.VALUE: (
        "value values count counts number total 数量 數量 数值 數值 数目 數目 个数 個數 家数 "
        "家數 户数 戶數 企业数 企業數 企业数量 企業數量 企业家数 工厂数 工廠數 单位数 單位數 值 "
        "合计 合計 总计 總計 总数 總數 numberofenterprises enterprises firms factories"
    ),
    Role.LOW: ("low lower minimum min lowerbound 下限 最低 最小 最小值 最低值 不少于"),
    Role.HIGH: ("high upper maximum max upperbound 上限 最高 最大 最大值 最高值 不多于"),
    Role.CAP: ("at_most_unlisted atmostunlisted 未列上限 未列出者上限 未列地区上限 未列地區上限"),
    Role.SECTOR: (
        "sector sectors industry industries 行业 行業 行业类别 行業類別 行业名称 行業名稱 "
        "行业分类 行業分類 产业 產業 门类 門類 行业门类 行業門類 所属行业 所屬行業 行业大类 "
        "行業大類"
    ),
    Role.YEAR: ("year years yr 年份 年度 年 统计年份 統計年份 年别 年別"),
    Role.LON: ("lon lng long longitude 经度 經度 东经 東經"),
    Role.LAT: ("lat latitude 纬度 緯度 北纬 北緯"),
    Role.GROUP: ("group groups 分组 分組 组别 組別 组 組 片区 片區 板块 板塊 经济区 經濟區"),
    Role.NOTE: (
        "note notes remark remarks comment comments 备注 備註 说明 說明 附注 附註 注释 註釋"
    ),
    Role.IGNORE: (
        "no no. # id serial rank ranking order index 序号 序號 编号 編號 排名 排序 位次 名次 "
        "行号 序 电话 電話 联系电话 聯繫電話 邮编 郵編 邮政编码 郵政編碼 传真 傳真 手机 手機 "
        "统一社会信用代码 統一社會信用代碼 信用代码 phone tel telephone postcode zip zipcode fax"
    ),
}
HEADINGS = {key(word): role for role, words in ROLES.items() for word in words.split()}
COUNTIES = (
    "county district 县 縣 区 區 区县 區縣 县区 縣區 县(市、区) 县(区) 县市区 縣市區 区(县) "
    "县级市 市县 市縣 所在区县 所属区县"
)
COUNTY_HEADINGS = frozenset(map(key, COUNTIES.split()))
SECTORS = re.compile(
    r"(?<![企就失创毕营停开歇职作从创畢創營開職從])[业業]$"
    r"|^(?:电子|電子|纺织|紡織|服装|服裝|玩具|塑料|塑膠|家具|五金|食品|医药|醫藥|化工|机械|機械"
    r"|汽车|汽車|钟表|鐘錶|珠宝|珠寶|印刷|金属|金屬|电器|電器|鞋类|鞋類|皮革)(?:[类類]|产品|產品)?$"
    r"|\b(?:industry|industries|manufactur\w*|electronics|textiles?|apparel|clothing|garments?"
    r"|toys|plastics?|furniture|machinery|chemicals?|pharmaceuticals?|services|wholesale|retail"
    r"|construction|mining|agriculture)$"
)
NO_SECTOR = frozenset(
    ("企业", "企業", "工业企业", "工業企業", "行业", "行業", "产业", "產業", "industry")
)
SHARE = re.compile(
    r"占比|佔比|比重|比例|份额|份額|增速|增幅|增长率|增長率|增长|增長|同比|环比|環比|%|‰"
    r"|\b(?:shares?|growth|rate|percent|percentage|ratio)\b",
    re.IGNORECASE,
)
# 省份代码 is a region's code, 行业代码 is not; neither is a number to be counted.
CODES = re.compile(r"(?:代码|代碼|编码|編碼|区划码|區劃碼|adcode|code)$")
REGIONAL = re.compile(
    r"省|市|县|縣|区|區|地|行政|国标|國標|region|province|city|county|area|adcode"
)
UNITS = frozenset(("单位", "單位", "计量单位", "計量單位", "unit", "units"))
TAIL = re.compile(r"[(\[][^()\[\]]*[)\]]$")


@remembered
def heading_role(text: str) -> Role | None:
    """Find the role that a heading names, without its unit and marks.

    Examples
    --------
    >>> heading_role("地　区").value, heading_role("企业数（万家）").value, heading_role("甲")
    ('region', 'value', None)
    """
    plain = key(text)
    if role := HEADINGS.get(plain) or HEADINGS.get(TAIL.sub("", plain)):
        return role
    found = CODES.search(plain)
    return (Role.CODE if REGIONAL.search(plain) else Role.IGNORE) if found else None


def is_county_heading(text: str) -> bool:
    """Tell whether a heading stands over counties and districts.

    Examples
    --------
    >>> is_county_heading("区县"), is_county_heading("地区")
    (True, False)
    """
    return key(text) in COUNTY_HEADINGS


def is_heading(texts: dict[int, str]) -> bool:
    """Tell whether a row of folded texts reads like a heading: several words of headings.

    Examples
    --------
    >>> is_heading({0: "地区", 1: "企业数"}), is_heading({0: "广东", 1: "12"})
    (True, False)
    """
    found = sum(heading_role(text) is not None for text in texts.values())
    return found > 1 and found * 2 >= len(texts)


@remembered
def is_sector(text: str) -> bool:
    """Tell whether a heading or cell names a sector.

    Examples
    --------
    >>> [is_sector(text) for text in ("批发和零售业", "Electronics", "企业数", "工业企业")]
    [True, True, False, False]
    """
    plain = without_marks(folded(text)).casefold()
    return plain not in NO_SECTOR and bool(SECTORS.search(plain))


def is_share(text: str) -> bool:
    """Tell whether a heading stands over shares or rates, to which no unit of things applies.

    Examples
    --------
    >>> is_share("占全国比重"), is_share("企业数")
    (True, False)
    """
    return bool(SHARE.search(folded(text)))


def is_unit_heading(text: str) -> bool:
    """Tell whether a column gives the unit of each row.

    Examples
    --------
    >>> is_unit_heading("计量单位"), is_unit_heading("单位名称")
    (True, False)
    """
    return key(text) in UNITS
