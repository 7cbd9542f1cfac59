"""Pages -> articles: what is joined, split, classified and dropped, and what is not."""

import pickle
from datetime import date

import pytest

from kg.reading.articles import split_articles
from kg.reading.files import read_stdin
from kg.types import Article

LONG = "滨江区今年以来聚焦群众身边的小事，先后完成二十个老旧小区的改造，惠及居民三千余户。"
NEXT = "下一步，区住建局将会同区民政局继续走访社区，把居民的意见逐条列入清单，年底前全部办结。"
OTHER = "临湖区文旅局本周推出“湖畔夜读”系列活动，吸引了大批市民走进书店，感受不一样的城市夜晚。"


def articles(text: str) -> tuple[Article, ...]:
    found = split_articles(read_stdin(text.encode()))
    for article in found:
        assert len(article.text) == len(article.offsets)
        assert article.text == "\n".join(article.text[start:end] for start, end, _ in shape(article))
    return found


def shape(article: Article) -> list[tuple[int, int, str]]:
    return [(paragraph.start, paragraph.end, paragraph.kind) for paragraph in article.paragraphs]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(kind, article.text[start:end]) for article in articles(text) for start, end, kind in shape(article)]


def wrap(text: str, width: int, end: str = "\n") -> str:
    return end.join(text[at : at + width] for at in range(0, len(text), width))


@pytest.mark.parametrize("end", ["\n", " \n", "\n ", "\r\n", " \r\n "])
@pytest.mark.parametrize("width", [9, 14, 20, 21])
def test_hard_wrapped_lines_are_joined(width: int, end: str) -> None:
    text = LONG + NEXT + OTHER
    assert kinds(wrap(text, width, end)) == [("body", text)]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (wrap(LONG, 14) + "\n\n" + wrap(NEXT, 14), [LONG, NEXT]),
        (wrap(LONG, 14) + "\n" + wrap(NEXT, 14), [LONG, NEXT]),
        (wrap("　　" + LONG, 14) + "\n" + wrap("　　" + NEXT, 14), [LONG, NEXT]),
        (wrap("    " + LONG, 15) + "\n" + wrap("    " + NEXT, 15), [LONG, NEXT]),
        (LONG + "\n" + NEXT, [LONG, NEXT]),
        ("　　" + LONG + "　　" + NEXT, [LONG, NEXT]),
        (wrap(LONG + NEXT, 14, " "), [LONG + NEXT]),  # blanks where printed lines ended
        (LONG + "其中，区民\n\n政局走访了八个社区。", [LONG + "其中，区民政局走访了八个社区。"]),  # the end of a column
        (LONG[:14] + "\n\n" + LONG[14:], [LONG[:14], LONG[14:]]),  # a title, for all that can be told
        (LONG[:16] + "\n\n" + LONG[16:], [LONG]),  # no paragraph begins with a comma
        (LONG + "湖心大厦设有“跨境\n\n贸易总部”一处。", [LONG + "湖心大厦设有“跨境贸易总部”一处。"]),
        (LONG + "\n\n1. 修缮外墙；\n2. 更换管网；", [LONG, "1.修缮外墙；", "2.更换管网；"]),
        (LONG + "\n\n区住建局\n区民政局\n区财政局和区审计局", [LONG, "区住建局", "区民政局", "区财政局和区审计局"]),
    ],
)
def test_paragraphs_are_kept_apart_and_whole(page: str, expected: list[str]) -> None:
    assert [text for _, text in kinds(page)] == expected


def test_a_full_line_that_ends_a_sentence_ends_no_paragraph() -> None:
    first = "滨江区住建局今年改造小区二十个。"  # 16 characters: as wide as the page
    text = first + "居民代表说现在楼道亮了路也平了心里格外敞亮大家都愿意出门走走。"
    assert kinds(wrap(text * 3, 16)) == [("body", text * 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全 面推进绿色出行。" + LONG, "全面推进绿色出行。" + LONG),
        ("他在 AI 公司有 12 个项目。" + LONG, "他在AI公司有12个项目。" + LONG),
        (
            "滨江区推出 Smart\nCity 平台，服务十万\n名居民，成效现在已经十\n分明显。",
            "滨江区推出Smart City平台，服务十万名居民，成效现在已经十分明显。",
        ),
        ("获奖者有 张明远 李思 王小河 三位。" + LONG, "获奖者有 张明远 李思 王小河 三位。" + LONG),
        ("本报讯(记者 张明远)8月3日，" + LONG, "本报讯(记者 张明远)8月3日，" + LONG),
        ("Ｇ２０峰会\u200b在滨\u00ad江区举行，“１＋３＋Ｎ”！" + LONG, "G20峰会在滨江区举行，“1+3+N”！" + LONG),
        ("甲\x07区，\ufeff乙\x85" + LONG, "甲区，乙\n" + LONG),
    ],
)
def test_blanks_and_characters(text: str, expected: str) -> None:
    assert "\n".join(article.text for article in articles(text)) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f"滨江区改造老旧小区\n\n{LONG}", ["title", "body"]),
        (f"滨江区改造老旧小区\n{LONG}", ["title", "body"]),
        (
            f"滨江区改造老旧小区\n——区住建局惠民纪实\n本报记者 张明远 通讯员 李思\n{LONG}",
            ["title", "title", "byline", "body"],
        ),
        (f"停车难怎么办？\n\n{LONG}", ["title", "body"]),
        (LONG, ["body"]),
        ("滨江区改造老旧小区", ["body"]),
        (f"题目\n\n{LONG}\n\n优化流程，方便群众\n\n{NEXT}", ["title", "body", "heading", "body"]),
        (f"题目\n\n{LONG}\n\n亮点二\n\n强化统筹\n\n{NEXT}", ["title", "body", "heading", "heading", "body"]),
        (f"{LONG}(张明远 李思)", ["body", "byline"]),
        (f"{LONG}（本报记者 张明远）", ["body", "byline"]),
        (f"{LONG}记者 张明远 报道", ["body", "byline"]),
        (f"{LONG}\n\n(王 河)", ["body", "byline"]),
        (f"题目\n2024年3月5日 来源：江城日报\n{LONG}", ["title", "byline", "body"]),
        (f"题目\n□ 本报记者 张明远\n{LONG}", ["title", "byline", "body"]),
        (f"题目\n江城日报/江城新闻记者 张明远\n{LONG}", ["title", "byline", "body"]),
        (f"题目\n江城日报记者张明远\n{LONG}", ["title", "byline", "body"]),
        (f"{LONG}\n\n■新建的停车场。\n\n{NEXT}", ["body", "caption", "body"]),
        (f"{LONG}\n\n图为改造后的小区。 张明远 摄\n\n{NEXT}", ["body", "caption", "body"]),
        (f"{LONG}\n\n▲居民在新建的口袋公园休息\n张明远 摄\n\n{NEXT}", ["body", "caption", "caption", "body"]),
        # Not what they look like.
        (f"本报讯(记者 张明远)8月3日，{LONG}", ["body"]),
        (f"记者从区住建局获悉，{LONG}", ["body"]),
        (f"题目\n\n记者走基层\n\n{LONG}", ["title", "title", "body"]),
        (f"{LONG}(图略)", ["body"]),
        (f"{LONG}(下转第二版)", ["body"]),
        ("滨江区住建局(市民中心)今天开放。", ["body"]),
        (f"居民们忙着拍摄\n\n{LONG}", ["title", "body"]),
    ],
)
def test_kinds_of_paragraphs(page: str, expected: list[str]) -> None:
    assert [kind for kind, _ in kinds(page)] == expected


def test_a_caption_that_interrupts_a_paragraph_is_taken_out() -> None:
    page = LONG + "居民看到施工平\n\n\n■新建的口袋公园。\n张明远 摄\n\n稳进行，纷纷点赞。\n\n" + NEXT
    assert kinds(page) == [
        ("body", LONG + "居民看到施工平稳进行，纷纷点赞。"),
        ("caption", "■新建的口袋公园。"),
        ("caption", "张明远 摄"),
        ("body", NEXT),
    ]


def test_a_closing_byline_keeps_its_blanks() -> None:
    assert kinds(LONG + "(张明远 李思)")[1] == ("byline", "(张明远 李思)")


@pytest.mark.parametrize(
    ("page", "titles"),
    [
        (f"甲题\n\n{LONG}(张明远 李思)\n\n乙题\n\n{NEXT}\n\n(李思)\n\n丙题\n{OTHER}(王小河)", ["甲题", "乙题", "丙题"]),
        (f"{LONG}(张明远)\n\n{NEXT}(李思)\n\n{OTHER}(王小河)", ["", "", ""]),
        (f"甲题\n\n{LONG}\n\n---\n\n乙题\n\n{NEXT}", ["甲题", "乙题"]),
        (f"{LONG}\n***\n{NEXT}", ["", ""]),
        (f"{LONG}\n\f\n{NEXT}", ["", ""]),
        (f"甲题\n本报记者 张明远\n{LONG}\n乙题\n本报记者 李思\n{NEXT}", ["甲题", "乙题"]),
        (f"甲题\n\n{LONG}\n\n乙题\n\n本报讯(记者 李思)8月3日，{NEXT}", ["甲题", "乙题"]),
        (f"甲题\n\n{LONG}\n\n□ 本报记者 张明远\n\n乙题\n\n{NEXT}", ["甲题", "乙题"]),
        # One article each.
        (f"甲题\n\n{LONG}\n\n小标题\n\n{NEXT}\n\n又一个小标题\n\n{OTHER}(张明远)", ["甲题"]),
        (f"甲题\n(记者 张明远)\n{LONG}\n{NEXT}", ["甲题"]),
        (f"{LONG}(张明远)\n\n■新建的停车场。\n\n责任编辑 李思", [""]),
        (f"甲题\n\n{LONG}\n\n(李思)\n\n{NEXT}\n\n(李思)", ["甲题"]),  # columns out of order
        (f"---\n\n{LONG}\n\n---\n", [""]),
    ],
)
def test_articles_of_a_page(page: str, titles: list[str]) -> None:
    assert [article.title for article in articles(page)] == titles


def test_repeats_are_dropped_with_the_short_ones_beside_them() -> None:
    run = f"老街有了新模样。\n\n{NEXT}\n\n(李思)"
    assert [text for _, text in kinds(f"甲题\n\n{LONG}\n\n{run}\n\n{run}")] == [
        "甲题",
        LONG,
        "老街有了新模样。",
        NEXT,
        "(李思)",
    ]
    assert [text for _, text in kinds(f"{LONG}\n\n{LONG[:7]} {LONG[7:]}\n\n{NEXT}")] == [LONG, NEXT]


def test_short_repeats_stay() -> None:
    assert [text for _, text in kinds(f"说得好。\n\n{LONG}\n\n说得好。\n\n{NEXT}")] == [
        "说得好。",
        LONG,
        "说得好。",
        NEXT,
    ]


@pytest.mark.parametrize(
    ("page", "published", "publisher"),
    [
        (f"题目\n2024年3月5日 来源：江城日报\n{LONG}", date(2024, 3, 5), "江城日报"),
        (f"题目\n2024-03-05 09:30\n{LONG}", date(2024, 3, 5), ""),
        (f"题目\n江城日报/江城新闻记者 张明远\n{LONG}(2024/3/5)", date(2024, 3, 5), "江城日报"),
        (f"新华社江城2024年3月5日电 {LONG}", date(2024, 3, 5), ""),
        (f"2023年1月1日，{LONG}", None, ""),
        (f"题目\n2024年13月5日\n{LONG}", None, ""),
    ],
)
def test_date_and_publisher(page: str, published: date | None, publisher: str) -> None:
    (article,) = articles(page)
    assert (article.published, article.publisher) == (published, publisher)


def test_ids_are_stable_and_unique() -> None:
    page = f"甲题\n\n{LONG}(张明远)\n\n乙题\n\n{NEXT}(李思)"
    first, second = articles(page)
    assert [first, second] == list(articles(page))
    assert first.id != second.id and len(first.id) == 16 and int(first.id, 16)


def test_an_article_survives_pickling() -> None:
    (article,) = articles(LONG)
    assert pickle.loads(pickle.dumps(article)) == article


def test_the_newline_between_paragraphs_stands_on_the_newline_of_the_file() -> None:
    page = f"甲题  \r\n\r\n{LONG}"
    (article,) = articles(page)
    assert page[article.offsets[2]] == "\n" and article.text[2] == "\n"
    assert page[slice(*article.to_source(3, len(article.text)))] == LONG


@pytest.mark.parametrize("blanks", [" ", "   ", "\u3000 "])
def test_a_quoted_line_keeps_its_end_and_its_place(blanks: str) -> None:
    page = f">{blanks}余杭区启动“春雨行动”\n>{blanks}临平区启动“百灯计划”。\n"
    found = split_articles(read_stdin(page.encode()))
    text = "".join(article.text for article in found)
    assert "余杭区启动“春雨行动”" in text and text.endswith("百灯计划”。")
    assert all(page[at] == char for article in found for char, at in zip(article.text, article.offsets, strict=True))
