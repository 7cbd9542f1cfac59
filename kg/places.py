"""Where entities stand in a picture: made when the graph is assembled, so that a file opens with its layout done."""

from typing import NamedTuple

import duckdb

# Links by the ranks of their ends; what is told often pulls more, but not in proportion.
_LINKS = """
WITH numbered AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM node)
SELECT one.number AS one, other.number AS other, 1 + ln(greatest(weight, 1)) AS weight, is_shown
FROM link
JOIN numbered AS one ON one.id = a
JOIN numbered AS other ON other.id = b
ORDER BY one, other
"""


class Place(NamedTuple):
    """Where an entity stands, x to the right and y upwards, and with how many others an edge links it."""

    entity: str
    x: float
    y: float
    degree: int


def lay_out(graph: duckdb.DuckDBPyConnection) -> list[Place]:
    """The places of all entities by id, from the tables ``node`` and ``link`` behind a connection."""
    import numpy as np

    from kg.springs import arrange

    ids = [id for (id,) in graph.execute("SELECT id FROM node ORDER BY id").fetchall()]
    found = graph.execute(_LINKS).fetchnumpy()
    links = np.stack([found["one"], found["other"]], axis=1)
    points = arrange(len(ids), links, found["weight"])
    degrees = np.bincount(links[found["is_shown"].astype(bool)].ravel(), minlength=len(ids))
    return [Place(*place) for place in zip(ids, *points.T.tolist(), degrees.tolist(), strict=True)]
