"""Every word on screen exists in three languages, and is a word we use (convention §11)."""

from __future__ import annotations

import ast
import json
import re
from string import Formatter

import pytest

from .sources import ROOT, modules

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
FOLDER = ROOT / "briefing" / "text"
AREAS = sorted({file.name.partition(".")[0] for file in FOLDER.glob("*.json")})
SPEAKERS = {"words", "text", "say", "counted", "all_languages"}

# Characters that Simplified writes otherwise and Traditional never uses, and the other way round.
# One-to-many pairs such as 后, 里, 台, 面 stay out: both scripts have them.
PAIRS = (
    "万萬 与與 业業 东東 两兩 严嚴 丰豐 为為 举舉 义義 乌烏 乐樂 习習 书書 买買 争爭 产產 亿億 "
    "仅僅 从從 众眾 优優 会會 伟偉 传傳 体體 余餘 侧側 储儲 兴興 关關 内內 册冊 写寫 军軍 农農 "
    "冲衝 决決 况況 净淨 减減 几幾 击擊 划劃 创創 动動 务務 劳勞 势勢 区區 医醫 华華 协協 单單 "
    "卖賣 占佔 卢盧 厂廠 历歷 压壓 县縣 参參 双雙 发發 变變 叶葉 号號 吗嗎 听聽 启啟 团團 园園 "
    "围圍 国國 图圖 圆圓 场場 块塊 坚堅 垄壟 处處 备備 复複 头頭 夹夾 奖獎 孙孫 学學 宁寧 实實 "
    "审審 宽寬 对對 导導 寿壽 将將 尔爾 层層 属屬 岁歲 岛島 币幣 师師 帐帳 带帶 广廣 庆慶 库庫 "
    "应應 废廢 开開 异異 张張 强強 归歸 当當 录錄 总總 战戰 户戶 扩擴 执執 护護 报報 担擔 拟擬 "
    "择擇 换換 据據 损損 数數 断斷 无無 旧舊 时時 显顯 晋晉 术術 机機 权權 条條 来來 极極 构構 "
    "标標 样樣 桥橋 检檢 欧歐 残殘 毁毀 汇匯 汉漢 沈瀋 沟溝 没沒 沪滬 泽澤 济濟 浏瀏 测測 浓濃 "
    "湾灣 湿濕 满滿 灭滅 点點 热熱 爱愛 状狀 独獨 环環 现現 电電 画畫 监監 盖蓋 盘盤 码碼 确確 "
    "离離 种種 称稱 稳穩 竞競 笔筆 类類 级級 纪紀 约約 红紅 纤纖 织織 终終 经經 结結 给給 络絡 "
    "绝絕 统統 继繼 续續 维維 综綜 绿綠 缩縮 网網 罗羅 职職 联聯 脑腦 节節 苏蘇 范範 荐薦 营營 "
    "萨薩 虑慮 补補 装裝 规規 视視 览覽 觉覺 触觸 计計 认認 讨討 让讓 训訓 议議 记記 讲講 论論 "
    "设設 访訪 证證 评評 识識 诉訴 词詞 译譯 试試 话話 询詢 该該 详詳 语語 误誤 说說 请請 读讀 "
    "调調 谁誰 贝貝 负負 财財 责責 败敗 货貨 质質 购購 贸貿 费費 资資 赁賃 趋趨 跃躍 车車 转轉 "
    "轮輪 软軟 轻輕 载載 较較 辅輔 输輸 边邊 达達 迁遷 过過 运運 还還 这這 进進 远遠 连連 适適 "
    "选選 递遞 逻邏 邮郵 释釋 针針 钟鐘 钢鋼 钱錢 铁鐵 银銀 链鏈 销銷 锁鎖 错錯 键鍵 长長 门門 "
    "问問 间間 队隊 阳陽 阶階 际際 陆陸 陈陳 险險 随隨 难難 静靜 页頁 项項 顺順 须須 预預 领領 "
    "频頻 题題 额額 风風 飞飛 饰飾 馆館 马馬 驱驅 验驗 鲁魯 黄黃 齐齊 龙龍 "
)
SIMPLIFIED = (
    {pair[0] for pair in PAIRS.split()} - {pair[1] for pair in PAIRS.split()} - {"占", "余"}
)
TRADITIONAL = {pair[1] for pair in PAIRS.split()} - {pair[0] for pair in PAIRS.split()}

# The words of the standings and measures, agreed with planners.
AGREED = {
    "atlas.standing.published": ("published", "已公布"),
    "atlas.standing.derived": ("worked out", "推算所得"),
    "atlas.standing.bounded": ("range only", "只知範圍"),
    "atlas.standing.estimated": ("estimate", "估算"),
    "atlas.standing.unknown": ("not known", "未知"),
    "atlas.standing.out_of_scope": ("not covered by the study", "研究範圍以外"),
    "atlas.measure.lq.legend": ("Concentration (1 = average)", "集中度（1 = 平均）"),
    "atlas.label.at_most": ("≤ {number}", "最多 {number}"),
    "reader.known": ("How we know it", "數據依據"),
}
# Words of the solver's workshop, which mean nothing to a planner.
WORKSHOP = r"\b(dual|epsilon|recourse|HiGHS|module|ku|HKMEs?|Pareto|CVaR|TTS|TTR|NaN|null)\b"
# Words of other places than Hong Kong; the Mainland is 內地.
ELSEWHERE = ("大陸", "網路", "信息", "默認", "軟件包", "港資", "其它")


# Chinese counts in 億 what English counts in billions.
OWN_NUMBERS = {"findings.value.billion"}


def catalogue(area, language):
    return json.loads((FOLDER / f"{area}.{language}.json").read_text(encoding="utf-8"))


def everything(language):
    return {key: words for area in AREAS for key, words in catalogue(area, language).items()}


def placeholders(words):
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("area", AREAS)
def test_an_area_has_the_same_keys_in_every_language(area):
    keys = {language: set(catalogue(area, language)) for language in LANGUAGES}
    assert keys["en"], f"{area} is empty"
    for language in LANGUAGES:
        assert keys[language] == keys["en"], f"{area}.{language}"


@pytest.mark.parametrize("area", AREAS)
def test_placeholders_are_the_same_in_every_language(area):
    english = catalogue(area, "en")
    for language in LANGUAGES[1:]:
        other = catalogue(area, language)
        differ = {k for k in english if placeholders(english[k]) != placeholders(other[k])}
        assert not differ - OWN_NUMBERS, f"{area}.{language}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_in_two_areas(language):
    keys = [key for area in AREAS for key in catalogue(area, language)]
    assert len(keys) == len(set(keys))


def patterns(node):
    """Give the keys that a literal may stand for, as a pattern; None when it is computed."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = (patterns(part) if isinstance(part, ast.Constant) else ".+" for part in node.values)
        return "".join(str(part) for part in parts)
    return None


def asked():
    """Find every call that asks for words: (module, pattern)."""
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            speaker = getattr(node.func, "id", getattr(node.func, "attr", ""))
            pattern = patterns(node.args[0])
            if speaker in SPEAKERS and pattern and re.match(r"[a-z.]", pattern.lstrip("\\")):
                yield name, pattern


def stands_for(pattern, keys):
    if ".+" not in pattern:  # thousands are plain words: no key need be searched for them
        plain = re.sub(r"\\(.)", r"\1", pattern)
        heads = ("", *(f"{area}." for area in AREAS))
        return {f"{head}{plain}{tail}" for head in heads for tail in ("", ".user")} & keys
    whole = re.compile(rf"(?:(?:{'|'.join(AREAS)})\.)?{pattern}(?:\.user)?")
    return {key for key in keys if whole.fullmatch(key)}


def test_every_key_that_code_asks_for_exists():
    keys = set(everything("en"))
    calls = list(asked())
    assert len(calls) > 100  # the search itself must not go blind
    missing = [(name, pattern) for name, pattern in calls if not stands_for(pattern, keys)]
    assert not missing


def test_every_key_is_asked_for():
    keys = set(everything("en"))
    literals = {
        pattern
        for tree in modules().values()
        for node in ast.walk(tree)
        if (pattern := patterns(node)) and re.search(r"[a-z]{2}", pattern)
    }
    used = {key for pattern in literals for key in stands_for(pattern, keys)}
    scripts = "\n".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "briefing").rglob("*.js")
    )
    # The reader's words go to its script as one table; the languages' names stand in doctests.
    used |= {key for key in keys if re.search(named(key.removeprefix("reader.")), scripts)}
    assert {key for key in keys - used if not key.startswith("common.languages.")} == set()


def named(key):
    return rf"[\"'.]{re.escape(key)}(?![\w.])"


def test_traditional_text_has_no_simplified_character():
    for key, words in everything("zh-Hant").items():
        if key != "common.languages.zh-Hans":
            assert not SIMPLIFIED & set(words), key


def test_simplified_text_has_no_traditional_character():
    for key, words in everything("zh-Hans").items():
        if key != "common.languages.zh-Hant":
            assert not TRADITIONAL & set(words), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_most_is_written_as_the_house_writes_it(language):
    for key, words in everything(language).items():
        assert "≦" not in words, key
        assert language == "en" or "≤" not in words, key


def test_hong_kong_text_uses_hong_kong_words():
    for key, words in everything("zh-Hant").items():
        assert not [word for word in ELSEWHERE if word in words], key


def test_the_mainland_is_named_as_hong_kong_names_it():
    for key, words in everything("en").items():
        assert "Mainland China" not in words, key
        assert "mainland" not in words, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_workshop_is_on_screen(language):
    for key, words in everything(language).items():
        bare = re.sub(r"\{[^}]*\}", "", words)
        assert not re.search(WORKSHOP, bare), key


@pytest.mark.parametrize("key", AGREED)
def test_the_agreed_words_are_used(key):
    assert (everything("en")[key], everything("zh-Hant")[key]) == AGREED[key]
