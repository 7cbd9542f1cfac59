"""What is around a picture: how large the paper is, the title, the legend, and what of the graph is shown."""

from collections.abc import Iterator
from math import sqrt

from kg.export.looks import COLOURS
from kg.export.paper import Box, Text, breadth, fitting, line
from kg.export.view import View
from kg.ontology import ontology

WIDTH, HEIGHT = 1440.0, 960.0
TOP, BOTTOM, SIDE = 64.0, 84.0, 24.0
# Boxes may fill such a share of the paper; more of them get a larger one, up to so many times as wide.
FILLED, LARGEST = 0.42, 3.0
# Where they would fill less than this, they are drawn larger, up to so many times.
ROOMY, LARGER = 0.22, 1.5
HEADING, KEY, NOTE = 22.0, 15.0, 13.0

TITLE = "知识图谱 Knowledge graph"
MEANING = "圆大邻居多 size: neighbours · 线粗句子多 width: sentences"
TOGETHER = " · 虚线共现 dashed: co-occurrence"
NOTHING = "没有连线可画 There is nothing to draw"
# What is drawn of a graph that is too large: without a centre, and around one.
CENTRAL = ("邻居最多的 ", "best connected ")
NEAREST = ("最近的 ", "nearest ")


class Frame:
    """The frame of a picture whose boxes have such an area in sum; on a larger paper its letters are larger.

    ``zoom`` says how many times as large the boxes may be drawn.
    """

    def __init__(self, view: View, area: float) -> None:
        inner = (WIDTH - 2 * SIDE) * (HEIGHT - TOP - BOTTOM)
        self._view = view
        self._scale = min(max(sqrt(area / (FILLED * inner)), 1.0), LARGEST)
        self.zoom = min(max(sqrt(ROOMY * inner / max(area, 1.0)), 1.0), LARGER)
        self.width, self.height = round(WIDTH * self._scale), round(HEIGHT * self._scale)

    @property
    def inner(self) -> Box:
        """Where the graph may be drawn."""
        return Box(SIDE, TOP * self._scale, self.width - SIDE, self.height - BOTTOM * self._scale)

    def heading(self, title: str) -> Text:
        """The title, as much of it as has room."""
        size = HEADING * self._scale
        return line(fitting(title, size, self.width - 2 * SIDE), SIDE, 40 * self._scale, size, "start")

    def key(self) -> Iterator[tuple[Text, str]]:
        """The legend: each class that is drawn in Chinese and English, how many of it there are, and its colour."""
        size = KEY * self._scale
        x, y = SIDE + 1.7 * size, self.height - 46 * self._scale
        for entry in ontology().classes.values():
            count = sum(node.label == entry.label for node in self._view.nodes)
            if not count and self._view.nodes:
                continue
            words = f"{entry.zh} {entry.en} {count}"
            yield line(words, x, y, size, "start"), COLOURS[entry.label].hex
            x += breadth(words, size) + 2.7 * size

    def notes(self, named: int) -> Iterator[Text]:
        """What sizes mean and what of the graph is shown; so many entities have their name beside them."""
        size, y = NOTE * self._scale, self.height - 18 * self._scale
        together = any(not link.stated for link in self._view.links)
        yield line(MEANING + (TOGETHER if together else ""), SIDE, y, size, "start")
        yield line(self._shown(named), self.width - SIDE, y, size, "end")
        if not self._view.nodes:
            yield line(NOTHING, self.width / 2, self.height / 2, HEADING)

    def _shown(self, named: int) -> str:
        view, drawn = self._view, len(self._view.nodes)
        zh, en = ("", "") if drawn == view.linked else NEAREST if view.centres else CENTRAL
        shown = f"{zh}{drawn} / {view.entities} 个实体 {en}entities · {len(view.links)} / {view.pairs} 条连线 links"
        return shown if named == drawn else f"{shown} · 标出 {named} 个名称 names shown"
