"""One kind of file after the other: text, parts and the way back."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.reading import readers
from kg.reading.articles import split_articles
from kg.reading.files import read_source
from kg.types import Part

PAGE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>滨江区启动示例工程 - 滨江新闻网</title>
<meta property="og:site_name" content="滨江新闻网"><meta name="pubdate" content="2024-03-05">
<script>var a = "滨江区近日启动";</script></head>
<body><nav><a href="/">首页</a><a href="/n">新闻</a></nav>
<article><h1>滨江区启动示例工程</h1>
<p>　　滨江区近日启动<b>&ldquo;示例工程&rdquo;</b>，R&amp;D投入增长&#49;0%，
社区居民纷纷点赞，区住建局与区民政局共同推进，力争年底前全部完成。</p>
<p>　　下一步，滨江区将继续推进老旧小区改造，惠及居民三千余户，打造宜居城区新样板。</p></article>
<footer>版权所有</footer></body></html>
"""


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("big5", "gb18030")])
def test_html(tmp_path: Path, charset: str, encoding: str) -> None:
    if charset == "big5":
        charset, page = "nonsense", PAGE.format(charset="nonsense")
    else:
        page = PAGE.format(charset=charset)
    source = read_source(write(tmp_path / "a.html", page.encode(encoding)))
    (article,) = split_articles(source)
    assert source.text == page
    assert (article.title, article.published, article.publisher) == (
        "滨江区启动示例工程",
        date(2024, 3, 5),
        "滨江新闻网",
    )
    assert "近日启动“示例工程”，R&D投入增长10%，社区居民" in article.text
    assert "首页" not in article.text and "版权" not in article.text and "var" not in article.text
    for char, offset in zip(article.text, article.offsets, strict=True):
        assert char == "\n" or page[offset] in (char, "&")
    at = article.text.index("区住建局")
    assert page[slice(*article.to_source(at, at + 4))] == "区住建局"


def test_html_without_an_article(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no article"):
        read_source(write(tmp_path / "a.htm", b"<html><body></body></html>"))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("## **滨江**区 ##", "滨江区"),
        ("见[滨江区](http://a.cn/b)网站", "见滨江区网站"),
        ("![图](a.png)滨江", "滨江"),
        ("> 滨江*示例*`工程`", "滨江示例工程"),
        ("滨江\n===\n示例", "滨江\n示例"),
        ("甲\n```py\nx = 1\n```\n乙", "甲\n\n乙"),
        ("甲<!-- 注 -->乙", "甲乙"),
        (r"5 \* 3", "5 * 3"),
        # No markup.
        ("5 * 3 = 15", "5 * 3 = 15"),
        ("- 第一项\n- 第二项", "- 第一项\n- 第二项"),
        ("[待定]", "[待定]"),
        ("#滨江区#", "#滨江区#"),
    ],
)
def test_md(written: str, text: str) -> None:
    decoded, _, (part,) = readers["md"]("a.md", written.encode())
    assert (decoded, part.text) == (written, text)
    assert [decoded[offset] for offset in part.offsets] == list(text)


def test_md_front_matter() -> None:
    written = "---\ntitle: 示例工程\ndate: 2024-03-05\nsource: 江城日报\n---\n滨江区。\n"
    _, _, (part,) = readers["md"]("a.md", written.encode())
    assert (part.text, part.title, part.published, part.publisher) == (
        "滨江区。\n",
        "示例工程",
        date(2024, 3, 5),
        "江城日报",
    )


def pdf(content: bytes) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, item) for number, item in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"


def test_pdf() -> None:
    text, _, (part,) = readers["pdf"]("a.pdf", pdf(b"BT /F 12 Tf 20 100 Td (Binjiang plan 2024) Tj ET"))
    assert text.strip() == "Binjiang plan 2024"
    assert part == Part(text, range(len(text)))


@pytest.mark.parametrize(("data", "reason"), [(pdf(b""), "no text layer.*OCR"), (b"%PDF-1.4 broken", "not a PDF")])
def test_pdf_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        readers["pdf"]("a.pdf", data)


def test_docx(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("滨江区启动示例工程")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "区住建局", "区民政局"
    document.add_paragraph("惠及居民三千余户。")
    document.save(str(tmp_path / "a.docx"))
    source = read_source(tmp_path / "a.docx")
    assert source.text == "滨江区启动示例工程\n区住建局\n区民政局\n惠及居民三千余户。"
    assert source.parts == (Part(source.text, range(len(source.text))),)


@given(
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), min_size=1, max_size=4),
    st.booleans(),
)
def test_jsonl_offsets(texts: list[str], escaped: bool) -> None:
    records = [{"x": {"text": "别"}, "text": text, "title": 'a"b\\'} for text in texts]
    written = "\n".join(json.dumps(record, ensure_ascii=escaped) for record in records)
    decoded, _, parts = readers["jsonl"]("a.jsonl", written.encode())
    assert [part.text for part in parts] == texts
    for part in parts:
        assert len(part.text) == len(part.offsets)
        ends = [*part.offsets[1:], decoded.index('"', part.offsets[-1] + 2 * (decoded[part.offsets[-1]] == "\\"))]
        for char, start, end in zip(part.text, part.offsets, ends, strict=True):
            assert json.loads(f'"{decoded[start:end]}"') == char


def test_jsonl_fields() -> None:
    text = '"区\\n\\u6c5f\\ud83d\\ude00。"'
    record = f'"url": "http://a.cn/1", "date": "2024年3月5日", "source": "江城日报", "title": "题", "text": {text}'
    line = f"\n{{{record}}}\r\n"
    decoded, _, (part,) = readers["jsonl"]("a.jsonl", line.encode())
    assert (part.text, part.title, part.publisher, part.url) == ("区\n江😀。", "题", "江城日报", "http://a.cn/1")
    assert part.published == date(2024, 3, 5)
    begin = decoded.index("区")
    assert list(part.offsets) == [begin, begin + 1, begin + 3, begin + 9, begin + 21]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 2: "),
        ("[1]", "line 2: .*no record"),
        ("[" * 200_000, "line 2: .*recursion"),
        ('{"title": "a"}', "line 2: `text` is missing"),
        ('{"text": " "}', "line 2: `text` is missing or empty"),
        ('{"text": 5}', "line 2: `text` is 5"),
        ('{"text": "a", "date": "soon"}', "line 2: `date` is 'soon'"),
    ],
)
def test_jsonl_bad_lines(line: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        readers["jsonl"]("a.jsonl", ('{"text": "好"}\n' + line).encode())
