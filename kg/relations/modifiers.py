"""What a name before a name states: 崂山区“益同行”品牌 is in 崂山区, 市委“作风能力提升年” is the committee's own."""

from collections.abc import Iterator, Sequence

from kg.ontology import relation as relation_class
from kg.ontology import words
from kg.relations import extractors
from kg.relations.clauses import Clause, clauses, coordinated
from kg.types import Article, Mention, Relation, Span

_OPENING = frozenset({"“", '"', "的“", '的"', "「", "的「"})
_FIRM = ("公司", "集团", "股份", "工业", "企业", "银行", "厂", "科技")
_HEAD_REACH = 10


@extractors("modifiers")
def relate_by_modifier(article: Article, mentions: Sequence[Mention]) -> Iterator[Relation]:
    """崂山区“益同行”服务品牌 -> (益同行, locatedIn, 崂山区); 区委“突破年” -> (区委, launches, 突破年)."""
    for clause in clauses(article, mentions):
        for owner, owned in zip(clause.mentions, clause.mentions[1:], strict=False):
            between = article.text[owner.end : owned.start].strip()
            if owned.label == "PROGRAMME" and between in _OPENING:
                for member in coordinated(article.text, clause.mentions, clause.mentions.index(owned)):
                    yield from _owned_programme(article, clause, owner, member)
            elif (owner.label, between, owned.label) == ("PLACE", "的", "ORG") and owned.text.endswith(_FIRM):
                yield _state(article, clause, "locatedIn", owned, owner, "的", owner.end, 0.7)


def _owned_programme(article: Article, clause: Clause, owner: Mention, owned: Mention) -> Iterator[Relation]:
    text = article.text
    noun, at = _head_noun(text, owned.end, clause.end)
    if owner.label == "PLACE":
        yield _state(article, clause, "locatedIn", owned, owner, noun or "的", at, 0.75 if noun else 0.55)
    elif owner.label == "ORG":
        yield _state(article, clause, "launches", owner, owned, noun or "的", at, 0.7)


def _head_noun(text: str, start: int, end: int) -> tuple[str, int]:
    """The noun behind the closing mark that says what the name is: 品牌, 热线, 重点工作; '' where none is near."""
    nouns = {
        *relation_class("locatedIn").noun_triggers,
        *relation_class("launches").noun_triggers,
        *words("programme-heads"),
    }
    stretch = text[start : min(end, start + _HEAD_REACH)]
    found = [(stretch.find(noun), -len(noun), noun) for noun in nouns if noun in stretch]
    if not found:
        return "", start
    offset, _, noun = min(found)
    return noun, start + offset


def _state(
    article: Article, clause: Clause, name: str, head: Mention, tail: Mention, trigger: str, at: int, confidence: float
) -> Relation:
    return Relation(
        head=head,
        relation=name,
        tail=tail,
        trigger=trigger,
        at=Span(at, at + len(trigger)),
        sentence=Span(clause.sentence.start, clause.sentence.end),
        when=None,
        quantity=None,
        modality="done",
        polarity="positive",
        confidence=round(confidence * min(head.confidence, tail.confidence), 4),
        by="modifiers",
    )
