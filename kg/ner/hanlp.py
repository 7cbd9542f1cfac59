"""Names by any HanLP model that finds entities: a component of its own or a task of a multitask model."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from kg.errors import ModelError, UnknownNameError
from kg.ner import Recogniser
from kg.ner.hanlp_models import load_component, quiet
from kg.ner.spans import mention
from kg.segment import tokenize
from kg.sentences import split_sentences
from kg.types import Article, Label, Mention, Span

# HanLP tells no probabilities. Enough for the rest of the page to be searched for the name, and no more.
CONFIDENCE = 0.7
_BY = "hanlp"

# What the tags of the tag sets are to us; None: known, and none of our entities.
TAGS: Mapping[str, Label | None] = {
    # our own
    "ORG": "ORG", "PLACE": "PLACE", "PROGRAMME": "PROGRAMME", "PERSON": "PERSON", "POLICY": "POLICY",
    # MSRA, short and long
    "NR": "PERSON", "NS": "PLACE", "NT": "ORG",
    "LOCATION": "PLACE", "ORGANIZATION": "ORG",
    # PKU, People's Daily
    "nr": "PERSON", "ns": "PLACE", "nt": "ORG",
    # OntoNotes
    "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "FACILITY": "PLACE",
    # CoNLL
    "PER": "PERSON",
    **dict.fromkeys(
        # MSRA; the misspelt one is the corpus's own
        ("DATE", "DURATION", "TIME", "PERCENT", "MONEY", "FREQUENCY", "INTEGER", "FRACTION", "DECIMAL", "ORDINAL",
         "RATE", "AGE", "WEIGHT", "LENGTH", "TEMPERATURE", "ANGLE", "AREA", "CAPACITY", "CAPACTITY", "SPEED",
         "ACCELERATION", "MEASURE", "EMAIL", "PHONE", "FAX", "TELEX", "WWW", "POSTALCODE",
         # PKU
         "nz", "nx", "t",
         # OntoNotes
         "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "WORK OF ART", "LAW", "LANGUAGE", "QUANTITY", "CARDINAL",
         # CoNLL
         "MISC")
    ),
}  # fmt: skip

# The tasks of a multitask model in the order in which one is chosen; behind them any other whose name begins so.
TASKS = ("ner/msra", "ner/pku", "ner/ontonotes", "ner")
# What a component may be fed with.
UNITS = ("characters", "words")

# Longer sentences are cut behind a pause, in characters: the published models were trained on 128 at most.
_LONGEST = 120
_PAUSES = "，；：,;"
# So many characters in a row may be missing from what a tokeniser returns.
_LOST = 8
# Where HanLP keeps its components for entities, whatever they are called.
_HOME = "hanlp.components.ner"

Piece = Sequence[Span]
"""The units of a sentence as they are fed, by where they stand in the article's clean text."""


class Tagged(NamedTuple):
    """A name that a model found: its tag and the units it takes, end exclusive."""

    tag: str
    begin: int
    end: int


Tag = Callable[[str, Sequence[Piece]], Iterable[Sequence[Tagged]]]


@cache
def load_hanlp(name_or_path: str) -> Recogniser:
    """崂山区人社局 is an ORG if the model says so: a recogniser made of a published model or of a saved folder.

    Behind ``#`` may stand the task of a multitask model (``NAME#ner/pku``; without it the first of `TASKS` that it
    has), or what a component was trained on (``PATH#words``; without it the vocabulary tells).

    Raises ModelError if there is no such model, or it is none that finds entities; UnknownNameError for a task that
    it has not. The recogniser raises ModelError for a tag that is not in `TAGS`.
    """
    name, choice = _split(name_or_path)
    component = load_component(name)
    if isinstance(getattr(component, "tasks", None), Mapping):
        units: Callable[[str, Span], Piece] = _characters
        tag: Tag = partial(_tag_document, component, _choose_task(component, name, choice))
    elif any(kind.__module__.startswith(_HOME) for kind in type(component).__mro__):
        units = {"characters": _characters, "words": _words}[_choose_units(component, name, choice)]
        tag = partial(_tag_units, component)
    else:
        raise ModelError(
            f"{name}: is a {type(component).__name__}; choose a component of {_HOME} or a multitask model with ner"
        )
    return partial(_recognise, units, tag)


def _split(name_or_path: str) -> tuple[str, str]:
    """NAME#ner/pku -> NAME, ner/pku."""
    name, _, choice = name_or_path.rpartition("#")
    return (name, choice) if name and (choice in UNITS or choice.startswith("ner")) else (name_or_path, "")


def _choose_task(component: Any, name: str, choice: str) -> str:
    there = [task for task in component.tasks if task.split("/")[0] == "ner"]
    if not there:
        raise ModelError(f"{name}: finds no entities; its tasks are {', '.join(component.tasks)}")
    if choice and choice not in there:
        raise UnknownNameError(name, choice, there)
    return choice or next(task for task in (*TASKS, *there) if task in there)


def _choose_units(component: Any, name: str, choice: str) -> str:
    """Words if the vocabulary is mostly of longer entries; a transformer has no vocabulary of its own: characters."""
    if choice and choice not in UNITS:
        raise UnknownNameError(name, choice, UNITS)
    vocabulary = component.vocabs.get(component.config.get("token_key", "token"))
    known = [unit for unit in vocabulary.idx_to_token if not unit.isascii()] if vocabulary else []
    return choice or UNITS[sum(len(unit) > 1 for unit in known) > len(known) / 2]


def _recognise(units: Callable[[str, Span], Piece], tag: Tag, article: Article) -> Iterator[Mention]:
    """The names of one article; all its sentences go to the model at once, which batches them."""
    spans = (span for sentence in split_sentences(article) for span in _cut(article.text, *sentence[:2]))
    pieces = [piece for span in spans if (piece := units(article.text, span))]
    if not pieces:
        return
    with quiet():
        results = list(tag(article.text, pieces))
    for piece, result in zip(pieces, results, strict=True):
        for found in result:
            if label := _label(found.tag):
                start, end = piece[found.begin].start, piece[found.end - 1].end
                yield mention(article, start, end, label, CONFIDENCE, _BY)


def _label(tag: str) -> Label | None:
    if tag not in TAGS:
        allowed = ", ".join(sorted(known for known, label in TAGS.items() if label))
        raise ModelError(f"the HanLP model tags a name as {tag!r}, which is not known; known are {allowed}")
    return TAGS[tag]


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence too long for a model in pieces, each ending with a pause where there is one."""
    while end - start > _LONGEST:
        pause = max(text.rfind(mark, start, start + _LONGEST) for mark in _PAUSES)
        middle = pause + 1 if pause >= 0 else start + _LONGEST
        yield Span(start, middle)
        start = middle
    yield Span(start, end)


def _characters(text: str, span: Span) -> Piece:
    """White space is not fed: no model was trained on it, and line breaks and gaps inside names are accidents."""
    return [Span(at, at + 1) for at in range(*span) if not text[at].isspace()]


def _words(text: str, span: Span) -> Piece:
    return [
        Span(span.start + token.start, span.start + token.end)
        for token in tokenize(text[slice(*span)])
        if not token.text.isspace()
    ]


def _tag_units(component: Any, text: str, pieces: Sequence[Piece]) -> Iterator[list[Tagged]]:
    """A component takes lists of units and returns (name, tag, begin, end), counted in these units."""
    for result in component([[text[slice(*unit)] for unit in piece] for piece in pieces]):
        yield [Tagged(tag, begin, end) for _, tag, begin, end in result]


def _tag_document(component: Any, task: str, text: str, pieces: Sequence[Piece]) -> Iterator[list[Tagged]]:
    """A multitask model takes texts and returns its own tokens and (name, tag, begin, end), counted in those."""
    fed = ["".join(text[slice(*unit)] for unit in piece) for piece in pieces]
    document = component(fed, tasks=task)
    tokens = next(document[key] for key in document if key.startswith("tok"))
    for sentence, words, result in zip(fed, tokens, document[task], strict=True):
        spans = list(_align(sentence, words))
        yield [Tagged(tag, spans[begin].start, spans[end - 1].end) for _, tag, begin, end in result]


def _align(text: str, words: Iterable[str]) -> Iterator[Span]:
    """Where each word stands, though a tokeniser may lose a character or return another form of it."""
    at = 0
    for word in words:
        found = text.find(word, at, at + len(word) + _LOST)
        start = min(found if found >= 0 else at, len(text) - 1)
        at = min(start + len(word), len(text))
        yield Span(start, max(at, start + 1))
