"""Claims: what a verb states of the names around it, as its clause puts them."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Literal, NamedTuple

from kg.openie.phrases import Phrase
from kg.openie.scenes import Names, Scene
from kg.openie.words import Word, table
from kg.types import Mention

Shape = Literal["direct", "relative", "agent", "governed"]

_PATIENT_MARKS = ("把", "将")
# Whom the verb is about though it may have another object: 向红十字会移交物资; and only where it has none: 与某人会谈.
_DATIVE_MARKS = ("向", "对")
_COMPANY_MARKS = ("与", "和", "同", "跟", "给")
# 评为, 改成: what follows is no object. 把机床搬到某园: the one who acts does not move.
_RESULTS = ("为", "成", "作")
_GOALS = ("到", "在", "入", "进", "至", "往", "向", "回", "于")
# 来自德国的某公司: behind these verbs a name before 的 is whence, the one behind it who.
_ORIGINS = ("自", "于", "家住")


class Claim(NamedTuple):
    """Verbs, the last of which governs, with two names; ``own``: the clause itself says who acts."""

    head: Mention
    verbs: tuple[Word, ...]
    tail: Mention
    shape: Shape
    own: bool


def claims_at(scene: Scene, phrases: Sequence[Phrase], index: int) -> Iterator[Claim]:
    """天鹅公司|收购|蓝鲸公司: what the verb at ``index`` states in ``scene``; of other phrases nothing."""
    phrase = phrases[index]
    if phrase.kind not in ("verb", "pivot", "light"):
        return
    rest = [other for other in phrases[index + 1 :] if other.kind != "aspect"]
    unclear = scene.acted and not scene.joined and scene.before is not None and scene.before.kind == "nouns"
    if rest and rest[0].kind == "of":
        yield from _relative(scene, phrase.words, rest[1:2])
    elif scene.blocked or unclear:
        return
    elif phrase.kind == "light":
        yield from _lent(scene, rest)
    elif scene.agents is not None:
        yield from _passive(scene, phrase.words, rest)
    else:
        yield from _active(scene, phrase.words, rest)


def _relative(scene: Scene, verbs: tuple[Word, ...], behind: Sequence[Phrase]) -> Iterator[Claim]:
    """甲公司承建的某大桥, 由甲公司承建的某大桥."""
    intransitive = verbs[-1].text in table("open-at") or verbs[-1].text in table("open-mutual")
    if not behind or not behind[0].opens or intransitive:
        return
    agents = scene.agents
    if not scene.governed and scene.before and scene.before.kind == "nouns":
        agents = scene.before.names
    for head, tail in product(agents or (), behind[0].names):
        if head.label != "PROGRAMME":
            yield Claim(head, verbs, tail, "relative", True)


def _lent(scene: Scene, rest: Sequence[Phrase]) -> Iterator[Claim]:
    """对甲公司进行调查 states 调查."""
    rest = [phrase for phrase in rest if phrase.kind != "adverb"]
    action = rest[0].words[-1] if len(rest) == 1 and rest[0].kind in ("nouns", "verb") else None
    if action and action.text in table("open-noun-objects"):
        for mark, names in scene.governed:
            if mark == "对":
                yield from _pairs(scene, (action,), names, "governed")


def _passive(scene: Scene, verbs: tuple[Word, ...], rest: Sequence[Phrase]) -> Iterator[Claim]:
    """乙公司被甲公司收购: the name behind 被 is the head; the other stands in the clause, nothing behind the verb."""
    if scene.own and _ends(rest):
        for head, tail in product(scene.agents or (), scene.actors):
            yield Claim(head, verbs, tail, "agent", True)


def _active(scene: Scene, verbs: tuple[Word, ...], rest: Sequence[Phrase]) -> Iterator[Claim]:
    """甲公司收购乙公司; without a name behind the verb what a preposition before it governs, 向红十字会移交物资."""
    verb = verbs[-1]
    behind = rest[0] if rest and rest[0].kind == "nouns" else None
    if behind and behind.names:
        if verb.text.endswith(_ORIGINS) and any(word.text == "的" for word in behind.words):
            yield from _originate(scene, verbs, behind)
            return
        moved = verb.text.endswith(_GOALS) and any(mark in _PATIENT_MARKS for mark, _ in scene.governed)
        ends = _ends(rest[1:]) or verb.text in table("open-motion") or verb.text in table("open-serial")
        if behind.opens and ends and not moved and not verb.text.endswith(_RESULTS) and _is_whole(verb):
            yield from _pairs(scene, verbs, behind.names, "direct")
        return
    for mark, names in scene.governed:
        if _governs(mark, verb, behind is not None):
            yield from _pairs(scene, verbs, names, "governed")
    if verb.text in table("open-mutual") and not behind and scene.own:
        yield from (Claim(head, verbs, tail, "governed", True) for head, tail in combinations(scene.actors, 2))


def _is_whole(verb: Word) -> bool:
    """Of verbs of one character only those of the table say something by themselves."""
    return len(verb.text) > 1 or verb.text in table("open-verbs")


def _originate(scene: Scene, verbs: tuple[Word, ...], behind: Phrase) -> Iterator[Claim]:
    """来自德国的某公司, 毕业于清华大学的张三: a name, 的 and whoever comes from there."""
    if behind.words[0].name and behind.words[1].text == "的" and not (scene.own or scene.acted):
        for head in behind.names:
            yield Claim(head, verbs, behind.words[0].name, "relative", True)


def _governs(mark: str, verb: Word, has_object: bool) -> bool:
    """Whether what a preposition governs is what the verb is about."""
    if mark in _PATIENT_MARKS:
        return not verb.text.endswith((*_RESULTS, *_GOALS, "给"))
    if mark in _COMPANY_MARKS:
        return not has_object
    return mark in _DATIVE_MARKS or (mark == "在" and verb.text in table("open-at"))


def _ends(rest: Sequence[Phrase]) -> bool:
    """Whether no verb follows whose subject the last name might be: 批准某公司扩建, but 会见某人并座谈."""
    for phrase in rest:
        if phrase.kind != "adverb":
            return False
        if any(word.text in table("open-joins") for word in phrase.words):
            return True
    return True


def _pairs(scene: Scene, verbs: tuple[Word, ...], tails: Names, shape: Shape) -> Iterator[Claim]:
    for head, tail in product(scene.actors, tails):
        yield Claim(head, verbs, tail, shape, scene.own)
