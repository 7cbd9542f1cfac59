"""Where points of a network stand: linked ones near each other, parts that nothing links side by side.

igraph does the work. Nothing depends on the clock or on chance: the same network always gets the same places.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import pi, sqrt

import igraph
import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Links = npt.NDArray[np.int64]

# The length of a link, about, in the picture's units; a dot of few links is ten to twenty wide.
SPACING = 60.0
SEED = 2009
# A page of parts is so many times as wide as high.
ASPECT = 1.4
# Up to so many entities are placed by their distances in the network, more by its communities.
MOST_BY_DISTANCE = 300
# The steps of the springs; fewer where there are more than so many entities, and never less than the last number.
STEPS, STEPS_IN_FULL, FEWEST_STEPS = 400, 5000, 8
# How much a link between two communities pulls, beside one within.
BETWEEN = 0.25


def arrange(count: int, links: Links, weights: Points | None = None) -> Points:
    """Points of so many entities, (count, 2), of which no two are the same; ``links`` are pairs of numbers, (m, 2).

    A heavier link pulls more. Every connected part is laid out alone, by the springs of Fruchterman and Reingold
    (1991) from a start that its distances or its communities give; the parts then stand on a page in rows, the largest
    on top, with single entities in a block below.
    """
    with _seeded():
        graph = igraph.Graph(n=count, edges=links)
        graph.es["weight"] = 1.0 if weights is None else weights
        graph.simplify(combine_edges="sum")
        parts = sorted(map(np.array, graph.connected_components()), key=lambda part: (-len(part), part[0]))
        linked = [part for part in parts if len(part) > 1]
        single = [part for part in parts if len(part) == 1]
        shapes = [_shape(graph.induced_subgraph(part)) for part in linked]
    if single:
        linked.append(np.concatenate(single))
        shapes.append(_block(len(single), shapes))
    points = np.zeros((count, 2))
    for part, shape, corner in zip(linked, shapes, _pack([np.ptp(shape, axis=0) for shape in shapes]), strict=True):
        points[part] = shape - shape.min(axis=0) + corner
    return _told_apart(np.round(points - points.mean(axis=0), 2) if count else points)


@contextmanager
def _seeded() -> Iterator[None]:
    """igraph draws its lots by this seed inside, by Python's `random` afterwards, as it does from its start."""
    igraph.set_random_number_generator(random.Random(SEED))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def _shape(graph: igraph.Graph) -> Points:
    """The places of a connected part, as dense as any other part, lying on its longer side."""
    count = graph.vcount()
    small = count <= MOST_BY_DISTANCE
    start = graph.layout_kamada_kawai() if small else _by_communities(graph)
    made = graph.layout_fruchterman_reingold(
        weights="weight",
        niter=max(FEWEST_STEPS, STEPS * STEPS_IN_FULL // max(count, STEPS_IN_FULL)),
        seed=start,
        start_temp=sqrt(count) / 10,
        grid="nogrid" if small else "grid",
    )
    points: Points = np.array(made.coords)
    points -= points.mean(axis=0)
    # The axes along which it is longest and shortest.
    points = points @ np.linalg.svd(points.T @ points)[0]
    spread = sqrt(float((points**2).sum(axis=1).mean())) or 1.0
    scaled: Points = points * (SPACING * sqrt(count / 2) / spread)
    return scaled


def _by_communities(graph: igraph.Graph) -> Points:
    """Communities (Leiden, Traag et al. 2019) laid out first, the members of each on a sunflower at its place.

    Links between communities become weaker in the graph, so that these stay together.
    """
    found = graph.community_leiden(objective_function="modularity", weights="weight", n_iterations=2)
    weights = np.array(graph.es["weight"])
    graph.es["weight"] = np.where(found.crossing(), BETWEEN, 1.0) * weights
    middle = found.cluster_graph(combine_edges="sum")
    grid = "grid" if middle.vcount() > MOST_BY_DISTANCE else "nogrid"
    made = middle.layout_fruchterman_reingold(weights="weight", niter=STEPS, grid=grid)
    centres = np.array(made.coords) * (2 * sqrt(graph.vcount() / middle.vcount()))
    degree = np.array(graph.degree())
    points = np.zeros((graph.vcount(), 2))
    for centre, group in zip(centres, map(np.array, found), strict=True):
        points[group[np.argsort(-degree[group], kind="stable")]] = centre + _sunflower(len(group))
    return points


def _sunflower(count: int) -> Points:
    """So many points around the middle, the first in it, about two apart."""
    ranks = np.arange(count)
    angle, radius = ranks * pi * (3 - sqrt(5)), 1.1 * np.sqrt(ranks)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _block(count: int, shapes: Sequence[Points]) -> Points:
    """So many points in rows, as wide as the widest shape if there are enough of them."""
    widest = max((float(np.ptp(shape[:, 0])) for shape in shapes), default=0.0)
    columns = max(1, round(widest / SPACING) + 1, round(sqrt(count * ASPECT)))
    ranks = np.arange(count, dtype=np.float64)
    return SPACING * np.stack([ranks % columns, -(ranks // columns)], axis=1)


def _pack(sizes: Sequence[Points]) -> Iterator[Points]:
    """The lower left corners of boxes that stand in rows, one row below the other; each row's middle is at 0."""
    gap = 2 * SPACING
    area = sum(float((size + gap).prod()) for size in sizes)
    page = max([sqrt(area * ASPECT), *(float(size[0]) + gap for size in sizes)])
    bottom = 0.0
    for row in _rows(sizes, page, gap):
        height = max(float(size[1]) for size in row)
        left = -sum(float(size[0]) + gap for size in row) / 2
        for size in row:
            yield np.array([left + gap / 2, bottom - height / 2 - float(size[1]) / 2])
            left += float(size[0]) + gap
        bottom -= height + gap


def _rows(sizes: Iterable[Points], page: float, gap: float) -> Iterator[list[Points]]:
    row: list[Points] = []
    width = 0.0
    for size in sizes:
        if row and width + float(size[0]) + gap > page:
            yield row
            row, width = [], 0.0
        row.append(size)
        width += float(size[0]) + gap
    if row:
        yield row


def _told_apart(points: Points) -> Points:
    """Points of which no two are the same: what stands where another one does moves aside."""
    points = points.copy()
    reach = SPACING / 4
    while True:
        _, first = np.unique(points, axis=0, return_index=True)
        again = np.setdiff1d(np.arange(len(points)), first)
        if not len(again):
            return points
        aside = reach * (1 + _sunflower(len(again)))
        points[again] = np.round(points[again] + aside, 2)
        reach *= 1.5
