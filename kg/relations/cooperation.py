"""Who works with whom: A与B签约, A、B共同建设, A联合B (guideline, section 3, rule 3)."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.ontology import relation as relation_class
from kg.relations import extractors
from kg.relations.clauses import Clause, clauses, coordinated
from kg.relations.statement import state
from kg.types import Article, Mention, Relation, Span

_WITH = ("联合", "携手", "会同", "联手", "牵手", "对接", "与", "和", "同", "跟")
_CERTAINTY = 0.75
_SELF_STATING = ("联合", "携手", "会同", "联手", "牵手", "对接")
_PARTIES = frozenset({"ORG", "PLACE"})
_REACH = 24
_TOGETHER = (
    "共同",
    "合力",
    "联手",
    "携手",
    "通力合作",
    "合作",
    "签约",
    "结对",
    "共建",
    "联建",
    "联动",
    "协作",
    "签订",
    "签署",
    "对接",
    "缔结",
    "结为",
    "联合",
)


@extractors("cooperation")
def relate_cooperation(article: Article, mentions: Sequence[Mention]) -> Iterator[Relation]:
    """区气象局与区文旅局签约 -> (区气象局, cooperatesWith, 区文旅局); A、B与C、D签约 gives only the pairs across."""
    for clause in clauses(article, mentions):
        parties = [m for m in clause.mentions if m.label in _PARTIES]
        crossing = list(_across(article.text, clause, parties))
        for word, left, right in crossing:
            for head in left:
                for tail in right:
                    yield state(article, clause, "cooperatesWith", head, tail, word, _CERTAINTY, "cooperation")
        if not crossing:
            yield from _among(article, clause, parties)


def _across(
    text: str, clause: Clause, parties: Sequence[Mention]
) -> Iterator[tuple[Span, list[Mention], list[Mention]]]:
    """Two lists with 与 or 联合 between, and a word of working together behind; the left one may be carried on."""
    for index, found in enumerate(parties):
        lead = text[max(clause.start, found.start - 2) : found.start]
        joint = next((word for word in _WITH if lead.endswith(word)), "")
        if not joint:
            continue
        right = list(coordinated(text, parties, index))
        left = _list_before(text, parties[:index], found.start - len(joint), clause)
        word = _stated(text, clause, right[-1].end)
        if joint in _SELF_STATING:
            word = word or Span(found.start - len(joint), found.start)
        if word and left:
            yield word, left, right
            return


def _list_before(text: str, parties: Sequence[Mention], position: int, clause: Clause) -> list[Mention]:
    near = [m for m in parties if m.end <= position]
    if not near:
        return [m for m in clause.subject if m.label in _PARTIES and m.end <= position]
    left = [near[-1]]
    for before in reversed(near[:-1]):
        if text[before.end : left[-1].start] != "、":
            break
        left.append(before)
    return left[::-1]


def _among(article: Article, clause: Clause, parties: Sequence[Mention]) -> Iterator[Relation]:
    """A、B共同开展: each with each."""
    for index, _ in enumerate(parties):
        group = list(coordinated(article.text, parties, index))
        if len(group) > 1:
            rest = article.text[group[-1].end : min(clause.end, group[-1].end + 4)].lstrip("等还将已正")
            if rest.startswith(_TOGETHER):
                start = article.text.find(rest[:2], group[-1].end)
                for head, tail in combinations(group, 2):
                    yield state(
                        article, clause, "cooperatesWith", head, tail, Span(start, start + 2), _CERTAINTY, "cooperation"
                    )
            return


def _stated(text: str, clause: Clause, position: int) -> Span | None:
    """The first word of working together behind the list, not far from it."""
    stretch = text[position : min(clause.end, position + _REACH)]
    found = [(stretch.find(word), word) for word in relation_class("cooperatesWith").triggers if word in stretch]
    if not found:
        return None
    offset, word = min(found, key=lambda pair: (pair[0], -len(pair[1])))
    return Span(position + offset, position + offset + len(word))
