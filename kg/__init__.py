"""Chinese news in, a knowledge graph out: who launched which programme, who works with whom, and what says so.

>>> import kg
>>> with kg.open("graph") as g:
...     print(g)
知识图谱 knowledge graph: 4 articles, 14 entities, 11 facts
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from kg.opened import KnowledgeGraph

__version__ = "0.1.0"


def open(folder: str | PathLike[str]) -> KnowledgeGraph:
    """``kg.open("graph")``: the graph in a folder that `kg build` has written, for Python and notebooks.

    Raises GraphError if there is none, or if it has to be assembled first.
    """
    # Here, not above: every module of the package imports this one, and none of them needs pandas for that.
    from kg.opened import KnowledgeGraph

    return KnowledgeGraph.open(folder)
