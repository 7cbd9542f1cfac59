"""The words that name times, as one pattern with a group for each kind, and what they stand for."""

import re
from datetime import date

_TO = r"\s?(?:至|到|[-—–－~～]{1,2})\s?"
_ONE = r"(?:\d{1,2}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_FOUR = r"(?:[12]\d{3}|[一二][〇○零一二三四五六七八九]{3})"
_FEW = r"[一二三四两1-4]"
# 中 ends a time only where no word goes on with it (年中, 月中; not 中国, 中心).
_MID = r"中(?=[，,、。；;的前]|$)"

# By how much each lies away from the year, month, day or week of publication.
YEARS_AWAY = {
    "大前年": -3, "前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "下年": 1, "后年": 2,
}  # fmt: skip
MONTHS_AWAY = {"上": -1, "本": 0, "这": 0, "下": 1}
WEEKS_AWAY = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1}
DAYS_AWAY = {
    "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "今天": 0, "今日": 0, "今早": 0, "今晨": 0,
    "今晚": 0, "明天": 1, "明日": 1, "明晚": 1, "后天": 2,
}  # fmt: skip
# And these from the year named last.
YEARS_ON = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1}

# Years of the dynasties that began after the year 1.
ERAS = {
    "东汉": (25, 220), "三国": (220, 280), "西晋": (265, 316), "东晋": (317, 420), "南北朝": (420, 589),
    "隋": (581, 618), "唐": (618, 907), "五代": (907, 960), "北宋": (960, 1127), "南宋": (1127, 1279),
    "宋": (960, 1279), "辽": (916, 1125), "元": (1271, 1368), "明": (1368, 1644), "明清": (1368, 1911),
    "晚清": (1840, 1911), "清": (1644, 1911), "民国": (1912, 1949),
}  # fmt: skip
EVENTS = {
    "新中国成立": date(1949, 10, 1), "改革开放": date(1978, 12, 18), "党的十八大": date(2012, 11, 8),
    "党的十九大": date(2017, 10, 18), "党的二十大": date(2022, 10, 16),
}  # fmt: skip

# Groups that are there only where a time is written as a range.
RANGES = ("year2", "month2", "day2", "lone2")

# Characters that make 代, 朝, 初 and 末 behind an era's part of another word: 文明, 公元, 五元, 查清.
_NO_ERA = r"文说证声申发透表聪分昆黎鲜光简三查理厘多单公美欧日港百千万亿几十\d"
_ERAS = "|".join(sorted(ERAS, key=len, reverse=True))
_YEAR = rf"""
    (?<![\d.．第])(?:公元)?(?P<year>{_FOUR})(?:年?{_TO}(?P<year2>{_FOUR}))?年度?(?!级|版|款|树龄|以上|的?历史|的?古|的?老)
    | (?<![^，。；！？、\s](?=当))(?P<then>{"|".join(sorted([*YEARS_AWAY, *YEARS_ON], key=len, reverse=True))})度?
"""
_DAY = rf"(?P<day>{_ONE})(?:[日号]?{_TO}(?P<day2>{_ONE})|[、和](?P<day3>{_ONE}))?[日号](?![线楼院门店机房])"
_MONTH = rf"""
    (?: (?<![\d.．第·百千万几数个])(?P<month>{_ONE})(?:月?{_TO}(?P<month2>{_ONE}))?月份?
      | (?P<that_month>[上下这本]个?月|当月|同月) )
    (?![嫂饼龄薪租票卡供活光亮球色经考报刊均息利老季台牙度])
    (?: {_DAY} | (?P<ten>上旬|中旬|下旬|底|末|初(?![中级步一二三四五六七八九十])|{_MID}) )?
"""
_PART = rf"""
    (?(of)(?: (?P<part>初(?![中级步心始])|底(?![层座子])|末(?![端位])|{_MID}|[春夏秋冬](?:天|季(?!运动|学期|招聘|奥运)))
         | 以?内(?![部容]) )|(?!))
    | (?P<half>[上下]半)年
    | 第?(?P<quarter>{_FEW})(?:(?:季度)?{_TO}第?(?P<quarter2>{_FEW}))?季度末?
    | (?<![此日之以目])前(?: (?P<first_quarters>{_FEW})个?季度 | (?P<first_months>{_ONE})个月 )
"""
# (?(of)…|…) asks whether there was a year; without one there must be a month or a part.
_CALENDAR = rf"""
    (?P<calendar>
        (?P<of>(?:{_YEAR})(?:的(?=\d{{1,2}}月|[一二三四五六七八九十]{{1,2}}月|[上下]半年))?)?
        (?:{_MONTH} | {_PART} | (?(of)|(?!)))
    )"""

_KINDS = rf"""
    (?<![\d./])(?P<iso>(?P<iso_year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<iso_month>\d{{1,2}})(?P=mark)(?P<iso_day>\d{{1,2}}))
        (?!\d|[./]\d)
    | [“"]?(?<![一二三四五六七八九十])(?P<plan>(?P<nth>十[一二三四五六七]?|[一二三四五六七八九])五[”"]?(?:规划)?
        (?P<plan_part>期间|时期|初|末|开局之年|收官之年|(?=以来)))
    | (?P<event>(?P<what>{"|".join(EVENTS)})(?=以来|之前|之后|以前|以后|[前后][，,的]))
    | (?P<decades>(?:(?P<century>上个?|\d{{1,2}}|[一二]?十[一二三四五六七八九]?)世纪)?
        (?P<ten_years>[1-9]0|[一二三四五六七八九]十)年代
        (?P<ten_years_part>初|末)?)
    | (?<![{_NO_ERA}])(?P<era>(?P<dynasty>{_ERAS})
        (?:时期|朝时期|年间|代(?![表码价理号替购办驾言金])|朝(?![阳向着天气夕廷])|(?<=[明清元宋唐])[初末](?![步级中端])|(?<=民国)|(?<=晚清)))
    | (?P<span>(?:
          (?P<lead>近|过去|最近|未来|今后|接下来)的?(?P<number>\d{{1,2}}|[一二两三四五六七八九十]{{1,3}}|半)(?P<unit>年|个月|周|天)
          (?:以来|以内|来|里|间|内)?
        | (?<![\d第一二三四五六七八九十百千万近])(?P<bare_number>\d{{1,2}}|[一二两三四五六七八九十]{{1,3}}|半)
          (?P<bare_unit>年|个月|周|天)(?P<side>以来|来|以内|内)(?![部容在]) ))(?!级|的?历史|古|多)
    | (?P<week>(?P<which_week>上上|[上下本这])(?:周|个?星期)(?P<weekday>[一二三四五六日天末])?(?![期岁年刊报边转]))
    | (?<![\d一二三四五六七八九十百千多几半每同满青少成老中个腊正冬])
        (?P<edge>年(?:初|底|末|内(?![部容在])|{_MID})(?![中级步层])|岁末|月(?:初|底|末)(?![中级步层]))
    | (?<![今昨说到])(?P<word>{"|".join(DAYS_AWAY)})(?!头条|说法)
    | (?P<now>目前|当前(?=[，,已]))
    | (?P<lately>连日来|近日来?|(?<![节生作周假期末昔平息近今即\d一二三四五六七八九十])日前)
    | (?:(?<=[，。；！？\n])|^)(?P<same>[当同]天|[当同]日|当晚)
    | (?<![\d.,/第·月每百\-])(?P<lone_day>(?P<lone>\d{{1,2}}|二?十[一二三四五六七八九]|二十|三十一?)
        (?:日?{_TO}(?P<lone2>\d{{1,2}}|二?十[一二三四五六七八九]))?日
        (?![内均游元夜常程报照子用产龄租化无]|以|\d+[^\d时点:：]|[一二三四五六七八九十]))
"""
# What a time can begin with, so that most places of a text are passed over at once.
_FIRST = "".join(sorted({word[0] for word in (*YEARS_AWAY, *YEARS_ON, *MONTHS_AWAY, *DAYS_AWAY, *ERAS, *EVENTS)}))
_OPENS = rf"(?=[\d〇○零一二三四五六七八九十两半公第上下本这同前近过最未接年月岁目当连日“\"{_FIRST}])"
TIME = re.compile(rf"{_OPENS}(?:{_CALENDAR}|{_KINDS})", re.VERBOSE)
# Behind a month in Chinese numerals: 一月一次, 三月三, 五月廿一, 五月初五 of the lunar calendar.
NO_MONTH = frozenset("一二三四五六七八九两十廿初")
