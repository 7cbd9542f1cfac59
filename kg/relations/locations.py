"""Where things are: X位于Y, X落户Y, 位于Y的X, X在Y举行, Y引进X."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.relations import extractors
from kg.relations.clauses import Clause, clauses, coordinated, is_prepositional
from kg.relations.statement import state
from kg.relations.triggers import Trigger, find_triggers
from kg.types import Article, Mention, Relation

_HELD = frozenset({"举行", "召开", "举办", "开幕", "亮相"})
_ATTRACTS = frozenset({"引入", "引进", "招引"})
_SETTLES = frozenset({"落地", "落户", "入驻", "签约落户", "签约落地"})
_LIES = _SETTLES | {"位于", "坐落", "坐落于", "地处", "进驻", "落子", "毗邻", "设在", "选址", "靠近"}
_LOCATED = frozenset({"ORG", "PLACE", "PROGRAMME"})
_AND = ("、", "和", "与", "以及", "及", "等")
_BESIDE, _BEHIND, _RELATIVE, _LIST_GAP = 5, 6, 12, 20
_OWN, _CARRIED = 0.8, 0.65

Pair = tuple[list[Mention], list[Mention]]


@extractors("locations")
def relate_by_location(article: Article, mentions: Sequence[Mention]) -> Iterator[Relation]:
    """创新园坐落于滨湖区 -> (创新园, locatedIn, 滨湖区); a chain of places gives each of its levels."""
    for clause in clauses(article, mentions):
        for trigger in find_triggers(article.text, clause):
            things, places = _find(article.text, clause, trigger)
            certainty = _OWN if clause.carried == 0 else _CARRIED
            for thing in things:
                for place in places:
                    if thing.label in _LOCATED and thing.canonical != place.canonical:
                        yield state(article, clause, "locatedIn", thing, place, trigger.span, certainty, "locations")


def _find(text: str, clause: Clause, trigger: Trigger) -> Pair:
    if trigger.word in _LIES:
        return _lying(text, clause, trigger)
    if trigger.word in _ATTRACTS:
        return _attracted(text, clause, trigger)
    return _held(text, clause, trigger) if trigger.word in _HELD else ([], [])


def _lying(text: str, clause: Clause, trigger: Trigger) -> Pair:
    """X位于Y; 位于Y的X; 位于Y behind a comma; Y吸引了X、X落户."""
    behind = [m for m in clause.mentions if m.label == "PLACE" and m.start >= trigger.end]
    places = _chain(text, [m for m in behind if m.start - trigger.end <= _BEHIND])
    before = [m for m in clause.mentions if m.end <= trigger.start and m.label in _LOCATED]
    if before and (trigger.start - before[-1].end <= _BESIDE or trigger.word in _SETTLES):
        things = list(_list_back(text, before))
    elif places and "的" in text[places[-1].end : places[-1].end + 3]:
        things = [m for m in clause.mentions if 0 < m.start - places[-1].end <= _RELATIVE][:1]
    elif trigger.start - clause.start <= _BESIDE:
        things = [m for m in clause.subject if m not in places]
    else:
        things = []
    if not places and trigger.word in _SETTLES and [m.label for m in clause.subject] == ["PLACE"]:
        places = [m for m in clause.subject if m not in things]
    return things, places


def _attracted(text: str, clause: Clause, trigger: Trigger) -> Pair:
    """园区引进A、B: they are where the subject is."""
    places = [m for m in clause.subject if m.label == "PLACE"][:1]
    first = next((i for i, m in enumerate(clause.mentions) if m.start >= trigger.end and m.label == "ORG"), None)
    return ([] if first is None else list(coordinated(text, clause.mentions, first))), places


def _held(text: str, clause: Clause, trigger: Trigger) -> Pair:
    """“创新杯”在滨湖区举行."""
    governed = [m for m in clause.mentions if m.end <= trigger.start and is_prepositional(text, clause.start, m)]
    places = [m for m in governed if m.label == "PLACE"][-1:]
    own = [m for m in clause.mentions if m.label == "PROGRAMME"]
    return own[:1] or [m for m in clause.subject if m.label == "PROGRAMME"], places


def _chain(text: str, places: Sequence[Mention]) -> list[Mention]:
    """市南区|香港路: a chain of places, each of which is where the thing lies."""
    chain = list(places[:1])
    for before, after in pairwise(places):
        if text[before.end : after.start] not in ("", "、", "和"):
            break
        chain.append(after)
    return chain


def _list_back(text: str, things: Sequence[Mention]) -> Iterator[Mention]:
    """The list that ends with the last of these."""
    yield things[-1]
    for after, before in pairwise(reversed(things)):
        between = text[before.end : after.start]
        if len(between) > _LIST_GAP or not between.startswith(_AND):
            return
        yield before
