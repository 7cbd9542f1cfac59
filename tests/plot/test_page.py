import io
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest

from kg.plot import plot
from kg.plot.page import MOST_SENTENCES

VOID = {"meta", "input", "br"}


class Reader(HTMLParser):
    """Tags in their order; AssertionError where they are not nested."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.scripts, self.attributes = [], [], []

    def handle_starttag(self, tag, attributes):
        self.attributes += attributes
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.attributes += attributes

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.scripts.append(data)


@pytest.fixture
def page(graph):
    out = io.BytesIO()
    plot(graph, out, "html")
    return out.getvalue().decode("utf-8")


def read(page):
    reader = Reader()
    reader.feed(page)
    assert not reader.open
    return reader


@pytest.fixture
def known(page):
    return json.loads(read(page).scripts[0])


def test_it_needs_nothing_from_elsewhere(page):
    assert set(re.findall(r"https?://[^\s\"'<]+", page)) == {"http://www.w3.org/2000/svg"}
    assert not {"src", "href", "action"} & {name for name, _ in read(page).attributes}
    assert "@import" not in page and "url(" not in page and "fetch(" not in page


def test_every_shape_is_known(page, known):
    attributes = read(page).attributes
    nodes = [int(value) for name, value in attributes if name == "data-node"]
    assert nodes == list(range(len(known["nodes"])))
    ends = [int(value) for name, value in attributes if name in ("data-source", "data-target")]
    assert len(ends) == 2 * len(known["links"]) and set(ends) <= set(nodes)


def test_an_entity_with_its_names(known):
    bureau = next(node for node in known["nodes"] if node["name"] == "海湾区人社局")
    assert (bureau["aliases"], bureau["type"]) == (["区人社局"], "机构 organisation")
    assert bureau["seen"] == "2024-02-08 – 2024-09-30"


def test_a_link_with_its_sentences(known):
    names = [node["name"] for node in known["nodes"]]
    link = next(link for link in known["links"] if link["names"] == ["合作"])
    [fact] = link["facts"]
    assert {names[fact["subject"]], names[fact["object"]]} == {"海湾区人社局", "新港海洋学院"}
    assert (fact["arrow"], fact["label"], fact["weight"]) == ("—", "合作", 2)
    assert {item["file"] for item in fact["evidence"]} == {"xingang.txt"}
    assert all(len(fact["evidence"]) <= MOST_SENTENCES for link in known["links"] for fact in link["facts"])


def test_no_text_ends_the_script(graph):
    out = io.BytesIO()
    plot(graph, out, "html", title="</script><script>alert(1)</script>")
    reader = read(out.getvalue().decode("utf-8"))
    assert len(reader.scripts) == 2
    assert json.loads(reader.scripts[0])


def test_an_empty_graph_is_a_page(nothing):
    out = io.BytesIO()
    plot(nothing, out, "html")
    assert json.loads(read(out.getvalue().decode("utf-8")).scripts[0]) == {"nodes": [], "links": []}


@pytest.mark.skipif(shutil.which("node") is None, reason="the program node is not installed")
def test_the_script_can_be_read(page, tmp_path):
    script = tmp_path / "page.js"
    script.write_text(read(page).scripts[1], encoding="utf-8")
    subprocess.run(["node", "--check", str(script)], check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("chromium") is None, reason="the program chromium is not installed")
def test_a_click_shows_the_sentences(page, known, tmp_path):
    at = next(number for number, link in enumerate(known["links"]) if link["names"] == ["合作"])
    click = f"<script>links[{at}].dispatchEvent(new MouseEvent('click'));</script></body>"
    path = tmp_path / "page.html"
    path.write_text(page.replace("</body>", click), encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}", "--dump-dom"]
    shown = subprocess.run([*command, path.as_uri()], check=True, capture_output=True, timeout=60).stdout.decode(
        "utf-8"
    )
    card = shown.partition('id="card"')[2].partition("</aside>")[0]
    assert "双方共育人才100名" in card and " — 合作 — " in card
    assert shown.count("lit") >= 3
