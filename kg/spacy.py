"""The bridge to spaCy: the recogniser as one component, and each of its rules as a component of its own.

``nlp = spacy.load("kg_zh")``, then ``nlp("崂山区出台政策").ents``; or, in a pipeline of your own,
``nlp.add_pipe("kg_ner")``; or single rules, ``nlp.add_pipe("kg_departments")`` and last ``nlp.add_pipe("kg_merge")``.
The components are registered by the package's entry points, so ``spacy.load`` finds them in a pipeline saved with
``nlp.to_disk``.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import spacy
from confection import Config
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import dict_to_dot, dot_to_dict, filter_spans, load_model_from_config
from spacy.vocab import Vocab

from kg.names import squash
from kg.ner import recognisers
from kg.ner.choices import DEFAULT, choose_recogniser
from kg.ner.merge import find_repeats, repeat_matcher, settle, sure_names
from kg.ontology import LABELS
from kg.types import Article, Mention, Paragraph

CANDIDATES = "kg"
_PREFIX = "kg_"
_PIPELINE = {
    "nlp": {
        "lang": "zh",
        "pipeline": ["kg_ner"],
        "tokenizer": {"@tokenizers": "spacy.zh.ChineseTokenizer", "segmenter": "char"},
    },
    "components": {"kg_ner": {"factory": "kg_ner", "ner": DEFAULT}},
}
_Component = Callable[[Doc], Doc]

for _name, _default in (("canonical", ""), ("confidence", 0.0), ("by", "")):
    if not Span.has_extension(_name):
        Span.set_extension(_name, default=_default)


def load(
    vocab: Vocab | bool = True,
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    config: Mapping[str, Any] = MappingProxyType({}),
) -> Language:
    """A Chinese pipeline, one token a character, with the recogniser; the arguments are those of ``spacy.load``.

    Entities carry ``ent._.canonical`` (without white space and quotation marks), ``ent._.confidence`` and ``ent._.by``.
    """
    chosen = Config(_PIPELINE).merge(_nested(config))
    return load_model_from_config(
        chosen, vocab=vocab, disable=disable, enable=enable, exclude=exclude, auto_fill=True, validate=True
    )


def _nested(config: Mapping[str, Any]) -> dict[str, Any]:
    """Overrides as spaCy takes them: sections in sections, or names with dots."""
    return dot_to_dict(dict_to_dot(dict(config)))


def rule_pipeline() -> Language:
    """The same with a component for each rule and the merger, without the network."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
    for name in recognisers.names():
        nlp.add_pipe(component_name(name))
    nlp.add_pipe(component_name("merge"))
    return nlp


def make_recogniser(nlp: Language, name: str, ner: str = DEFAULT) -> _Component:
    """The whole recognising stage as one component; ``ner`` as for the command line. Sets ``doc.ents``."""
    recognise = choose_recogniser(ner)

    def find(doc: Doc) -> Doc:
        (mentions,) = recognise([to_article(doc)])
        doc.ents = filter_spans(_spans(doc, mentions))
        return doc

    return find


def component_name(recogniser: str) -> str:
    """quoted-programmes -> kg_quoted_programmes."""
    return _PREFIX + recogniser.replace("-", "_")


def to_article(doc: Doc) -> Article:
    """A document as an article: every line a paragraph of running text."""
    lines, start = [], 0
    for line in doc.text.split("\n"):
        if line.strip():
            lines.append(Paragraph(start, start + len(line), "body"))
        start += len(line) + 1
    return Article("doc", "doc", "", doc.text, range(len(doc.text)), tuple(lines))


def _make_candidates(recogniser: str) -> Callable[[Language, str], _Component]:
    def create(nlp: Language, name: str) -> _Component:
        def find(doc: Doc) -> Doc:
            held = list(doc.spans.get(CANDIDATES, ()))
            found = _spans(doc, recognisers[recogniser](to_article(doc)))
            doc.spans[CANDIDATES] = [*held, *found]
            return doc

        return find

    return create


def make_merger(nlp: Language, name: str) -> _Component:
    """The last component: settles the candidates of those before it, looks for repeats, sets ``doc.ents``."""

    def merge(doc: Doc) -> Doc:
        first = settle(_mention(span) for span in doc.spans.get(CANDIDATES, ()))
        both = settle([*first, *find_repeats(to_article(doc), repeat_matcher(sure_names(first)))])
        doc.ents = filter_spans(_spans(doc, both))
        return doc

    return merge


def _spans(doc: Doc, mentions: Iterable[Mention]) -> Iterable[Span]:
    for mention in mentions:
        span = doc.char_span(mention.start, mention.end, label=mention.label, alignment_mode="expand")
        if span is None:
            raise ValueError(f"span {mention.start}:{mention.end} of {mention.label}; allowed: within {len(doc.text)}")
        span._.canonical, span._.confidence, span._.by = mention.canonical, mention.confidence, mention.by
        yield span


def _mention(span: Span) -> Mention:
    label = next(known for known in LABELS if known == span.label_)
    canonical = span._.canonical or squash(span.text)
    return Mention(span.start_char, span.end_char, label, span.text, canonical, span._.confidence or 1.0, span._.by)


def _register() -> None:
    for name in recognisers.names():
        Language.factory(component_name(name), func=_make_candidates(name))
    Language.factory(component_name("merge"), func=make_merger)
    Language.factory(component_name("ner"), func=make_recogniser, default_config={"ner": DEFAULT})


_register()
