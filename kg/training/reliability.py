"""How well confidences keep their word: expected calibration error, and a reliability diagram (Guo et al. 2017)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.ner.judge import Judge
from kg.ner.tags import Name
from kg.training.judging import Page, judge_pages

BINS = 10
_SIDE, _MARGIN = 320, 48
_COLOURS = ("#1f6f8b", "#d1495b", "#66a182")


class Bin(NamedTuple):
    """Findings of like confidence: how many, their mean confidence, the share that is right."""

    number: int
    confidence: float
    right: float


def outcomes(pages: Sequence[Page], judge: Judge) -> Iterator[tuple[float, bool]]:
    """The confidence of each name that is kept, and whether it is right."""
    for page, articles in zip(pages, judge_pages(pages, judge), strict=True):
        for gold, mentions in zip(page.gold, articles, strict=True):
            for found in mentions:
                yield found.confidence, Name(found.start, found.end, found.label) in gold


def bins(pairs: Iterable[tuple[float, bool]]) -> list[Bin]:
    """(confidence, right) by tenths of confidence; empty tenths are left out."""
    sorted_pairs: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in pairs:
        sorted_pairs[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return [
        Bin(len(held), sum(given for given, _ in held) / len(held), sum(right for _, right in held) / len(held))
        for held in sorted_pairs
        if held
    ]


def expected_error(found: Sequence[Bin]) -> float:
    """The mean distance of confidence and share of right ones, weighted by how many there are; 0 for none."""
    total = sum(held.number for held in found)
    return sum(held.number * abs(held.confidence - held.right) for held in found) / total if total else 0.0


def draw(series: Mapping[str, Sequence[Bin]], what: str = "names") -> str:
    """A reliability diagram as SVG: a line a series, the area of a dot grows with how many there are of ``what``."""
    size = _SIDE + 2 * _MARGIN
    frame = f'viewBox="0 0 {size} {size}" width="{size}" height="{size}" font-family="sans-serif" font-size="12"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>',
        f'<rect width="{size}" height="{size}" fill="white"/>',
        *_axes(),
        _line([(0, 0), (1, 1)], "#999999", "4 4"),
    ]
    for number, (name, found) in enumerate(series.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        total = sum(held.number for held in found) or 1
        parts.append(_line([(held.confidence, held.right) for held in found], colour))
        parts += (_dot(held, 3 + 12 * (held.number / total) ** 0.5, colour) for held in found)
        label = f"{name}: {total:,} {what}, expected error {expected_error(found):.3f}"
        parts.append(f'<text x="{_MARGIN + 10}" y="{_MARGIN + 18 + 16 * number}" fill="{colour}">{label}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _at(x: float, y: float) -> tuple[float, float]:
    return round(_MARGIN + x * _SIDE, 1), round(_MARGIN + (1 - y) * _SIDE, 1)


def _line(points: Iterable[tuple[float, float]], colour: str, dashes: str = "none") -> str:
    path = " ".join(f"{x},{y}" for x, y in (_at(*point) for point in points))
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5" stroke-dasharray="{dashes}"/>'


def _dot(held: Bin, radius: float, colour: str) -> str:
    x, y = _at(held.confidence, held.right)
    title = f"{held.number} with confidence {held.confidence:.2f}, right {held.right:.2f}"
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="{colour}" fill-opacity="0.6"><title>{title}</title></circle>'
    )


def _axes() -> Iterator[str]:
    yield f'<rect x="{_MARGIN}" y="{_MARGIN}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#333333"/>'
    for tenth in range(0, 11, 2):
        (x, bottom), (left, y) = _at(tenth / 10, 0), _at(0, tenth / 10)
        yield f'<text x="{x}" y="{bottom + 16}" text-anchor="middle">{tenth / 10:g}</text>'
        yield f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{tenth / 10:g}</text>'
    middle = _MARGIN + _SIDE / 2
    yield f'<text x="{middle}" y="{_MARGIN + _SIDE + 36}" text-anchor="middle">confidence</text>'
    turned = f'x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})"'
    yield f"<text {turned}>share that is right</text>"
