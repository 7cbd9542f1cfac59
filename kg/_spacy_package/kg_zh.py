"""What ``spacy.load("kg_zh")`` imports: spaCy takes the name of an installed distribution for that of a module."""

from kg.spacy import load

__all__ = ["load"]
