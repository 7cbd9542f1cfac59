"""Where boxes stand on paper: springs along the edges, a pull to the middle, and no two boxes on one another.

Nothing is drawn by lot: the start is a sunflower, so the same graph always gets the same picture.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kg.export.looks import spiral

Points = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]
Edge = tuple[int, int]

STEPS = 400
# So many rounds of pushing for few boxes; twice as many boxes, each round of which takes four times as long, get half.
ROUNDS, FEW = 600, 200
GRAVITY = 0.9
MARGIN = 12.0
# Boxes may overlap so much, and a push undoes such a share of what they do: the whole of it would make them swing.
SLACK, SHARE = 0.5, 0.35
# More boxes are left where they are.
MOST_PUSHED = 1500


def springs(count: int, edges: Sequence[Edge], aspect: float) -> Points:
    """Places of so many things, (n, 2), in no unit: linked ones near each other.

    Forces after Fruchterman and Reingold (1991) with gravity, so that parts without a link between them stay in one
    picture, which is ``aspect`` times as wide as high.
    """
    points = np.array([spiral(rank, 1.0) for rank in range(count)], dtype=float).reshape(-1, 2)
    ends = np.array(edges, dtype=int).reshape(-1, 2)
    degree = np.bincount(ends.ravel(), minlength=count)[:, None] + 1.0
    strength = np.sqrt(degree * degree[:, 0])
    for step in range(STEPS):
        force = _repulsion(points, strength)
        along = points[ends[:, 0]] - points[ends[:, 1]]
        pull = along * np.sqrt((along**2).sum(axis=1, keepdims=True))
        np.add.at(force, ends[:, 0], -pull)
        np.add.at(force, ends[:, 1], pull)
        # Gravity is weaker along the longer side, which makes the picture as wide as the paper.
        force -= points * degree * (GRAVITY / aspect, GRAVITY * aspect)
        length = np.maximum(np.sqrt((force**2).sum(axis=1, keepdims=True)), 1e-9)
        points = points + force / length * np.minimum(length, 0.35 * (1 - step / STEPS) + 0.002)
    return points


def spread(points: Points, sizes: Points, width: float, height: float) -> Points:
    """Middles of boxes inside ``width`` × ``height``, stretched to it and pushed apart; ``sizes`` are (n, 2)."""
    if not len(points):
        return points
    paper = np.array([width, height])
    placed = _stretched(points, sizes, paper)
    return _apart(placed, sizes, paper) if len(points) <= MOST_PUSHED else placed


def _repulsion(points: Points, strength: Points) -> Points:
    dx = points[:, None, 0] - points[None, :, 0]
    dy = points[:, None, 1] - points[None, :, 1]
    share = strength / np.maximum(dx * dx + dy * dy, 0.01)
    force: Points = np.stack([(dx * share).sum(axis=1), (dy * share).sum(axis=1)], axis=1)
    return force


def _stretched(points: Points, sizes: Points, paper: Points) -> Points:
    """Stretch the points to the paper; half of the largest box stays free at every side."""
    border = np.minimum(sizes.max(axis=0) / 2, paper / 2)
    low, high = points.min(axis=0), points.max(axis=0)
    share = np.where(high > low, (points - low) / np.where(high > low, high - low, 1), 0.5)
    placed: Points = border + share * (paper - 2 * border)
    return placed


def _apart(points: Points, sizes: Points, paper: Points) -> Points:
    """Push boxes that overlap apart along the side where they overlap least, all at once, until none do."""
    half = np.minimum(sizes / 2, paper / 2)
    one, other = np.triu_indices(len(points), 1)
    needed = (sizes[one] + sizes[other]) / 2 + MARGIN
    for _ in range(min(ROUNDS, ROUNDS * FEW // max(len(points), 1))):
        near = np.flatnonzero(np.abs(points[one, 0] - points[other, 0]) < needed[:, 0] - SLACK)
        gap = points[one[near]] - points[other[near]]
        overlap = needed[near] - np.abs(gap)
        hit = overlap[:, 1] > SLACK
        if not hit.any():
            break
        points = np.clip(
            points + _shift(one[near][hit], other[near][hit], gap[hit], overlap[hit], points), half, paper - half
        )
    return points


def _shift(one: Numbers, other: Numbers, gap: Points, overlap: Points, points: Points) -> Points:
    """How far each box moves; of two on one spot the first goes up and left."""
    upright = overlap[:, 1] < overlap[:, 0]
    push = overlap * np.where(gap == 0, -1.0, np.sign(gap)) * SHARE
    push[upright, 0] = 0
    push[~upright, 1] = 0
    shift = np.zeros_like(points)
    np.add.at(shift, one, push)
    np.add.at(shift, other, -push)
    return shift
