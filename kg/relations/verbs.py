"""Relations that a verb states of its subject and its objects: 崂山区实施“六基工程”."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.gazetteer import named, regions
from kg.ontology import RelationClass
from kg.relations import extractors
from kg.relations.clauses import Clause, clauses, coordinated, is_prepositional, tokens_between
from kg.relations.passives import has_agent
from kg.relations.statement import state
from kg.relations.triggers import Trigger, find_triggers, relations_of
from kg.types import Article, Mention, Relation

# Certainty by how far the subject was carried: within the clause, the sentence, the paragraph, from the last one.
_BY_CARRY = (0.85, 0.75, 0.6, 0.45)
_NAMED_BEFORE = 0.6
_REACH = 36
_NEAR = {"supports": 6, "participatesIn": 20}
_WHOLE_FIRST = frozenset({"包括", "下设", "分为", "涵盖", "下辖", "包含", "辖", "囊括", "所属"})
_TAKES_DATIVE = frozenset({"提供", "服务", "赋能", "护航", "助力", "捐赠", "资助", "援助", "授予", "颁发", "颁授"})
_JOINED = frozenset({"参加", "参与", "加入"})
_JOINT = ("共同", "联合", "携手", "合力", "联手", "合作", "一起", "协同")
_WITH = ("与", "和", "同", "跟")
_DATIVE = ("为", "给", "向", "对")
_PATIENT = ("把", "将")
# 隶属|于某局, 加入|到某联盟: a preposition that belongs to the verb before it.
_VERBAL_ENDS = ("于", "到", "至", "在", "进", "入")
_DISTRICTS = ("街道", "镇", "乡", "县", "市", "省")
_AFTER_HONOURED = '、，,为“"”等和'
_EXTENTS = frozenset({"沿线", "两岸", "周边", "项目", "工程", "主体", "示范点", "环境"})
_NOUN_TAGS = ("n", "b", "a", "j", "l", "vn")
_CAUSES = ("邀请", "组织", "引导", "鼓励", "带领", "动员", "号召", "发动")
_LIST_MARKS = '、和与及“”"《'
_LIST_GAP = 14


@extractors("verbs")
def relate_by_verbs(article: Article, mentions: Sequence[Mention]) -> Iterator[Relation]:
    """崂山区实施“六基工程” -> (崂山区, launches, 六基工程)."""
    for clause in clauses(article, mentions):
        triggers = find_triggers(article.text, clause)
        for index, trigger in enumerate(triggers):
            for relation in relations_of(trigger.word):
                rivals = (o.start for o in triggers[index + 1 :] if _competes(o, trigger, relation))
                yield from _relate(article, clause, trigger, relation, next(rivals, clause.end))


def _competes(other: Trigger, trigger: Trigger, relation: RelationClass) -> bool:
    """Whether what follows the next verb is that one's object; 牵头推进 is one verb in two words."""
    return other.start - trigger.end > 2 and any(entry.tails & relation.tails for entry in relations_of(other.word))


def _relate(
    article: Article, clause: Clause, trigger: Trigger, relation: RelationClass, upto: int
) -> Iterator[Relation]:
    """Subject, verb, objects; the verb's objects stand between it and the next verb."""
    text = article.text
    if has_agent(text, clause, trigger) or (trigger.word in _WHOLE_FIRST and clause.carried):
        return
    subject = _subject(text, clause, trigger)
    if relation.name == "participatesIn" and any(word in text[clause.start : trigger.start] for word in _CAUSES):
        return
    if trigger.word in _JOINED and clause.spoken_of and clause.carried == 0 and _has_no_object(clause, trigger):
        for head in subject:
            if relation.allows(head.label, "PROGRAMME"):
                yield state(
                    article, clause, relation.name, head, clause.spoken_of, trigger.span, _NAMED_BEFORE, "verbs"
                )
        return
    for tail in _objects(text, clause, trigger, relation, upto):
        for head in _relative_head(text, clause, trigger, tail) or subject:
            pair = (tail, head) if trigger.word in _WHOLE_FIRST else (head, tail)
            if relation.allows(pair[0].label, pair[1].label):
                yield state(article, clause, relation.name, *pair, trigger.span, _BY_CARRY[clause.carried], "verbs")


def _has_no_object(clause: Clause, trigger: Trigger) -> bool:
    """大赛…，A、B等单位参加: what they join was named before."""
    return clause.end - trigger.end <= 2 and not any(m.start >= trigger.end for m in clause.mentions)


def _subject(text: str, clause: Clause, trigger: Trigger) -> tuple[Mention, ...]:
    """The clause's subject, when it stands before the verb, with whoever does it together with it."""
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


def _relative_head(text: str, clause: Clause, trigger: Trigger, tail: Mention) -> tuple[Mention, ...]:
    """参加“创新杯”大赛的南开大学: the actor behind the 的 of a clause that has no subject before its verb."""
    if any(m.end <= trigger.start for m in clause.mentions):
        return ()
    for found in clause.mentions:
        between = text[tail.end : found.start]
        if found.start > tail.end and between.endswith("的") and len(between) <= _LIST_GAP:
            return (found,) if found.label in ("ORG", "PLACE", "PERSON") else ()
    return ()


def _objects(text: str, clause: Clause, trigger: Trigger, relation: RelationClass, upto: int) -> Iterator[Mention]:
    reach = _NEAR.get(relation.name, _REACH)
    behind = [m for m in clause.mentions if trigger.end <= m.start < upto and m.start - trigger.end <= reach]
    labels = relation.heads if trigger.word in _WHOLE_FIRST else relation.tails
    fitting = [m for m in behind if m.label in labels]
    if trigger.word in _TAKES_DATIVE:
        yield from (m for m in _datives(text, clause, trigger) if m.label in relation.tails)
    yield from (m for m in _patients(text, clause, trigger) if m.label in labels)
    for index, found in enumerate(fitting):
        if _is_object(text, clause, trigger, found, relation):
            yield from _with_list(text, fitting[index:])
            return


def _with_list(text: str, fitting: Sequence[Mention]) -> Iterator[Mention]:
    """The object and, in quotation marks or a list, those behind it."""
    yield fitting[0]
    for before, after in pairwise(fitting):
        between = text[before.end : after.start]
        if len(between) > _LIST_GAP or "的" in between or before.label != after.label:
            return
        if not any(mark in between for mark in _LIST_MARKS):
            return
        yield after


def _is_object(text: str, clause: Clause, trigger: Trigger, found: Mention, relation: RelationClass) -> bool:
    """A name before 的, or a district that only says where, is not what is built, founded or supported."""
    if found.label == "PLACE" and relation.name in ("builds", "establishes", "leads"):
        followed = any(m.start == found.end for m in clause.mentions)
        known = named(found.canonical) or found.canonical in regions() or found.canonical.endswith(_DISTRICTS)
        relative = text.startswith("的", trigger.end)
        return not (known or followed) and (relative or _ends_object(text, clause, found))
    if relation.name == "awards" and found.label == "PLACE" and text[found.end : found.end + 1] not in _AFTER_HONOURED:
        return False
    if found.label in ("ORG", "PLACE", "PERSON"):
        relative = any(m.start == found.end + 1 for m in clause.mentions)
        governed = is_prepositional(text, clause.start, found)
        own = text[trigger.end : found.start] in _VERBAL_ENDS
        return (relative or not text.startswith("的", found.end)) and (own or not governed)
    return True


def _ends_object(text: str, clause: Clause, found: Mention) -> bool:
    """建设天鹅湖公园二期, but not 打造北部湾国际门户港: no other noun follows what is built."""
    behind = tokens_between(text, found.end, min(found.end + 1, clause.end))
    return not behind or behind[0].text in _EXTENTS or not behind[0].tag.startswith(_NOUN_TAGS)


def _patients(text: str, clause: Clause, trigger: Trigger) -> Iterator[Mention]:
    """把多浪河公园改造一新: what is done something to stands before the verb."""
    for found in clause.mentions:
        lead = text[max(clause.start, found.start - 2) : found.start].rstrip('“"')
        if found.end <= trigger.start <= found.end + _LIST_GAP and lead.endswith(_PATIENT):
            yield found


def _datives(text: str, clause: Clause, trigger: Trigger) -> Iterator[Mention]:
    """为崂山区、市南区提供, 向企业提供: whom the service goes to."""
    for index, found in enumerate(clause.mentions):
        governed = text[max(clause.start, found.start - 2) : found.start].endswith(_DATIVE)
        if governed and found.end <= trigger.start and found not in clause.subject:
            listed = [m for m in coordinated(text, clause.mentions, index) if m.end <= trigger.start]
            if trigger.start - listed[-1].end <= _LIST_GAP:
                yield from listed
