"""Relations that a verb states in its clause: 崂山区实施“六基工程”, 由区委牵头, 在崂山区举行."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import ahocorasick

from kg.gazetteer import named
from kg.ontology import RelationClass, ontology
from kg.relations import extractors
from kg.relations.clauses import Clause, clauses, coordinated, is_prepositional, modality_of, polarity_of
from kg.segment import tokenize
from kg.types import Article, Mention, Relation, Span

_BY_CARRY = (0.85, 0.75, 0.6, 0.45)
_REACH = 36
_BESIDE = 5
_NEAR = {"supports": 6, "participatesIn": 20}
_OWN_GRAMMAR = frozenset({"cooperatesWith", "holdsPost", "locatedIn"})
_WHOLE_FIRST = frozenset({"包括", "下设", "分为", "涵盖", "下辖", "包含", "辖", "囊括"})
_PLACE_VERBS = frozenset(
    {
        "位于",
        "坐落",
        "坐落于",
        "落户",
        "落地",
        "地处",
        "入驻",
        "进驻",
        "落子",
        "毗邻",
        "设在",
        "签约落户",
        "签约落地",
        "选址",
        "靠近",
    }
)
_HELD = frozenset({"举行", "召开", "举办", "开幕", "亮相"})
_TAKES_DATIVE = frozenset({"提供", "服务", "赋能", "护航", "助力", "授予", "颁发", "颁授"})
_DISTRICTS = ("街道", "镇", "乡", "县", "市", "省")
_ATTRACTS = frozenset({"引入", "引进", "招引"})
_JOINED = frozenset({"参加", "参与", "加入"})
_ATTRACTED = frozenset({"落地", "落户", "入驻", "签约落户", "签约落地"})
_JOINT = ("共同", "联合", "携手", "合力", "联手", "合作", "一起", "协同")
_WITH = ("与", "和", "同", "跟")
_PASSIVE = ("由", "被", "经")
_DATIVE = ("为", "给", "向", "对")


class Trigger(NamedTuple):
    """A trigger word where it stands."""

    start: int
    end: int
    word: str


@extractors("verbs")
def relate_by_verbs(article: Article, mentions: Sequence[Mention]) -> Iterator[Relation]:
    """崂山区实施“六基工程” -> (崂山区, launches, 六基工程)."""
    for clause in clauses(article, mentions):
        triggers = find_triggers(article.text, clause)
        for index, trigger in enumerate(triggers):
            upto = triggers[index + 1].start if index + 1 < len(triggers) else clause.end
            for relation in _relations_of(trigger.word):
                yield from _by_object(article, clause, trigger, relation, upto)
            yield from _by_agent(article, clause, trigger)
            yield from _by_place(article, clause, trigger)


def find_triggers(text: str, clause: Clause) -> list[Trigger]:
    """The trigger words of a clause outside its names, longest first; 服务 in 服务中心 or behind 的 is no verb."""
    found: list[Trigger] = []
    for last, word in _matcher().iter_long(text, clause.start, clause.end):
        start, end = last + 1 - len(word), last + 1
        covered = any(m.start < end and start < m.end for m in clause.mentions)
        if not covered and _is_verb(text, clause, start, end):
            found.append(Trigger(start, end, word))
    return found


@cache
def _matcher() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for relation in ontology().relations.values():
        for word in relation.triggers:
            automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


@cache
def _relations_of(word: str) -> tuple[RelationClass, ...]:
    """The relations a word may state by its object, those with a grammar of their own left out."""
    known = ontology().relations.values()
    return tuple(entry for entry in known if word in entry.triggers and entry.name not in _OWN_GRAMMAR)


@lru_cache(maxsize=4)
def _boundaries(text: str) -> frozenset[int]:
    return frozenset(token.start for token in tokenize(text))


def _is_verb(text: str, clause: Clause, start: int, end: int) -> bool:
    if start not in _boundaries(text):
        return False
    return not (start > clause.start and text[start - 1] == "的" and not text.startswith("“", end))


def _by_object(
    article: Article, clause: Clause, trigger: Trigger, relation: RelationClass, upto: int
) -> Iterator[Relation]:
    """Subject, verb, objects; the verb's objects stand between it and the next verb."""
    subject = _active_subject(article.text, clause, trigger)
    if trigger.word in _WHOLE_FIRST and clause.carried:
        return
    if trigger.word in _JOINED and clause.spoken_of and clause.carried == 0 and _has_no_object(clause, trigger):
        for head in subject:
            if relation.allows(head.label, "PROGRAMME"):
                yield _state(article, clause, trigger, relation.name, head, clause.spoken_of, 0.6)
        return
    for tail in _objects(article.text, clause, trigger, relation, upto):
        for head in subject:
            pair = (tail, head) if trigger.word in _WHOLE_FIRST else (head, tail)
            if relation.allows(pair[0].label, pair[1].label):
                yield _state(article, clause, trigger, relation.name, *pair, _BY_CARRY[clause.carried])


def _has_no_object(clause: Clause, trigger: Trigger) -> bool:
    """大赛…，A、B等单位参加: what they join was named before."""
    return clause.end - trigger.end <= 2 and not any(m.start >= trigger.end for m in clause.mentions)


def _active_subject(text: str, clause: Clause, trigger: Trigger) -> tuple[Mention, ...]:
    """The clause's subject, when it stands before the verb."""
    if clause.carried == 0 and clause.subject and clause.subject[0].start > trigger.start:
        return ()
    if text[max(clause.start, trigger.start - 3) : trigger.start].rstrip("已曾").endswith(("被", "获", "荣获")):
        return ()
    subject = clause.subject
    if clause.carried and not all(found.label in ("ORG", "PLACE") for found in subject):
        return ()
    return (*subject, *_partners(text, clause, trigger))


def _partners(text: str, clause: Clause, trigger: Trigger) -> list[Mention]:
    """与市南区共同成立: whoever does it together with the subject."""
    return [
        m
        for m in clause.mentions
        if m.label in ("ORG", "PLACE")
        and m not in clause.subject
        and m.end <= trigger.start
        and text[max(clause.start, m.start - 1) : m.start] in _WITH
        and any(word in text[m.end : trigger.start] for word in _JOINT)
    ]


def _objects(text: str, clause: Clause, trigger: Trigger, relation: RelationClass, upto: int) -> Iterator[Mention]:
    reach = _NEAR.get(relation.name, _REACH)
    behind = [m for m in clause.mentions if trigger.end <= m.start < upto and m.start - trigger.end <= reach]
    fitting = [
        m for m in behind if m.label in relation.tails or (trigger.word in _WHOLE_FIRST and m.label in relation.heads)
    ]
    if trigger.word in _TAKES_DATIVE:
        yield from (m for m in _datives(text, clause, trigger) if m.label in relation.tails)
    for index, found in enumerate(fitting):
        if _is_object(text, clause, found, relation):
            yield from _with_list(text, fitting, index)
            return


def _with_list(text: str, fitting: Sequence[Mention], index: int) -> Iterator[Mention]:
    """The object and, in quotation marks or a list, those behind it."""
    yield fitting[index]
    for before, after in zip(fitting[index:], fitting[index + 1 :], strict=False):
        between = text[before.end : after.start]
        if len(between) > 14 or "的" in between or before.label != after.label:
            return
        if not any(mark in between for mark in '、和与及“"”《'):
            return
        yield after


def _is_object(text: str, clause: Clause, found: Mention, relation: RelationClass) -> bool:
    """A name before 的, or a district that only says where, is not what is built, founded or supported."""
    if found.label == "PLACE" and relation.name in ("builds", "establishes", "leads"):
        next_one = next((m for m in clause.mentions if m.start == found.end), None)
        return not named(found.canonical) and not found.canonical.endswith(_DISTRICTS) and next_one is None
    if relation.name == "awards" and found.label == "PLACE" and text[found.end : found.end + 1] not in '、，,为“"”等和':
        return False
    if found.label in ("ORG", "PLACE", "PERSON"):
        return not text.startswith("的", found.end) and not is_prepositional(text, clause.start, found)
    return True


def _datives(text: str, clause: Clause, trigger: Trigger) -> list[Mention]:
    """为崂山区提供, 向企业提供: whom the service goes to."""
    return [
        m
        for m in clause.mentions
        if m.end <= trigger.start
        and trigger.start - m.end <= 24
        and text[max(clause.start, m.start - 2) : m.start].endswith(_DATIVE)
        and m not in clause.subject
    ]


def _by_agent(article: Article, clause: Clause, trigger: Trigger) -> Iterator[Relation]:
    """“创新杯”由区科技局主办, 王明被区委授予: the agent stands behind 由 or 被, what it acts on before."""
    text = article.text
    agents = [
        (index, m)
        for index, m in enumerate(clause.mentions)
        if m.end <= trigger.start and text[max(clause.start, m.start - 1) : m.start] in _PASSIVE
    ]
    for index, _ in agents[-1:]:
        heads = [m for m in coordinated(text, clause.mentions, index) if m.end <= trigger.start]
        if trigger.start - heads[-1].end > 8:
            return
        before = [m for m in clause.mentions if m.end <= heads[0].start] or list(clause.subject)
        if clause.spoken_of and not any(m.label == "PROGRAMME" for m in before):
            before.append(clause.spoken_of)
        for relation in _relations_of(trigger.word):
            for tail in (m for m in before if m not in heads):
                for head in heads:
                    if relation.allows(head.label, tail.label) and (
                        relation.name != "leads" or tail.label == "PROGRAMME"
                    ):
                        yield _state(article, clause, trigger, relation.name, head, tail, 0.8)


def _by_place(article: Article, clause: Clause, trigger: Trigger) -> Iterator[Relation]:
    """X位于Y, X落户Y, 位于Y的X, X在Y举行."""
    text = article.text
    places = [m for m in clause.mentions if m.label == "PLACE"]
    if trigger.word in _PLACE_VERBS:
        behind = _chain(text, [m for m in places if m.start >= trigger.end and m.start - trigger.end <= 6])
        heads = [m for m in clause.mentions if m.end <= trigger.start and m.label in ("ORG", "PLACE", "PROGRAMME")]
        near = heads and (trigger.start - heads[-1].end <= _BESIDE or trigger.word in _ATTRACTED)
        heads = list(_list_back(text, heads)) if near else []
        if behind and text[behind[-1].end : behind[-1].end + 3].find("的") >= 0 and not heads:
            heads = [m for m in clause.mentions if m.start > behind[-1].end and m.start - behind[-1].end <= 12][:1]
        elif not heads and trigger.start - clause.start <= _BESIDE:
            heads = [m for m in clause.subject if m not in behind]
        if (
            not behind
            and trigger.word in _ATTRACTED
            and len(clause.subject) == 1
            and clause.subject[0].label == "PLACE"
        ):
            behind = [place for place in clause.subject if place not in heads]
    elif trigger.word in _ATTRACTS:
        behind = [m for m in clause.subject if m.label == "PLACE"][:1]
        first = next((i for i, m in enumerate(clause.mentions) if m.start >= trigger.end and m.label == "ORG"), None)
        heads = list(coordinated(text, clause.mentions, first)) if first is not None else []
    elif trigger.word in _HELD:
        behind = _chain(
            text, [m for m in places if m.end <= trigger.start and is_prepositional(text, clause.start, m)][-1:]
        )
        heads = [m for m in clause.mentions if m.label == "PROGRAMME"][:1] or [
            m for m in clause.subject if m.label == "PROGRAMME"
        ]
    else:
        return
    for head in heads:
        for tail in behind:
            if head.canonical != tail.canonical and head.label in ("ORG", "PLACE", "PROGRAMME"):
                yield _state(article, clause, trigger, "locatedIn", head, tail, 0.8 if clause.carried == 0 else 0.65)


def _chain(text: str, places: Sequence[Mention]) -> list[Mention]:
    """市南区|香港路: a chain of places, each of which is where the thing lies."""
    chain = list(places[:1])
    for place in places[1:]:
        if text[chain[-1].end : place.start] not in ("", "、", "和"):
            break
        chain.append(place)
    return chain


def _list_back(text: str, heads: Sequence[Mention]) -> Iterator[Mention]:
    """The list that ends with the last of these."""
    yield heads[-1]
    for before, after in zip(heads[-2::-1], heads[:0:-1], strict=False):
        between = text[before.end : after.start]
        if len(between) > 20 or not between.startswith(("、", "和", "与", "以及", "及", "等")):
            return
        yield before


def _state(
    article: Article, clause: Clause, trigger: Trigger, name: str, head: Mention, tail: Mention, confidence: float
) -> Relation:
    text = article.text
    certainty = min(head.confidence, tail.confidence)
    return Relation(
        head=head,
        relation=name,
        tail=tail,
        trigger=trigger.word,
        at=Span(trigger.start, trigger.end),
        sentence=Span(clause.sentence.start, clause.sentence.end),
        when=None,
        quantity=None,
        modality=modality_of(text, clause, trigger.start),
        polarity=polarity_of(text, clause, trigger.start),
        confidence=round(confidence * certainty, 4),
        by="verbs",
    )
