"""The types that travel between the stages.

Every offset counts Unicode code points and every end is exclusive. Inside the pipeline offsets count an
article's clean text; `Article.to_source` leads back to the file as decoded, and whatever leaves the
program (JSONL, evidence, RDF) carries those source offsets.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Label = Literal["ORG", "PLACE", "PROGRAMME", "PERSON", "POLICY"]
ParagraphKind = Literal["title", "heading", "body", "caption", "byline"]
Modality = Literal["done", "ongoing", "planned"]
Polarity = Literal["positive", "negative"]
Action = Literal["merge", "apart", "rename", "retype", "drop"]


class Span(NamedTuple):
    """A stretch of text: code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """One raw text found in a source: the whole of a .txt file, one record of a .jsonl file.

    ``offsets[i]`` is the position in ``Source.text`` of ``text[i]``; as long as ``text``.
    """

    text: str
    offsets: Sequence[int]
    title: str = ""
    published: date | None = None
    publisher: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as decoded. ``digest`` is the SHA-256 of its bytes, in hexadecimal."""

    name: str
    path: str
    digest: str
    encoding: str
    text: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of an article's clean text and what it is; paragraphs are separated by one newline."""

    start: int
    end: int
    kind: ParagraphKind


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a source: clean text, with the way back to the file.

    ``offsets[i]`` is the position in ``Source.text`` of ``text[i]``, strictly increasing except across
    paragraphs that a page prints out of order; as long as ``text``.
    """

    id: str
    source: str
    title: str
    text: str
    offsets: Sequence[int] = field(repr=False)
    paragraphs: tuple[Paragraph, ...]
    published: date | None = None
    publisher: str = ""
    url: str = ""

    def to_source(self, start: int, end: int) -> Span:
        """The span of the source file that ``text[start:end]`` was made from; never empty."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"article {self.id}: span {start}:{end}; allowed: within 0:{len(self.text)}, not empty")
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: ``text`` is ``article.text[start:end]``, ``by`` the recogniser that found it.

    ``reason`` says why ``canonical`` is another name than ``text``, by the ledger of `kg.linking`; '' if it is not.
    """

    start: int
    end: int
    label: Label
    text: str
    canonical: str
    confidence: float
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """投资100亿元 -> text 100亿元, number 10000000000.0, unit 元, what 投资; ``what`` is '' where nothing says it."""

    text: str
    number: float
    unit: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """崂山区实施“六基工程” -> (崂山区, launches, 六基工程), trigger 实施.

    ``at`` is the trigger's span, ``sentence`` the sentence's, both in the article's clean text. ``when`` is
    a day (2022-08-26) or an interval of days (2022-08-01/2022-08-31, ../2022-08-26) of ISO 8601.
    """

    head: Mention
    relation: str
    tail: Mention
    trigger: str
    at: Span
    sentence: Span
    when: str | None
    quantity: Quantity | None
    modality: Modality
    polarity: Polarity
    confidence: float
    by: str


@dataclass(frozen=True, slots=True)
class OpenRelation:
    """崂山区走访王明 -> (崂山区, 走访, 王明): what a verb outside the ontology states, kept apart from `Relation`."""

    head: Mention
    verb: str
    tail: Mention
    at: Span
    sentence: Span
    when: str | None
    quantity: Quantity | None
    modality: Modality
    polarity: Polarity
    confidence: float


@dataclass(frozen=True, slots=True)
class Derived:
    """崂山区人社局 within 崂山区 by the rule body-region: what names, codes and chains imply and no text states.

    ``subject`` and ``object`` are entity ids.
    """

    subject: str
    relation: str
    object: str
    rule: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing in the world. ``id`` is made from label, name and region, so it is the same in every run.

    ``code`` is the administrative code of a division, ``region`` that of the division that tells it from
    its namesakes (中山路 in 370200 is not 中山路 in 210200), ``parent`` the id of the division it lies in.
    """

    id: str
    label: Label
    name: str
    code: str = ""
    region: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in one article; ``entities[i]`` is the entity of ``mentions[i]``.

    Behind those of the mentions ``entities`` may list some that no mention names but that these lie in or belong to.
    """

    article: Article
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    open_relations: tuple[OpenRelation, ...] = ()
    derived: tuple[Derived, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A source with what was found in its articles."""

    source: Source
    extractions: tuple[Extraction, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """An entity as the assembled graph knows it, with its other names and how often it was seen."""

    id: str
    label: Label
    name: str
    aliases: tuple[str, ...]
    code: str
    region: str
    parent: str
    mentions: int
    articles: int
    first_seen: date | None
    last_seen: date | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A relation between two entities, assembled from all that states it; ids are entity ids.

    One fact has one modality and one polarity: 建成 and 将建成 are two facts. ``weight`` counts its evidence.
    """

    id: str
    subject: str
    relation: str
    object: str
    modality: Modality
    polarity: Polarity
    confidence: float
    weight: int
    articles: int
    first_seen: date | None
    last_seen: date | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence that states a fact. ``start`` and ``end`` bound the sentence, ``trigger_start`` and
    ``trigger_end`` the trigger, in the source file."""

    fact: str
    article: str
    source: str
    published: date | None
    sentence: str
    start: int
    end: int
    trigger: str
    trigger_start: int
    trigger_end: int
    when: str | None
    quantity: Quantity | None
    confidence: float
    by: str


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """How often two entities stand in one sentence and in one paragraph; ``a`` < ``b`` are entity ids.

    ``npmi`` is normalised pointwise mutual information over sentences (Bouma 2009), in [-1, 1]; ``llr`` the
    log-likelihood ratio (Dunning 1993), >= 0.
    """

    a: str
    b: str
    sentences: int
    paragraphs: int
    npmi: float
    llr: float


@dataclass(frozen=True, slots=True)
class OpenFact:
    """An open relation between two entities, assembled from all that states it; ``verb`` as the texts have it."""

    id: str
    subject: str
    verb: str
    object: str
    modality: Modality
    polarity: Polarity
    confidence: float
    weight: int
    articles: int
    first_seen: date | None
    last_seen: date | None


@dataclass(frozen=True, slots=True)
class Alias:
    """崂山区人力资源和社会保障局 is called 崂山区人社局 12 times, and why that is the same thing."""

    entity: str
    text: str
    reason: str
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True)
class Merge:
    """Two entities of several documents that are one: ``entity`` is shown as ``into``. ``score`` is in [0, 1]."""

    entity: str
    into: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entities that may be one thing, for a person to judge: by ids, ``a`` < ``b``. ``score`` is in [0, 1]."""

    a: str
    b: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about the entities of a name: merge 人社局 into 人力社保局, retype 微光 as PROGRAMME.

    ``label`` and ``region`` may be '' where the name alone tells which is meant. ``value`` is the other name of
    ``merge`` and ``apart``, the new name of ``rename``, the new label of ``retype``, '' for ``drop``;
    ``value_label`` and ``value_region`` tell the other entity from its namesakes.
    """

    action: Action
    name: str
    label: str = ""
    region: str = ""
    value: str = ""
    value_label: str = ""
    value_region: str = ""
