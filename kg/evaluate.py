"""Scores against gold: spans and labels, canonical names, relations; each document alone, then pooled."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import KGError, ReadError
from kg.ontology import ontology

Place = tuple[int, int, str]
Triple = tuple[str, str, str]

_NOT_COMPARED = re.compile(r"[\s“”\"'‘’]+")


class Tally(NamedTuple):
    """How many were right, how many were predicted, how many there are."""

    hits: int
    predicted: int
    gold: int

    def __add__(self, other: object) -> "Tally":
        """Pooled counts, for micro averages."""
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Hits among the predicted; 0 where nothing was predicted."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Hits among the gold; 0 where there is no gold."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        precision, recall = self.precision, self.recall
        return 2 * precision * recall / (precision + recall) if self.hits else 0.0


Figures = dict[str, Tally]


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures by name, over all documents and for each."""

    pooled: Figures
    documents: dict[str, Figures]


@dataclass(frozen=True, slots=True)
class Annotation:
    """崂山区 at 0:3 -> names[0, 3, "PLACE"] == "崂山区". Code points of the source file, end exclusive."""

    file: str
    names: Mapping[Place, str]
    triples: tuple[Triple, ...]


def read_annotations(path: Path) -> dict[str, Annotation]:
    """The documents of a folder of .json files, of a .json file or of a .jsonl file, by file name.

    Raises ReadError if there are none, if one is not of this form, or if two have one name.
    """
    found: dict[str, Annotation] = {}
    for where, record in _records(path):
        annotation = parse_annotation(record, where)
        if annotation.file in found:
            raise ReadError(where, f"document {annotation.file!r} is annotated twice")
        found[annotation.file] = annotation
    if not found:
        raise ReadError(str(path), "no annotated documents (*.json) in it")
    return found


def parse_annotation(record: Any, where: str) -> Annotation:
    """``{"file": …, "entities": [{start, end, label, text, canonical}], "relations": [{head, relation, tail}]}``.

    ``where`` names the record in the ReadError that is raised if it is not of this form.
    """
    try:
        names = {
            (int(entity["start"]), int(entity["end"]), str(entity["label"])): _squash(
                entity.get("canonical") or entity["text"]
            )
            for entity in record["entities"]
        }
        triples = tuple(
            (_squash(entry["head"]), str(entry["relation"]), _squash(entry["tail"])) for entry in record["relations"]
        )
        return Annotation(str(record["file"]), names, triples)
    except KeyError as error:
        raise ReadError(where, f"annotation without {error}; expected file, entities and relations") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise ReadError(where, f"not an annotation ({error}); expected file, entities and relations") from error


def score(gold: Mapping[str, Annotation], predicted: Iterable[Annotation]) -> Scores:
    """Figures of what was predicted for each gold document; other documents are left out.

    ``mention`` wants the exact span and label, ``mention_overlap`` the label and one code point in common,
    ``entity`` (name, label) once a document, ``relation`` (head, relation, tail) once a document;
    ``relation_aligned`` the same with each predicted name replaced by the gold name of its exactly found
    mentions, ``pair_aligned`` also without direction and relation. ``mention.ORG`` and
    ``relation_aligned.launches`` count the documents whose gold has that label or relation.
    Raises KGError if a gold document was not predicted.
    """
    by_file = {annotation.file: annotation for annotation in predicted}
    missing = sorted(set(gold) - set(by_file))
    if missing:
        raise KGError(f"no source for the gold document {', '.join(missing)}; sources: {', '.join(by_file) or 'none'}")
    documents = {file: _figures(annotation, by_file[file]) for file, annotation in gold.items()}
    pooled: defaultdict[str, Tally] = defaultdict(lambda: Tally(0, 0, 0))
    for figures in documents.values():
        for name, tally in figures.items():
            pooled[name] = pooled[name] + tally
    return Scores({name: pooled[name] for name in sorted(pooled)}, documents)


def aligned_names(gold: Mapping[Place, str], predicted: Mapping[Place, str]) -> dict[str, str]:
    """Each predicted name to the gold name that most of its exactly found mentions carry."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for place, name in predicted.items():
        if place in gold:
            votes[name][gold[place]] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in votes.items()}


def unordered(triple: Triple) -> Triple:
    """乙 cooperatesWith 甲 -> 甲 cooperatesWith 乙: a symmetric relation reads the same in both directions."""
    head, relation, tail = triple
    known = ontology().relations.get(relation)
    return (min(head, tail), relation, max(head, tail)) if known and known.symmetric else triple


def _records(path: Path) -> Iterator[tuple[str, Any]]:
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    for file in files:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ReadError(str(file), f"cannot be read as UTF-8 text ({error})") from error
        lines = text.split("\n") if file.suffix == ".jsonl" else [text]
        for number, line in enumerate(lines, 1):
            if line.strip():
                where = f"{file}:{number}" if file.suffix == ".jsonl" else str(file)
                try:
                    yield where, json.loads(line)
                except ValueError as error:
                    raise ReadError(where, f"not JSON ({error})") from error


def _squash(name: Any) -> str:
    return _NOT_COMPARED.sub("", str(name or ""))


def _figures(gold: Annotation, predicted: Annotation) -> Figures:
    return {**_mention_figures(gold, predicted), **_relation_figures(gold, predicted)}


def _mention_figures(gold: Annotation, predicted: Annotation) -> Figures:
    wanted, got = set(gold.names), set(predicted.names)
    figures = {
        "mention": _tally(wanted, got),
        "mention_overlap": Tally(_overlaps(wanted, got), len(got), len(wanted)),
        "entity": _tally(_named(gold), _named(predicted)),
    }
    for label in sorted({place[2] for place in wanted}):
        figures[f"mention.{label}"] = _tally(
            {place for place in wanted if place[2] == label}, {place for place in got if place[2] == label}
        )
    return figures


def _relation_figures(gold: Annotation, predicted: Annotation) -> Figures:
    aligned_name = aligned_names(gold.names, predicted.names)
    wanted = {unordered(triple) for triple in gold.triples}
    aligned = {
        unordered((aligned_name.get(head, head), relation, aligned_name.get(tail, tail)))
        for head, relation, tail in predicted.triples
    }
    figures = {
        "relation": _tally(wanted, {unordered(triple) for triple in predicted.triples}),
        "relation_aligned": _tally(wanted, aligned),
        "pair_aligned": _tally(_pairs(wanted), _pairs(aligned)),
    }
    for relation in sorted({triple[1] for triple in wanted}):
        figures[f"relation_aligned.{relation}"] = _tally(
            {triple for triple in wanted if triple[1] == relation},
            {triple for triple in aligned if triple[1] == relation},
        )
    return figures


def _tally(wanted: set[Any], got: set[Any]) -> Tally:
    return Tally(len(wanted & got), len(got), len(wanted))


def _named(annotation: Annotation) -> set[tuple[str, str]]:
    return {(name, place[2]) for place, name in annotation.names.items()}


def _pairs(triples: set[Triple]) -> set[frozenset[str]]:
    return {frozenset((head, tail)) for head, _, tail in triples}


def _overlaps(wanted: set[Place], got: set[Place]) -> int:
    """How many predicted mentions find a gold one of their label; from left to right, each gold one once."""
    free = sorted(wanted)
    hits = 0
    for start, end, label in sorted(got):
        match = next((place for place in free if place[2] == label and place[0] < end and start < place[1]), None)
        if match:
            free.remove(match)
            hits += 1
    return hits
