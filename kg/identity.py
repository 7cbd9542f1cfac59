"""Which entities are one: what people decided first, then what the names of all documents show, then what is doubtful.

Everything is worked out anew from the entities as the documents gave them, so that taking a decision back brings back
what was before. An entity is asked for by the name and label it had there or by those that a decision gave it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import cast

from kg.database import plain
from kg.decisions import NO_REGION
from kg.groups import Groups
from kg.types import Decision, Doubt, Label, Merge, Node

Propose = Callable[[Sequence[Node]], tuple[list[Merge], list[Doubt]]]

DECIDED = "decision: merge"
NOW_ALIKE = "decision: the same name, label and region"
TWO_LABELS = "one name, two labels"


@dataclass(frozen=True, slots=True)
class Settled:
    """Who is shown as whom. ``merges`` lead to the last survivor, ``doubts`` join survivors.

    ``shown`` gives the label and the name of entities that decisions changed; ``relabelled`` holds those that are
    shown under another label than the documents gave them; ``applies`` counts, for each decision in its order, the
    entities or pairs it is about.
    """

    merges: tuple[Merge, ...]
    doubts: tuple[Doubt, ...]
    shown: dict[str, tuple[Label, str]]
    relabelled: frozenset[str]
    dropped: frozenset[str]
    applies: tuple[int, ...]


def settle(nodes: Sequence[Node], decisions: Sequence[Decision], propose: Propose) -> Settled:
    """What decisions and ``propose`` make of the entities of a graph; the same in whatever order these come."""
    roll, groups = Roll(nodes), Groups()
    applies = [0] * len(decisions)
    for step in (_revise, _part, _unite):
        for number, decision in enumerate(decisions):
            applies[number] += step(roll, groups, decision)
    for one, into in roll.now_alike():
        groups.unite(Merge(one, into, NOW_ALIKE, 1.0))
    merges, doubts = propose(roll.now())
    for merge in sorted(merges, key=lambda merge: (-merge.score, merge.entity, merge.into)):
        groups.unite(merge)
    named = {id for decision in decisions if decision.action == "drop" for id in roll.find(decision)}
    dropped = frozenset(id for id in roll.nodes if id in named or groups.root(id) in named)
    return Settled(
        tuple(merge for merge in groups.merges() if merge.entity not in dropped),
        tuple(_doubts(roll, groups, dropped, doubts)),
        {id: (roll.nodes[id].label, roll.nodes[id].name) for id in sorted(roll.changed)},
        frozenset(id for id, node in roll.given.items() if roll.nodes[groups.root(id)].label != node.label),
        dropped,
        tuple(applies),
    )


class Roll:
    """The entities by id, as given and as decisions have changed them so far, found by any name they go by."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.given = {node.id: node for node in sorted(nodes, key=lambda node: node.id)}
        self.nodes = dict(self.given)
        self.changed: set[str] = set()
        self._called: defaultdict[str, set[str]] = defaultdict(set)
        for node in self.given.values():
            self._called[plain(node.name)].add(node.id)

    def change(self, id: str, *, name: str = "", label: Label | None = None) -> None:
        """Give an entity another name or label."""
        node = self.nodes[id]
        self.nodes[id] = replace(node, name=name or node.name, label=label or node.label)
        self.changed.add(id)
        self._called[plain(self.nodes[id].name)].add(id)

    def find(self, decision: Decision) -> list[str]:
        """The entities that a decision is about."""
        return self._find(decision.name, decision.label, decision.region)

    def pairs(self, decision: Decision) -> list[tuple[str, str]]:
        """The entities that a decision is about, each with those it is to be one with or apart from."""
        others = self._find(decision.value, decision.value_label, decision.value_region)
        return [(one, other) for one in self.find(decision) for other in others if one != other]

    def now(self) -> list[Node]:
        """The entities as changed; one that got another name has its former one among its aliases."""
        return [self._renamed(node) if id in self.changed else node for id, node in self.nodes.items()]

    def now_alike(self) -> Iterator[tuple[str, str]]:
        """Pairs that decisions gave one name, label and region, which make an entity; the unchanged one survives."""
        alike: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
        names = {plain(self.nodes[id].name) for id in self.changed}
        for id in sorted({id for name in names for id in self._called[name]}):
            alike[_key(self.nodes[id])].append(id)
        for ids in alike.values():
            kept = min(ids, key=lambda id: (id in self.changed, -self.nodes[id].mentions, id))
            yield from ((id, kept) for id in ids if id != kept and id in self.changed)

    def _find(self, name: str, label: str, region: str) -> list[str]:
        found = sorted(self._called.get(plain(name), ()))
        return [id for id in found if self._is(id, plain(name), label, region)]

    def _is(self, id: str, name: str, label: str, region: str) -> bool:
        given, now = self.given[id], self.nodes[id]
        regions = {"", now.code or now.region or NO_REGION, now.region or now.code or NO_REGION}
        return (
            name in (plain(given.name), plain(now.name)) and label in ("", given.label, now.label) and region in regions
        )

    def _renamed(self, node: Node) -> Node:
        former = self.given[node.id].name
        return node if former in (node.name, *node.aliases) else replace(node, aliases=(*node.aliases, former))


def _key(node: Node) -> tuple[str, str, str]:
    return (node.label, plain(node.name), node.code or node.region)


def _revise(roll: Roll, groups: Groups, decision: Decision) -> int:
    """Rename and retype, and count what is to be dropped."""
    if decision.action not in ("rename", "retype", "drop"):
        return 0
    found = roll.find(decision)
    for id in found:
        match decision.action:
            case "rename":
                roll.change(id, name=decision.value)
                groups.choose(id)
            case "retype":
                roll.change(id, label=cast(Label, decision.value))
    return len(found)


def _part(roll: Roll, groups: Groups, decision: Decision) -> int:
    pairs = roll.pairs(decision) if decision.action == "apart" else []
    for one, other in pairs:
        groups.part(one, other)
    return len(pairs)


def _unite(roll: Roll, groups: Groups, decision: Decision) -> int:
    """Of several pairs of such names those of one label and region; if that does not tell which are meant, none."""
    pairs = roll.pairs(decision) if decision.action == "merge" else []
    if len(pairs) > 1:
        keys = {id: _key(roll.nodes[id])[::2] for pair in pairs for id in pair}
        pairs = [(one, into) for one, into in pairs if keys[one] == keys[into]]
    united = 0
    for one, into in pairs:
        if not groups.parted(one, into):
            groups.choose(into)
            united += groups.unite(Merge(one, into, DECIDED, 1.0))
    return united


def _doubts(roll: Roll, groups: Groups, dropped: frozenset[str], doubts: Iterable[Doubt]) -> Iterator[Doubt]:
    """The doubts that are left, between those that are shown, the surest of each pair; by ids."""
    found: dict[tuple[str, str], Doubt] = {}
    ranked = sorted(doubts, key=lambda doubt: (-doubt.score, doubt.reason, doubt.a, doubt.b))
    for doubt in [*ranked, *_labelled_twice(roll, groups)]:
        a, b = sorted((groups.root(doubt.a), groups.root(doubt.b)))
        if a != b and not groups.parted(a, b) and not {a, b} & dropped:
            found.setdefault((a, b), replace(doubt, a=a, b=b))
    return (found[pair] for pair in sorted(found))


def _labelled_twice(roll: Roll, groups: Groups) -> Iterator[Doubt]:
    """微光 ORG once, PROGRAMME twenty times: the more one-sided, the likelier one of the labels is wrong."""
    named: defaultdict[str, list[Node]] = defaultdict(list)
    for id, node in roll.nodes.items():
        if node.mentions and groups.root(id) == id:
            named[plain(node.name)].append(node)
    for alike in named.values():
        for one, other in combinations(alike, 2):
            if one.label != other.label and (one.region == other.region or "" in (one.region, other.region)):
                share = max(one.mentions, other.mentions) / (one.mentions + other.mentions)
                yield Doubt(one.id, other.id, TWO_LABELS, round(share, 4))
