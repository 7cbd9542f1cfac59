"""spaCy's taggers over characters: transitions over a convolution, and a classifier of spans."""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from data import Corpus, Line, Name, Tag
from features import matches, quotes, segments
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import minibatch, registry
from thinc.api import Adam, fix_random_seed
from thinc.types import Ragged

from kg.segment import tokenize

LONGEST = 16
SPANS_KEY = "names"
BATCH = 32
MINUTES = 12.0
WIDTH, DEPTH, WINDOW = 96, 4, 2
# Attributes that the convolution sees, with the rows of their tables.
CHARACTERS = {"NORM": 5000}
DICTIONARY = {"ORTH": 5000, "NORM": 10000, "TAG": 1000, "LEMMA": 1000, "DEP": 1000, "ENT_KB_ID": 1000}


@Language.component("dictionary_attributes")
def add_attributes(doc: Doc) -> Doc:
    """What dictionaries know of each character, in attributes that have no other use here; NORM is the bigram."""
    text = doc.text
    known = (
        segments(text),
        ["/".join(found) for found in zip(*(matches(text, name) for name in ("full", "bare", "site")), strict=True)],
        ["/".join(found) for found in zip(*(matches(text, name) for name in ("body", "post", "surname")), strict=True)],
        ["/".join(found) for found in zip(quotes(text), matches(text, "head"), matches(text, "launch"), strict=True)],
    )
    rows = list(zip(*known, strict=True))
    for token in doc:
        token.tag_, token.lemma_, token.dep_, token.ent_kb_id_ = rows[token.idx]
        token.norm_ = text[token.idx : token.idx + 2]
    return doc


@registry.misc("dictionary_spans.v1")
def make_suggester() -> Callable[..., Ragged]:
    """Spans from one word's start to another's end, up to `LONGEST` characters."""

    def suggest(docs: Iterable[Doc], *, ops: Any = None) -> Ragged:
        found = [list(_word_spans(doc)) for doc in docs]
        rows = [span for spans in found for span in spans]
        data = ops.asarray2i(rows, dtype="i") if rows else ops.xp.zeros((0, 2), dtype="i")
        return Ragged(data, ops.asarray1i([len(spans) for spans in found], dtype="i"))

    return suggest


def _word_spans(doc: Doc) -> Iterator[tuple[int, int]]:
    """In tokens: a space is none of its own, but part of the token before it."""
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i + 1 for token in doc}
    words = [word for word in tokenize(doc.text) if word.start in starts and word.end in ends]
    for first, word in enumerate(words):
        for last in words[first:]:
            if last.end - word.start > LONGEST:
                break
            yield starts[word.start], ends[last.end]


@dataclass(frozen=True)
class Pipeline:
    """A spaCy pipeline trained for `MINUTES`; ``pipe`` is ``ner`` or ``spancat_singlelabel``."""

    pipe: str
    attributes: dict[str, int]

    def train(self, corpus: Corpus, dev: list[Line], folder: Path) -> None:
        """Epoch after epoch until the time is over; the one that finds most in ``dev`` is saved."""
        fix_random_seed(1)
        rng = random.Random(1)
        nlp = self._blank()
        nlp.initialize(lambda: [_example(nlp, line) for line in corpus.annotated])
        optimizer, best, began = Adam(0.001), -1.0, time.process_time()
        while time.process_time() - began < MINUTES * 60:
            losses: dict[str, float] = {}
            for batch in minibatch(corpus.epoch(rng), BATCH):
                nlp.update([_example(nlp, line) for line in batch], sgd=optimizer, drop=0.2, losses=losses)
            with nlp.use_params(optimizer.averages):
                found = _f1(dev, _tagger(nlp))
                if found > best:
                    nlp.to_disk(folder / "model")
            best = max(best, found)
            print(f"{time.process_time() - began:.0f} s, loss {losses[self.pipe]:.0f}, dev {found:.3f}", flush=True)

    def load(self, folder: Path) -> Tag:
        return _tagger(spacy.load(folder / "model"))

    def _blank(self) -> Language:
        nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
        if self.attributes is DICTIONARY:
            nlp.add_pipe("dictionary_attributes")
        nlp.add_pipe(self.pipe, config=self._transitions() if self.pipe == "ner" else self._spans())
        return nlp

    def _transitions(self) -> dict[str, Any]:
        model = {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": "ner",
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "tok2vec": self._convolution(),
        }
        return {"model": model}

    def _spans(self) -> dict[str, Any]:
        model = {
            "@architectures": "spacy.SpanCategorizer.v1",
            "tok2vec": self._convolution(),
            "reducer": {"@layers": "spacy.mean_max_reducer.v1", "hidden_size": 64},
            "scorer": {"@layers": "Softmax.v2"},
        }
        suggester = {"@misc": "dictionary_spans.v1"}
        return {
            "model": model, "suggester": suggester, "spans_key": SPANS_KEY, "allow_overlap": False,
            "negative_weight": 1.0,
        }  # fmt: skip

    def _convolution(self) -> dict[str, Any]:
        embed = {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": list(self.attributes),
            "rows": list(self.attributes.values()),
            "include_static_vectors": False,
        }
        encode = {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "window_size": WINDOW,
            "maxout_pieces": 3,
            "depth": DEPTH,
        }
        return {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}


def _example(nlp: Language, line: Line) -> Example:
    """The line with the attributes that the pipeline gives it, and with its names."""
    doc = nlp.make_doc(line.text)
    if nlp.has_pipe("dictionary_attributes"):
        doc = add_attributes(doc)
    gold = nlp.make_doc(line.text)
    found = (gold.char_span(start, end, label) for start, end, label in line.names)
    names = [span for span in found if span is not None]
    gold.set_ents(names)
    gold.spans[SPANS_KEY] = names
    return Example(doc, gold)


def _tagger(nlp: Language) -> Tag:
    def tag(lines: Sequence[str]) -> Iterator[list[Name]]:
        for doc in nlp.pipe(lines, batch_size=BATCH):
            spans = doc.spans.get(SPANS_KEY, doc.ents)
            yield [Name(span.start_char, span.end_char, span.label_) for span in spans]

    return tag


def _f1(lines: list[Line], tag: Tag) -> float:
    pairs = list(zip((line.names for line in lines), tag([line.text for line in lines]), strict=True))
    hits = sum(len(set(gold) & set(found)) for gold, found in pairs)
    return 2 * hits / max(1, sum(len(gold) + len(found) for gold, found in pairs))


PLAIN = Pipeline("ner", CHARACTERS)
FEATURES = Pipeline("ner", DICTIONARY)
SPANS = Pipeline("spancat_singlelabel", DICTIONARY)
