"""A graph at hand in Python and in notebooks: tables for pandas, networks, SPARQL, cards to read.

`kg.open` gives a `KnowledgeGraph`; what is in it is documented there.
"""

from kg.opened.graph import KnowledgeGraph

__all__ = ["KnowledgeGraph"]
