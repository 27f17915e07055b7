"""Workbooks by what stands in their cells: numbers of every kind, scripts, groups, odd tables."""

from .mainland_case import Case, Expected, Page

CONTENTS = {
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
