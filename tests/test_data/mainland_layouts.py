"""Workbooks as bureaus lay them out: titles, headings, merged cells, blocks, hidden parts."""

from .mainland_case import FULL, Case, Expected, Page

LAYOUTS = {
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
}
