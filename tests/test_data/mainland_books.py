"""Workbooks as bureaus on the Mainland make them, and what each of them says."""

from dataclasses import dataclass, field
from io import BytesIO

import xlsxwriter

FULL = "　"  # a blank as wide as a letter


@dataclass(frozen=True)
class Page:
    """Hold a sheet to be written: rows of cells, and its merged, hidden and formatted cells."""

    name: str
    rows: list
    merged: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()  # counted from 1
    hidden_columns: tuple[str, ...] = ()
    indents: dict = field(default_factory=dict)  # by cell: A5
    percents: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Expected:
    """Hold what must be understood.

    `roles` are first letters or words by column; `lines` are (row, kind, region, amounts).
    """

    roles: str
    lines: list
    left_out: dict
    header: tuple[int, int]
    title: str = ""
    unit: str = ""
    year: str = ""
    remarks: tuple[str, ...] = ()
    series: tuple[tuple[str, str], ...] = ()  # (sector, year) of each column of values


@dataclass(frozen=True)
class Case:
    """Hold a workbook and what it says."""

    pages: tuple[Page, ...]
    expected: Expected

    def xlsx(self):
        """Write the workbook."""
        return written(self.pages)


def written(pages):
    """Write pages as an XLSX workbook."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        for page in pages:
            write_page(book, page)
        seen = [number for number, page in enumerate(pages) if not page.hidden]
        book.worksheets()[seen[0]].activate()
    return out.getvalue()


def write_page(book, page):
    sheet = book.add_worksheet(page.name)
    share = book.add_format({"num_format": "0.0%"})
    steps = {n: book.add_format({"indent": n}) for n in set(page.indents.values())}
    for place in page.merged:
        sheet.merge_range(place, "")
    for r, row in enumerate(page.rows):
        for c, cell in enumerate(row):
            place = xlsxwriter.utility.xl_rowcol_to_cell(r, c)
            if cell is not None:
                how = share if place in page.percents else steps.get(page.indents.get(place))
                sheet.write(r, c, cell, how)
    for row in page.hidden_rows:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for column in page.hidden_columns:
        sheet.set_column(f"{column}:{column}", None, None, {"hidden": True})
    if page.hidden:
        sheet.hide()


CASES = {
    "a bulletin with title, unit at the right, a part, and footers": Case(
        (
            Page(
                "Sheet1",
                [
                    ["表1　2023年各地区企业数", None, None],
                    [None, None, "单位：万家"],
                    ["地　区", "企业数", "比上年增长（%）"],
                    ["全　国", 10, 5.5],
                    ["广 东", 3.1, 4],
                    [FULL + "其中：深圳市", 1.5, 3.5],
                    ["江　苏", 2.25, "…"],
                    [FULL + "其中：电子业", 0.5, "—"],
                    [None, None, None],
                    ["注：1. 不含港澳台。", None, None],
                    ["　　2. 部分数据因四舍五入存在总计与分项合计不等的情况。", None, None],
                    ["资料来源：省统计局", None, None],
                    ["制表人：张三", None, "填报日期：2024-01-15"],
                ],
                merged=("A1:C1",),
            ),
        ),
        Expected(
            "region value value",
            [
                (4, "total", "全国", "100000 0.055"),
                (5, "data", "广东", "31000.0 0.04"),
                (6, "data", "深圳市", "15000.0 0.035"),
                (7, "data", "江苏", "22500.00 ellipsis"),
                (8, "of_which", "其中:电子业", "5000.0 dash"),
            ],
            {1: "title", 2: "unit", 3: "header", 9: "blank"}
            | dict.fromkeys((10, 11, 12, 13), "note"),
            (3, 3),
            title="表1 2023年各地区企业数",
            unit="万家",
            year="2023",
            remarks=("Sums", "Parts of the row above"),
        ),
    ),
    "provinces merged over their cities, with subtotals": Case(
        (
            Page(
                "汇总",
                [
                    ["省份", "地市", "企业数（家）"],
                    ["广东省", "深圳市", "6,862"],
                    [None, "东莞市", "5,906"],
                    [None, "小计", "12,768"],
                    ["江苏省", "苏州市", "3,567"],
                    [None, "南京市", 120],
                    ["合计", None, "16,455"],
                ],
                merged=("A2:A4", "A5:A6", "A7:B7"),
            ),
        ),
        Expected(
            "province region value",
            [
                (2, "data", "广东省 深圳市", "6862"),
                (3, "data", "广东省 东莞市", "5906"),
                (4, "total", "广东省 小计", "12768"),
                (5, "data", "江苏省 苏州市", "3567"),
                (6, "data", "江苏省 南京市", "120"),
                (7, "total", "合计 ", "16455"),
            ],
            {1: "header"},
            (1, 1),
            remarks=("“省份” is merged: rows 3–4, 6 take the text from above.", "Sums"),
        ),
    ),
    "years over sectors, merged": Case(
        (
            Page(
                "数据",
                [
                    ["2022—2023年各市分行业企业数", None, None, None, None, None, None],
                    ["地区", "2022年", None, None, "2023年", None, None],
                    [None, "合计", "制造业", "批发业", "合计", "制造业", "批发业"],
                    ["深圳市", 3, 1, 2, 7, 3, 4],
                    ["东莞市", 30, 10, 20, 70, 30, 40],
                ],
                merged=("A1:G1", "A2:A3", "B2:D2", "E2:G2"),
            ),
        ),
        Expected(
            "region value value value value value value",
            [
                (4, "data", "深圳市", "3 1 2 7 3 4"),
                (5, "data", "东莞市", "30 10 20 70 30 40"),
            ],
            {1: "title", 2: "header", 3: "header"},
            (2, 3),
            title="2022—2023年各市分行业企业数",
            series=(
                *(("", "2022"), ("制造业", "2022"), ("批发业", "2022")),
                *(("", "2023"), ("制造业", "2023"), ("批发业", "2023")),
            ),
        ),
    ),
    "three rows of heading, units in brackets below": Case(
        (
            Page(
                "表",
                [
                    ["地区", "企业", None, None, "总产值"],
                    [None, "数量", "其中：", None, None],
                    [None, None, "制造业", "零售业", None],
                    [None, "（家）", "（家）", "（家）", "（亿元）"],
                    ["广州市", 10, 6, 4, 1.25],
                    ["佛山市", 20, 15, 5, 2.5],
                ],
                merged=("A1:A4", "B1:D1", "B2:B3", "C2:D2", "E1:E3"),
            ),
        ),
        Expected(
            "region value value value value",
            [
                (5, "data", "广州市", "10 6 4 125000000.00"),
                (6, "data", "佛山市", "20 15 5 250000000.0"),
            ],
            {1: "header", 2: "header", 3: "header", 4: "header"},
            (1, 4),
            series=(("", ""), ("制造业", ""), ("零售业", ""), ("", "")),
        ),
    ),
    "a table that goes on, with its heading again": Case(
        (
            Page(
                "续表",
                [
                    ["表3 各省企业数（2024年）", None],
                    [None, "单位：家"],
                    ["地区", "企业数"],
                    ["甲", "1"],
                    ["河北省", 11],
                    ["山西省", 12],
                    ["续表1", None],
                    [None, "单位：家"],
                    ["地 区", "企业数"],
                    ["辽宁省", 13],
                    ["表3 各省企业数（2024年）（续）", None],
                    ["地区", "企业数"],
                    ["吉林省", 14],
                ],
            ),
        ),
        Expected(
            "region value",
            [
                (5, "data", "河北省", "11"),
                (6, "data", "山西省", "12"),
                (10, "data", "辽宁省", "13"),
                (13, "data", "吉林省", "14"),
            ],
            {1: "title", 2: "unit", 3: "header", 4: "header"}
            | dict.fromkeys((7, 8, 9, 11, 12), "repeat"),
            (3, 3),
            title="表3 各省企业数(2024年)",
            unit="家",
            year="2024",
        ),
    ),
    "two blocks side by side": Case(
        (
            Page(
                "名录",
                [
                    ["各市企业数", None, None, None, None],
                    ["地区", "企业数", None, "地区", "企业数"],
                    ["广州市", 1, None, "佛山市", 4],
                    ["深圳市", 2, None, "东莞市", 5],
                    ["珠海市", 3, None, None, None],
                ],
                merged=("A1:E1",),
            ),
        ),
        Expected(
            "region value ignore ignore ignore",
            [
                (3, "data", "广州市", "1"),
                (4, "data", "深圳市", "2"),
                (5, "data", "珠海市", "3"),
                (3, "data", "佛山市", "4"),
                (4, "data", "东莞市", "5"),
            ],
            {1: "title", 2: "header"},
            (2, 2),
            title="各市企业数",
            remarks=("2 blocks",),
        ),
    ),
    "hidden rows, a hidden column, a hidden sheet, and a guide in front": Case(
        (
            Page("填表说明", [["本表由各市填报"], ["每年一次"]]),
            Page(
                "旧数据",
                [["地区", "数量"], ["广州市", 9], ["深圳市", 9], ["佛山市", 9]],
                hidden=True,
            ),
            Page(
                "数据",
                [
                    ["地区", "上年", "数量"],
                    ["广州市", 5, 1],
                    ["深圳市", 6, 2],
                    ["佛山市", 7, 3],
                ],
                hidden_rows=(3,),
                hidden_columns=("B",),
            ),
        ),
        Expected(
            "region ignore value",
            [(2, "data", "广州市", "1"), (4, "data", "佛山市", "3")],
            {1: "header", 3: "hidden"},
            (1, 1),
            remarks=(
                "Hidden sheets are not read: 旧数据.",
                "Hidden rows are not read: 3.",
                "Hidden columns are not read: 上年.",
            ),
        ),
    ),
    "serial numbers, codes stored as numbers, names": Case(
        (
            Page(
                "Sheet1",
                [
                    ["序号", "行政区划代码", "地区名称", "户数"],
                    [1, 440300.0, "深圳市", "1,234户"],
                    [2, 441900.0, "东莞市", "５６７"],
                    [3, "'440400", "珠海市", "1.2万"],
                ],
            ),
        ),
        Expected(
            "ignore code region value",
            [
                (2, "data", "440300 深圳市", "1234"),
                (3, "data", "441900 东莞市", "567"),
                (4, "data", "'440400 珠海市", "12000.0"),
            ],
            {1: "header"},
            (1, 1),
        ),
    ),
    "ranges, bounds, and every kind of nothing": Case(
        (
            Page(
                "区间",
                [
                    ["城市", "企业数量"],
                    ["广州市", "10–20"],
                    ["深圳市", "１０～２０"],
                    ["珠海市", "100至200家"],
                    ["汕头市", "<50"],
                    ["佛山市", "50以下"],
                    ["韶关市", "50家以上"],
                    ["湛江市", "约3万"],
                    ["肇庆市", "…"],
                    ["江门市", "—"],
                    ["茂名市", "x"],
                    ["惠州市", None],
                    ["梅州市", 0],
                    ["汕尾市", "不详"],
                    ["河源市", "#N/A"],
                    ["阳江市", "约莫几家"],
                    ["清远市", "不足50"],
                ],
            ),
        ),
        Expected(
            "region value",
            [
                (2, "data", "广州市", "10..20"),
                (3, "data", "深圳市", "10..20"),
                (4, "data", "珠海市", "100..200"),
                (5, "data", "汕头市", "..50!"),
                (6, "data", "佛山市", "..50"),
                (7, "data", "韶关市", "50.."),
                (8, "data", "湛江市", "~30000"),
                (9, "data", "肇庆市", "ellipsis"),
                (10, "data", "江门市", "dash"),
                (11, "data", "茂名市", "withheld"),
                (12, "data", "惠州市", "blank"),
                (13, "data", "梅州市", "0"),
                (14, "data", "汕尾市", "withheld"),
                (15, "data", "河源市", "withheld"),
                (16, "data", "阳江市", "not_a_number"),
                (17, "data", "清远市", "..50!"),
            ],
            {1: "header"},
            (1, 1),
            remarks=("“企业数量”: rows 16 hold no number.",),
        ),
    ),
    "Traditional script": Case(
        (
            Page(
                "工作表1",
                [
                    ["2022年內地各省市港資企業產值", None, None],
                    ["單位：億元", None, None],
                    ["地區", "企業產值", "佔比"],
                    ["廣東省", "1,234.5", "60%"],
                    ["江蘇省", "823", "40%"],
                    ["總計", "2,057.5", "100%"],
                    ["資料來源：統計局", None, None],
                    ["註：按註冊地計", None, None],
                ],
                merged=("A1:C1", "A2:C2"),
            ),
        ),
        Expected(
            "region value value",
            [
                (4, "data", "廣東省", "123450000000.0 0.60"),
                (5, "data", "江蘇省", "82300000000 0.40"),
                (6, "total", "總計", "205750000000.0 1.00"),
            ],
            {1: "title", 2: "unit", 3: "header", 7: "note", 8: "note"},
            (3, 3),
            title="2022年內地各省市港資企業產值",
            unit="億元",
            year="2022",
        ),
    ),
    "English": Case(
        (
            Page(
                "Data",
                [
                    ["Table 2. Enterprises by region, 2023", None, None],
                    ["Unit: 10,000", None, None],
                    ["Region", "Enterprises", "of which: Electronics"],
                    ["Total", 12.5, 3],
                    ["Guangdong*", 8, 2],
                    ["Jiangsu [1]", 4.5, "n/a"],
                    ["Pearl River Delta", 6, 1],
                    ["Source: Bureau of Statistics", None, None],
                    ["Note: excludes sole traders.", None, None],
                ],
            ),
        ),
        Expected(
            "region value value",
            [
                (4, "total", "Total", "125000.0 30000"),
                (5, "data", "Guangdong", "80000 20000"),
                (6, "data", "Jiangsu", "45000.0 withheld"),
                (7, "regional", "Pearl River Delta", "60000 10000"),
            ],
            {1: "title", 2: "unit", 3: "header", 8: "note", 9: "note"},
            (3, 3),
            title="Table 2. Enterprises by region, 2023",
            unit="10,000",
            year="2023",
            series=(("", ""), ("Electronics", "")),
        ),
    ),
    "percentages in three ways": Case(
        (
            Page(
                "占比",
                [
                    ["地区", "占比（%）", "占全国比重", "增速", "份额（%）"],
                    ["广东", 60.5, 0.605, "5.5%", 0.605],
                    ["江苏", 39.5, 0.395, "-1.2%", 0.395],
                ],
                percents=("C2", "C3"),
            ),
        ),
        Expected(
            "region value value value value",
            [
                (2, "data", "广东", "0.605 0.605 0.055 0.605"),
                (3, "data", "江苏", "0.395 0.395 -0.012 0.395"),
            ],
            {1: "header"},
            (1, 1),
            remarks=("“份额(%)” says %, and none of its numbers is above 1",),
        ),
    ),
    "regional rows, indentation by alignment": Case(
        (
            Page(
                "分区域",
                [
                    ["项目", "个数"],
                    ["全省合计", 100],
                    ["一、珠三角", 80],
                    ["广州市", 50],
                    ["天河区", 20],
                    ["深圳市", 30],
                    ["二、粤东", 20],
                    ["汕头市", 20],
                ],
                indents={"A3": 1, "A4": 2, "A5": 3, "A6": 2, "A7": 1, "A8": 2},
            ),
        ),
        Expected(
            "region value",
            [
                (2, "total", "全省合计", "100", 0, 0),
                (3, "regional", "一、珠三角", "80", 1, 2),
                (4, "data", "广州市", "50", 2, 3),
                (5, "data", "天河区", "20", 3, 4),
                (6, "data", "深圳市", "30", 2, 3),
                (7, "regional", "二、粤东", "20", 1, 2),
                (8, "data", "汕头市", "20", 2, 7),
            ],
            {1: "header"},
            (1, 1),
            remarks=("Groups of regions", "Sums"),
        ),
    ),
    "provinces written once for each group": Case(
        (
            Page(
                "Sheet1",
                [
                    ["省份", "城市", "数量"],
                    ["福建", "泉州", 1],
                    [None, "厦门", 2],
                    ["浙江", "宁波", 3],
                    [None, "杭州", 4],
                    [None, "温州", 5],
                ],
            ),
        ),
        Expected(
            "province region value",
            [
                (2, "data", "福建 泉州", "1"),
                (3, "data", "福建 厦门", "2"),
                (4, "data", "浙江 宁波", "3"),
                (5, "data", "浙江 杭州", "4"),
                (6, "data", "浙江 温州", "5"),
            ],
            {1: "header"},
            (1, 1),
            remarks=("“省份” is blank in rows 3, 5–6, which take the text from above",),
        ),
    ),
    "blanks that may belong to the group above or not": Case(
        (
            Page(
                "Sheet1",
                [
                    ["省份", "城市", "数量"],
                    ["福建", "泉州", 1],
                    ["福建", "厦门", 2],
                    [None, "宁波", 3],
                    ["浙江", "杭州", 4],
                ],
            ),
        ),
        Expected(
            "province region value",
            [
                (2, "data", "福建 泉州", "1"),
                (3, "data", "福建 厦门", "2"),
                (4, "data", " 宁波", "3"),
                (5, "data", "浙江 杭州", "4"),
            ],
            {1: "header"},
            (1, 1),
            remarks=("“省份” is blank in rows 4. Whether the text above holds",),
        ),
    ),
    "full-width digits, footnote marks, line breaks in headings": Case(
        (
            Page(
                "Sheet1",
                [
                    ["地  区\n", "企业数\n（个）", "从业人员\n(万人)"],
                    ["上　海①", "２，６３８", "1 234"],
                    ["重　庆*", "(12)", "3.5²"],
                    ["合　　计", "2,626", "１２３７．５"],
                ],
            ),
        ),
        Expected(
            "region value value",
            [
                (2, "data", "上海", "2638 12340000"),
                (3, "data", "重庆", "-12 35000.0"),
                (4, "total", "合计", "2626 12375000.0"),
            ],
            {1: "header"},
            (1, 1),
            remarks=("“企业数 (个)”: brackets in rows 3 mean minus.",),
        ),
    ),
    "a list of suppliers": Case(
        (
            Page(
                "供应商",
                [
                    ["企业名称", "省份", "城市", "区县", "所属行业", "经度", "纬度", "联系电话"],
                    [
                        "甲公司",
                        "广东省",
                        "深圳市",
                        "宝安区",
                        "电子",
                        113.88,
                        22.55,
                        "0755-12345678",
                    ],
                    ["乙公司", "江苏省", "苏州市", "昆山市", "玩具", 120.98, 31.38, "13800000000"],
                ],
            ),
        ),
        Expected(
            "ignore province city region sector lon lat ignore",
            [
                (2, "data", "广东省 深圳市 宝安区", ""),
                (3, "data", "江苏省 苏州市 昆山市", ""),
            ],
            {1: "header"},
            (1, 1),
        ),
    ),
    "a long table by year and sector": Case(
        (
            Page(
                "长表",
                [
                    ["年份", "地区", "行业", "数量", "备注"],
                    [2022, "广东", "电子", 1, None],
                    [2022, "广东", "玩具", 2, "估计"],
                    [2023, "广东", "电子", 3, None],
                    [2023, "江苏", "电子", 4, None],
                ],
            ),
        ),
        Expected(
            "year region sector value note",
            [
                (2, "data", "广东", "1"),
                (3, "data", "广东", "2"),
                (4, "data", "广东", "3"),
                (5, "data", "江苏", "4"),
            ],
            {1: "header"},
            (1, 1),
        ),
    ),
    "several units, dates where ranges were typed": Case(
        (
            Page(
                "Sheet1",
                [
                    ["2023年情况表", None, None],
                    ["填报单位：商务厅", None, "单位：家、亿元"],
                    ["地市", "企业数", "产值"],
                    ["广州", 12, 1.5],
                    ["深圳", "2023-10-20", 2.5],
                ],
            ),
        ),
        Expected(
            "region value value",
            [(4, "data", "广州", "12 1.5"), (5, "data", "深圳", "not_a_number 2.5")],
            {1: "title", 2: "note", 3: "header"},
            (3, 3),
            title="2023年情况表",
            unit="家、亿元",
            year="2023",
            remarks=("several units, “家、亿元”", "rows 5 hold dates"),
        ),
    ),
    "another table below": Case(
        (
            Page(
                "Sheet1",
                [
                    ["地区", "企业数"],
                    ["广州", 12],
                    ["深圳", 13],
                    [None, None],
                    ["行业", "数量"],
                    ["电子", 5],
                    ["玩具", 6],
                ],
            ),
        ),
        Expected(
            "region value",
            [(2, "data", "广州", "12"), (3, "data", "深圳", "13")],
            {1: "header", 4: "blank", 5: "other", 6: "other", 7: "other"},
            (1, 1),
            remarks=("From row 5 on another table begins",),
        ),
    ),
    "one number for several cities, and a province of its own": Case(
        (
            Page(
                "Sheet1",
                [
                    ["省", "市", "数量"],
                    ["广东", "广州", 12],
                    ["广东", "深圳", 30],
                    ["广东", "佛山", None],
                    ["海南", None, 7],
                ],
                merged=("C3:C4",),
            ),
        ),
        Expected(
            "province region value",
            [
                (2, "data", "广东 广州", "12"),
                (3, "data", "广东 深圳", "not_a_number"),
                (4, "data", "广东 佛山", "blank"),
                (5, "data", "海南 海南", "7"),
            ],
            {1: "header"},
            (1, 1),
            remarks=("one number for several cells together (rows 3–4)", "Rows 5 name only"),
        ),
    ),
    "no heading": Case(
        (Page("Sheet1", [["北京", 1.5], ["天津", 2.5], ["河北", 4]]),),
        Expected(
            "region value",
            [(1, "data", "北京", "1.5"), (2, "data", "天津", "2.5"), (3, "data", "河北", "4")],
            {},
            (0, 0),
            remarks=("No heading was found",),
        ),
    ),
    "our own columns": Case(
        (
            Page(
                "Sheet1",
                [
                    [
                        "level",
                        "code",
                        "value",
                        "low",
                        "high",
                        "at_most_unlisted",
                        "note",
                        "group",
                        "name",
                    ],
                    ["country", "100000", 68314, None, None, 5300, "全国", None, None],
                    ["province", None, 30971, None, None, None, "注：甲", "g", "Guangdong"],
                    [None] * 9,
                    ["city", 440100.0, None, 10, 20, None, None, "g", "合计"],
                ],
            ),
        ),
        Expected(
            "level code value low high cap note group region",
            [
                (2, "data", "100000 ", "68314 blank blank 5300"),
                (3, "data", " Guangdong", "30971 blank blank blank"),
                (5, "data", "440100 合计", "blank 10 20 blank"),
            ],
            {1: "header", 4: "blank"},
            (1, 1),
        ),
    ),
}
