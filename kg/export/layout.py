"""Where things stand in a picture: springs along the edges, a pull to the middle, and no two boxes on one another.

Nothing is drawn by lot: the start is a sunflower, so the same graph always gets the same picture.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kg.export.looks import spiral

Points = npt.NDArray[np.float64]
Edge = tuple[int, int]

STEPS = 500
GRAVITY = 0.9
MARGIN = 14.0


def arrange(boxes: Sequence[tuple[float, float]], edges: Sequence[Edge], width: float, height: float) -> Points:
    """Middles of boxes, (n, 2): linked ones near each other, inside ``width`` × ``height``, without overlap.

    ``boxes`` are widths and heights. Forces after Fruchterman and Reingold (1991) with gravity, so that parts
    without a link between them stay in one picture.
    """
    sizes = np.array(boxes, dtype=float).reshape(-1, 2)
    points = _springs(len(sizes), edges, width / height)
    return _apart(_fit(points, sizes, width, height), sizes, width, height)


def _springs(count: int, edges: Sequence[Edge], aspect: float) -> Points:
    points = np.array([spiral(rank, 1.0) for rank in range(count)]).reshape(-1, 2)
    ends = np.array(edges, dtype=int).reshape(-1, 2)
    degree = np.bincount(ends.ravel(), minlength=count)[:, None] + 1.0
    for step in range(STEPS):
        gap = points[:, None, :] - points[None, :, :]
        square = np.maximum((gap**2).sum(axis=2, keepdims=True), 0.01)
        force = (gap / square * np.sqrt(degree * degree[:, 0])[:, :, None]).sum(axis=1)
        along = points[ends[:, 0]] - points[ends[:, 1]]
        pull = along * np.sqrt((along**2).sum(axis=1, keepdims=True))
        np.add.at(force, ends[:, 0], -pull)
        np.add.at(force, ends[:, 1], pull)
        # Gravity is weaker along the longer side, which makes the picture as wide as the paper.
        force -= points * degree * (GRAVITY / aspect, GRAVITY * aspect)
        length = np.maximum(np.sqrt((force**2).sum(axis=1, keepdims=True)), 1e-9)
        points = points + force / length * np.minimum(length, 0.35 * (1 - step / STEPS) + 0.002)
    return points


def _fit(points: Points, sizes: Points, width: float, height: float) -> Points:
    """Stretch the points to the paper; half of the largest box stays free at every side."""
    if not len(points):
        return points
    paper = np.array([width, height])
    border = sizes.max(axis=0) / 2
    low, high = points.min(axis=0), points.max(axis=0)
    share = np.where(high > low, (points - low) / np.where(high > low, high - low, 1), 0.5)
    placed: Points = border + share * np.maximum(paper - 2 * border, 0)
    return placed


def _apart(points: Points, sizes: Points, width: float, height: float, rounds: int = 400) -> Points:
    """Push overlapping boxes apart along the side where they overlap least, until none do or the rounds are over."""
    points = points.copy()
    low, high = sizes / 2, np.array([width, height]) - sizes / 2
    for _ in range(rounds):
        moved = False
        for one in range(len(points)):
            for other in range(one + 1, len(points)):
                gap = points[other] - points[one]
                overlap = (sizes[one] + sizes[other]) / 2 + MARGIN - np.abs(gap)
                if (overlap > 0.5).all():
                    axis = int(overlap[1] < overlap[0])
                    shift = overlap[axis] / 2 * (1 if gap[axis] >= 0 else -1)
                    points[one, axis] -= shift
                    points[other, axis] += shift
                    moved = True
        points = np.clip(points, low, np.maximum(low, high))
        if not moved:
            break
    return points
