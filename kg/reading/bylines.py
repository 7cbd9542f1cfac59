"""Lines that are no prose: who wrote it, when it appeared, what a picture shows."""

import re

from kg.reading.dates import FULL_DATE

_HAN = "\u4e00-\u9fff"
_ROLES = (
    "特约记者", "见习记者", "实习记者", "首席记者", "特派记者", "全媒体记者", "记者", "特约通讯员", "通讯员",
    "实习生", "特约评论员", "评论员", "特约撰稿", "撰稿", "撰文", "作者", "责任编辑", "编辑", "责编", "主编", "校对",
    "审核", "监制", "摄影", "文字", "整理", "制图", "来源", "发布时间", "发布日期", "时间", "日期",
)  # fmt: skip
_ACTS = frozenset(
    ("报道", "摄影报道", "综合报道", "文", "图", "文图", "摄", "摄影", "整理", "综合", "编辑", "电", "讯", "通讯员")
)
_MEDIA = (
    "日报", "晚报", "早报", "晨报", "商报", "都市报", "时报", "快报", "周报", "导报", "新闻社", "通讯社", "新华社",
    "中新社", "新闻网", "新闻", "融媒", "融媒体", "客户端", "电视台", "广播", "杂志", "在线", "网",
)  # fmt: skip
_OURS = ("本报", "本台", "本网", "本刊", "本社")
# Two or three characters in brackets that are no name.
_NOT_NAMES = frozenset(
    ("完", "略", "图", "下同", "节选", "摘要", "摘编", "图略", "附图", "资料", "资料图", "图文", "全文", "待续", "完结")
)
_NOT_IN_NAMES = re.compile(r"[下上转接续见据附注第版]")
_MARKS = "□■◎○●☆★▲◆ \u3000"

_NAME = re.compile(rf"[{_HAN}]{{1,4}}|[{_HAN}]{{1,8}}[·•][{_HAN}·•]{{1,10}}")
_CUT = re.compile(r"[\s、,，/／:：|｜()（）\[\]【】]+")
_ROLE = re.compile(rf"(?P<before>.*?)(?P<role>{'|'.join(_ROLES)})(?P<name>[{_HAN}]{{2,3}})?")
_MEDIUM = re.compile(rf"据?[{_HAN}A-Za-z]{{0,12}}?(?:{'|'.join(_MEDIA)})(?:电|讯|消息)?")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
# Without one of these nothing outside brackets is a byline: a quick look before the thorough one.
_SIGN = re.compile(rf"{'|'.join(sorted({role[-2:] for role in _ROLES}))}|据|\d{{4}}[-/.年]")
_BRACKETS = re.compile(r"[(（]([^()（）]{2,60})[)）]")
_TAIL = re.compile(r"[。！？!?…][”’\"」』]?\s*(?=[^。！？!?…]{2,62}$)(?P<tail>\S[^。！？!?…]*)$")
_TAIL_REACH = 80
_LONGEST = 80
_PROSE = re.compile(r"[。！？；]")

_CAPTION_OPENING = re.compile(
    r"[■▲▼△▽◀▶◄►↑↓←→]|[(（]?(?:[上下左右本前中大小题]*图\s*[一二三四五六①-⑨0-9]{0,2}\s*(?:为|[:：])|(?:图片|照片|资料图)(?:说明|来源)?\s*[:：])"
)
_WHO = rf"[{_HAN}]{{2,4}}"
_CAPTION_CREDIT = re.compile(
    rf"(?:^|[\s(（/／。])(?:{_WHO}[\s、/／]+){{1,3}}(?:摄|供图|图|绘)[)）]?$"  # 张三 李四 摄
    rf"|(?:^|[(（。])(?:记者)?[{_HAN}]{{2,3}}(?:(?<!拍)摄|供图)[)）]?$"  # (张三摄)
    r"|[(（](?:资料图|资料照片|[^()（）]{2,12}供图)[^()（）]{0,6}[)）]$"
)
_CREDIT_REACH = 40
_CREDIT_ENDS = "摄图绘供)）"


def is_byline(line: str) -> bool:
    """``(张三 李四)``, ``□ 本报记者 张三 通讯员 李四``, ``2024年3月5日 来源：江城日报`` -> True; prose -> False."""
    if len(line) > _LONGEST or not (line[:1] in "(（" or _SIGN.search(line)) or _PROSE.search(line):
        return False
    line = line.strip(_MARKS)
    bracketed = _BRACKETS.fullmatch(line)
    if bracketed and _names(bracketed[1]):
        return True
    rest, dated = FULL_DATE.subn(" ", line)
    rest, timed = _CLOCK.subn(" ", rest)
    tokens = [token for token in _CUT.split(rest) if token]
    if not tokens:
        return dated > 0
    speaking = sum(_speaks(token, len(tokens) > 1 or bracketed is not None) for token in tokens)
    return (speaking > 0 or dated + timed > 0) and all(_belongs(token) for token in tokens)


def closing_byline(text: str) -> int:
    """``…新台阶。(张三 李四)`` -> where the bracket begins; 0 if the text does not end with a byline."""
    if text[-1:] not in ")）" and "记者" not in text and "通讯员" not in text:
        return 0
    tail = _TAIL.search(text, max(0, len(text) - _TAIL_REACH))
    return tail.start("tail") if tail and is_byline(tail["tail"]) else 0


def is_caption(line: str) -> bool:
    """``■新建的停车场。``, ``图为活动现场。``, ``张三 摄`` -> True."""
    if _CAPTION_OPENING.match(line):
        return True
    return line[-1:] in _CREDIT_ENDS and bool(_CAPTION_CREDIT.search(line, max(0, len(line) - _CREDIT_REACH)))


def is_bracketed(line: str) -> bool:
    """Whether a byline stands in brackets, as it does at the end of an article."""
    return line[:1] in "(（" and line[-1:] in ")）"


def medium(byline: str) -> str:
    """``江城日报/江城新闻记者 张三`` -> 江城日报; empty if it names none."""
    for token in _CUT.split(byline.strip(_MARKS)):
        role = _ROLE.match(token)
        candidate = role["before"] if role and role["before"] else token
        if candidate not in _MEDIA and _MEDIUM.fullmatch(candidate):
            return re.sub(r"^据|(?:电|讯|消息)$", "", candidate)
    return ""


def _names(inner: str) -> bool:
    """Whether a bracket holds nothing but names: 张三 李四, 王 河."""
    tokens = [token for token in re.split(r"[\s、,，]+", inner) if token]
    if len("".join(tokens)) < 2 or not all(_NAME.fullmatch(token) for token in tokens):
        return False
    if len(tokens) == 1:
        return len(inner) <= 3 and inner not in _NOT_NAMES and not _NOT_IN_NAMES.search(inner)
    return not any(token in _NOT_NAMES for token in tokens)


def _speaks(token: str, company: bool) -> bool:
    """Whether a token alone tells that its line is a byline: a role, by itself or between medium and name."""
    role = _ROLE.fullmatch(token)
    if role is None:
        return bool(token.startswith("据") and _MEDIUM.fullmatch(token))
    return bool(role["before"]) or company


def _belongs(token: str) -> bool:
    """Whether a token may stand in a byline: a name, a role, a medium, an act."""
    if token in _ACTS or token in _OURS or _NAME.fullmatch(token) or _MEDIUM.fullmatch(token):
        return True
    role = _ROLE.fullmatch(token)
    return bool(role and (not role["before"] or role["before"] in _OURS or _MEDIUM.fullmatch(role["before"])))
