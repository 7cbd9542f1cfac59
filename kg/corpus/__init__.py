"""Annotated passages: read, checked, compared, converted, and multiplied by templates.

The format is for people to write, ``docs/annotation.md`` describes it; the passages are in ``corpus/annotated/``.
"""
