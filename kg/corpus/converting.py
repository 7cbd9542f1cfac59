"""Annotated passages as other programs want them: JSON for the scorer, DocBin for spaCy."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.corpus.passages import Mark, Passage
from kg.errors import KGError
from kg.evaluate import Annotation, parse_annotation

if TYPE_CHECKING:
    from spacy.tokens import Doc, DocBin, Span


def to_record(passage: Passage) -> dict[str, Any]:
    """``{"file": "guizhou-07", "entities": [{start, end, label, text, canonical}], "relations": [{head, …}]}``.

    The form of ``kg extract`` and of `kg.evaluate.read_annotations`; offsets count code points of ``passage.text``.
    """
    entities = [
        {
            "start": mark.start,
            "end": mark.end,
            "label": mark.label,
            "text": passage.text[mark.start : mark.end],
            "canonical": mark.canonical,
        }
        for mark in passage.marks
    ]
    return {"file": passage.id, "entities": entities, "relations": [triple._asdict() for triple in passage.triples]}


def to_annotation(passage: Passage) -> Annotation:
    """The passage as `kg.evaluate.score` compares it."""
    return parse_annotation(to_record(passage), passage.id)


def write_json(passages: Iterable[Passage], folder: Path) -> None:
    """``folder/text/guizhou-07.txt`` and ``folder/gold/guizhou-07.json`` for each passage.

    Raises KGError where the folder holds another export, or cannot be written.
    """
    texts, gold = folder / "text", folder / "gold"
    try:
        if any(path.is_dir() and any(path.iterdir()) for path in (texts, gold)):
            raise KGError(f"{folder}: holds passages already; give a new folder")
        for path in (texts, gold):
            path.mkdir(parents=True, exist_ok=True)
        for passage in passages:
            record = {**to_record(passage), "file": f"{passage.id}.txt"}
            (texts / f"{passage.id}.txt").write_text(passage.text, encoding="utf-8", newline="")
            text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
            (gold / f"{passage.id}.json").write_text(text, encoding="utf-8")
    except OSError as error:
        raise KGError(f"{folder}: cannot be written ({error.strerror}); give a folder") from error


def write_docbin(passages: Iterable[Passage], path: Path) -> None:
    """The DocBin of `to_docbin` as a file. Raises KGError where it cannot be written."""
    data = to_docbin(passages).to_bytes()
    try:
        path.write_bytes(data)
    except OSError as error:
        raise KGError(f"{path}: cannot be written ({error.strerror}); give a file in a folder that exists") from error


def to_docbin(passages: Iterable[Passage]) -> "DocBin":
    """One Doc a passage, one token a character; ``ents`` with the canonical name as ``kb_id``.

    ``doc.user_data`` holds ``id``, ``part``, ``kind``, ``topic``, ``place`` and ``relations``, the last as in JSON.
    Raises KGError where a mark does not fall on tokens, as where white space at its edge belongs to another.
    """
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
    packed = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "ENT_KB_ID"], store_user_data=True)
    for passage in passages:
        doc = nlp.make_doc(passage.text)
        doc.set_ents([_span(doc, passage, mark) for mark in passage.marks])
        for name in ("id", "part", "kind", "topic", "place"):
            doc.user_data[name] = getattr(passage, name)
        doc.user_data["relations"] = [triple._asdict() for triple in passage.triples]
        packed.add(doc)
    return packed


def _span(doc: "Doc", passage: Passage, mark: Mark) -> "Span":
    span = doc.char_span(mark.start, mark.end, label=mark.label, kb_id=mark.canonical)
    if span is None:
        raise KGError(f"{passage.id}: {passage.text[mark.start : mark.end]!r} does not fall on spaCy's tokens")
    return span
