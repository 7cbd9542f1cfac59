"""Relations whose actor stands behind 由 or 被: “创新杯”由区科技局主办, 由区委牵头, 被市政府授予."""

from collections.abc import Iterator, Sequence

from kg.relations import extractors
from kg.relations.clauses import Clause, clauses, coordinated
from kg.relations.statement import state
from kg.relations.triggers import Trigger, find_triggers, relations_of
from kg.types import Article, Mention, Relation

_PASSIVE = ("由", "被", "经", "获", "获得", "受到", "得到")
_BESIDE = 8
_RELATIVE = 12
_CERTAINTY = 0.8


@extractors("passives")
def relate_passives(article: Article, mentions: Sequence[Mention]) -> Iterator[Relation]:
    """“创新杯”由区科技局主办 -> (区科技局, leads, 创新杯); 由区委推出的“先锋站” -> (区委, launches, 先锋站)."""
    for clause in clauses(article, mentions):
        for trigger in find_triggers(article.text, clause):
            heads = _agents(article.text, clause, trigger)
            for tail in _patients(article.text, clause, trigger, heads) if heads else ():
                yield from _relate(article, clause, trigger, heads, tail)


def has_agent(text: str, clause: Clause, trigger: Trigger) -> bool:
    """Whether the verb has its actor behind 由 or 被, so that the clause's subject is not the one who acts."""
    return bool(_agents(text, clause, trigger))


def _agents(text: str, clause: Clause, trigger: Trigger) -> list[Mention]:
    """由A、B牵头 -> A, B; 由A主办、B承办 -> A for 主办, B for 承办."""
    marked = [i for i, m in enumerate(clause.mentions) if m.end <= trigger.start and _is_marked(text, clause, m)]
    if not marked:
        return []
    listed = [m for m in coordinated(text, clause.mentions, marked[-1]) if m.end <= trigger.start]
    if trigger.start - listed[-1].end <= _BESIDE:
        return listed
    last = [m for m in clause.mentions if m.end <= trigger.start][-1]
    alone = text[last.start - 1] == "、" and trigger.start - last.end <= 2
    return [last] if alone else []


def _is_marked(text: str, clause: Clause, found: Mention) -> bool:
    return text[max(clause.start, found.start - 2) : found.start].endswith(_PASSIVE)


def _patients(text: str, clause: Clause, trigger: Trigger, heads: Sequence[Mention]) -> list[Mention]:
    """What is acted on: behind 的, else before the agent, else the subject or the programme named last."""
    if text.startswith("的", trigger.end):
        behind = [m for m in clause.mentions if trigger.end < m.start <= trigger.end + _RELATIVE]
        return behind[:1]
    first = min(clause.mentions.index(head) for head in heads)
    before = [m for m in clause.mentions[:first] if not _is_marked(text, clause, m)] or list(clause.subject)
    if clause.spoken_of and not any(m.label == "PROGRAMME" for m in before):
        before.append(clause.spoken_of)
    return [m for m in before if m not in heads]


def _relate(
    article: Article, clause: Clause, trigger: Trigger, heads: Sequence[Mention], tail: Mention
) -> Iterator[Relation]:
    for relation in relations_of(trigger.word):
        for head in heads:
            led_body = relation.name == "leads" and tail.label == "ORG"
            if relation.allows(head.label, tail.label) and not led_body:
                yield state(article, clause, relation.name, head, tail, trigger.span, _CERTAINTY, "passives")
