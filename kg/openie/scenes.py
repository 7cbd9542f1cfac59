"""Scenes: what a clause has said so far, and the subject it leaves to the next clauses."""

from collections.abc import Sequence
from typing import NamedTuple

from kg.openie.phrases import Phrase
from kg.openie.words import table
from kg.relations.clauses import Clause
from kg.types import Mention

Names = tuple[Mention, ...]

_AGENT_MARKS = ("被", "由")
_VERBAL = frozenset({"verb", "pivot", "light", "block", "speech"})


class Scene(NamedTuple):
    """What a clause has said so far: who acts, the names behind prepositions, the last phrase that is no adverb.

    ``acted``: a verb was passed that may have had an object; ``joined``: 并 or the like stands since; ``blocked``: what
    further verbs say is no fact about those who act.
    """

    actors: Names = ()
    own: bool = False
    governed: tuple[tuple[str, Names], ...] = ()
    before: Phrase | None = None
    joined: bool = False
    acted: bool = False
    blocked: bool = False

    @property
    def agents(self) -> Names | None:
        """The names behind 由 or 被; None where neither stands."""
        return next((names for mark, names in self.governed if mark in _AGENT_MARKS), None)


def follow(scene: Scene, phrase: Phrase, after: Sequence[Phrase]) -> Scene:
    """天鹅公司|向|红十字会: the scene behind a phrase; ``after`` is the phrase that follows it, if one does."""
    if phrase.kind in ("adverb", "aspect"):
        joined = scene.joined or any(word.text in table("open-joins") for word in phrase.words)
        return scene._replace(joined=joined)
    if phrase.kind == "nouns":
        scene = _meet(scene, phrase)
    elif phrase.kind == "preposition":
        scene = scene._replace(governed=(*scene.governed, (phrase.text, ())))
    elif phrase.kind == "speech":
        scene = scene._replace(blocked=True, actors=())
    elif phrase.kind == "block":
        scene = scene._replace(blocked=True)
    elif phrase.kind != "of":
        relative = bool(after) and after[0].kind == "of"
        moves = phrase.words[-1].text in table("open-motion")
        goes_on = relative or moves or phrase.words[-1].text in table("open-serial")
        scene = scene._replace(governed=(("在", ()),) if moves else (), acted=scene.acted or not goes_on)
    return scene._replace(before=phrase, joined=False)


def _meet(scene: Scene, phrase: Phrase) -> Scene:
    """Nouns: who acts, or what a preposition or a verb before them governs."""
    before = scene.before.kind if scene.before else "nouns"
    if before == "preposition" or (before == "verb" and scene.governed):
        mark, _ = scene.governed[-1]
        return scene._replace(governed=(*scene.governed[:-1], (mark, phrase.names)))
    if before in ("nouns", "pivot") or (before == "of" and not scene.acted):
        return scene._replace(actors=phrase.names, own=True, governed=())
    return scene


def left_out(scene: Scene, phrases: Sequence[Phrase]) -> list[Names]:
    """The subject a clause adds to its sentence; a place alone (8日，龙中乡，) and who only speaks count as unknown.

    The next clauses may leave out the one subject of a sentence; of two nobody knows which is meant.
    """
    if not scene.own and scene.actors:
        return []
    if any(phrase.kind == "pivot" for phrase in phrases):
        return [()]
    verbal = any(phrase.kind in _VERBAL for phrase in phrases)
    if scene.own or any(phrase.kind == "speech" for phrase in phrases):
        return [scene.actors if verbal or all(name.label != "PLACE" for name in scene.actors) else ()]
    return []


def stood_for(text: str, clause: Clause, phrase: Phrase) -> Names:
    """该公司, 全区: the names that the clause takes it for."""
    said = text[phrase.start : phrase.end]
    stands = said.startswith("该") or said in table("stand-ins") or said in table("bare-heads")
    return clause.subject if stands and stands_in(clause) else ()


def stands_in(clause: Clause) -> bool:
    """Whether the clause's subject is named elsewhere, and a word of the clause stands for it."""
    return not clause.carried and bool(clause.subject) and clause.subject[0] not in clause.mentions
