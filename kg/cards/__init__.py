"""What a graph knows of a name, drawn up to be read: as HTML in notebooks, as text everywhere else."""

from kg.cards.drawing import draw_up
from kg.cards.finding import find
from kg.cards.showing import Cards, Summary, sum_up

__all__ = ["Cards", "Summary", "draw_up", "find", "sum_up"]
