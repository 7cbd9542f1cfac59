"""What a name before a name states: 崂山区“益同行”品牌 is in 崂山区, 市委“作风能力提升年” is the committee's own."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from kg.ontology import relation as relation_class
from kg.ontology import words
from kg.relations import extractors
from kg.relations.clauses import Clause, clauses, coordinated
from kg.relations.statement import state
from kg.types import Article, Mention, Relation, Span

_OPENING = frozenset({"“", '"', "的“", '的"', "「", "的「"})
_FIRM = ("公司", "集团", "股份", "工业", "企业", "银行", "厂", "科技")
_HEAD_REACH = 10


@extractors("modifiers")
def relate_by_modifier(article: Article, mentions: Sequence[Mention]) -> Iterator[Relation]:
    """崂山区“益同行”服务品牌 -> (益同行, locatedIn, 崂山区); 区委“突破年” -> (区委, launches, 突破年)."""
    for clause in clauses(article, mentions):
        yield from _membership(article, clause)
        for owner, owned in pairwise(clause.mentions):
            between = article.text[owner.end : owned.start].strip()
            if owned.label == "PROGRAMME" and between in _OPENING:
                members = list(coordinated(article.text, clause.mentions, clause.mentions.index(owned)))
                for member in members:
                    yield from _owned_programme(article, clause, owner, member, members[-1].end)
            elif (owner.label, between, owned.label) == ("PLACE", "的", "ORG") and owned.text.endswith(_FIRM):
                yield state(
                    article, clause, "locatedIn", owned, owner, Span(owner.end, owner.end + 1), 0.7, "modifiers"
                )


def _owned_programme(article: Article, clause: Clause, owner: Mention, owned: Mention, end: int) -> Iterator[Relation]:
    """The noun that says what it is stands behind it or behind the list it is in, which ends at ``end``."""
    noun = _head_noun(article.text, owned.end, clause.end) or _head_noun(article.text, end, clause.end)
    of = article.text.startswith("的", owner.end)
    at = noun or Span(owner.end, owner.end + of)
    if owner.label == "PLACE":
        yield state(article, clause, "locatedIn", owned, owner, at, 0.75 if noun else 0.55, "modifiers")
    elif owner.label == "ORG":
        yield state(article, clause, "launches", owner, owned, at, 0.7, "modifiers")


def _head_noun(text: str, start: int, end: int) -> Span | None:
    """The noun behind the closing mark that says what the name is: 品牌, 热线, 重点工作; None where none is near."""
    stretch = text[start : min(end, start + _HEAD_REACH)]
    found = [(stretch.find(noun), -len(noun)) for noun in _nouns() if noun in stretch]
    if not found:
        return None
    offset, length = min(found)
    return Span(start + offset, start + offset - length)


@cache
def _nouns() -> frozenset[str]:
    triggers = (*relation_class("locatedIn").noun_triggers, *relation_class("launches").noun_triggers)
    return frozenset(noun for noun in (*triggers, *words("programme-heads")) if len(noun) > 1)


def _membership(article: Article, clause: Clause) -> Iterator[Relation]:
    """民盟市委是市统战联席会议的成员单位 -> partOf: member, 是, whole, 成员."""
    text = article.text
    for whole in clause.mentions:
        member = next(
            (word for word in relation_class("partOf").noun_triggers if word in text[whole.end : whole.end + 4]), ""
        )
        lead = text[max(clause.start, whole.start - 2) : whole.start]
        if member and lead.endswith(("是", "为", "系", "成为")):
            at = text.find(member, whole.end)
            for part in clause.subject:
                if relation_class("partOf").allows(part.label, whole.label):
                    yield state(article, clause, "partOf", part, whole, Span(at, at + len(member)), 0.75, "modifiers")
