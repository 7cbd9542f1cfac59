"""One entity for one thing across documents: what is merged, and what a person should judge.

Pairs are proposed by rule, each with a score and a reason. A short name that fits several full ones is sure of none.
What is sure enough is united, the surest first, and never into a group that holds something it must not be.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.linking.abbreviations import must_differ
from kg.linking.forms import Form, read_form, without_brackets
from kg.linking.proposals import Proposal, propose
from kg.types import Doubt, Merge, Node

SURE, WORTH_ASKING = 0.8, 0.4
_OFTEN, _WORTH_COMPARING = 3, 3


def merge(nodes: Sequence[Node]) -> tuple[list[Merge], list[Doubt]]:
    """崂山区人社局, 崂山区人力资源和社会保障局 -> one Merge; 崂山区农业局, 崂山区农业农村局 -> one Doubt.

    ``into`` is never merged itself. A doubt names two entities that stay in the graph. The same nodes in any order
    give the same lists, sorted by ids. Homonyms of two regions, persons and divisions are left alone.
    """
    forms = [read_form(node) for node in sorted(nodes, key=lambda node: node.id)]
    proposals = _without_ambiguity(list(propose(forms)))
    groups = _Groups(forms)
    refused = [proposal for proposal in proposals if proposal.score < SURE or not groups.unite(proposal)]
    survivors = groups.survivors()
    merges = [found for members in groups.members() for found in _merges(forms, members, survivors, groups)]
    doubts = [*_doubts(forms, refused, survivors, groups), *_doubtful_types(forms, survivors)]
    return sorted(merges, key=lambda found: found.entity), _strongest(doubts)


def may_be_one(one: Form, other: Form) -> bool:
    """Whether two entities can be one thing: of one region, or one of none, and nothing tells them apart."""
    if one.region and other.region and one.region != other.region:
        return False
    return _may_be_asked(one, other)


def _may_be_asked(one: Form, other: Form) -> bool:
    """Of one label, no persons, no divisions, neither region outside the other, and nothing tells their names apart."""
    if one.node.label != other.node.label or one.node.label == "PERSON" or one.node.code or other.node.code:
        return False
    if not (one.region.startswith(other.region) or other.region.startswith(one.region)):
        return False
    same = one.key == other.key or without_brackets(one) == without_brackets(other)
    return same or not must_differ(one.key, other.key)


class _Groups:
    """Entities united so far, by their places in the list, and the proposals that united them."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self.forms = forms
        self.group_of: dict[int, list[int]] = {}
        self.links: dict[int, list[Proposal]] = defaultdict(list)

    def unite(self, proposal: Proposal) -> bool:
        """Whether the two are in one group now; not where one of either group must not be one of the other."""
        here, there = self._group(proposal.short), self._group(proposal.full)
        if here is there:
            return True
        if not all(may_be_one(self.forms[a], self.forms[b]) for a in here for b in there):
            return False
        self._join(here, there)
        self.links[proposal.short].append(proposal)
        self.links[proposal.full].append(proposal)
        return True

    def members(self) -> Iterator[list[int]]:
        """The groups, each once."""
        yield from {id(group): group for group in self.group_of.values()}.values()

    def survivors(self) -> dict[int, int]:
        """Each united entity -> the one it is shown as."""
        chosen = {id(group): min(group, key=lambda i: _rank(self.forms[i])) for group in self.members()}
        return {member: chosen[id(group)] for member, group in self.group_of.items()}

    def _group(self, member: int) -> list[int]:
        return self.group_of.get(member) or [member]

    def _join(self, here: list[int], there: list[int]) -> None:
        both = sorted(here + there)
        self.group_of.update(dict.fromkeys(both, both))


def _without_ambiguity(proposals: Sequence[Proposal]) -> list[Proposal]:
    """大数据局 fits 大数据管理局 and 大数据中心局: neither is sure, and of four or more none is worth asking."""
    equal = _Components(proposal for proposal in proposals if proposal.equal and proposal.score >= SURE)
    fulls: dict[int, set[int]] = defaultdict(set)
    for found in proposals:
        if not found.equal and found.score >= WORTH_ASKING:
            fulls[equal[found.short]].add(equal[found.full])
    weighed = [found if found.equal else _share(found, len(fulls[equal[found.short]])) for found in proposals]
    return sorted(weighed, key=lambda found: (-found.score, found.short, found.full, found.reason))


def _share(found: Proposal, candidates: int) -> Proposal:
    if candidates < 2:
        return found
    asked = WORTH_ASKING if candidates <= _WORTH_COMPARING and found.score >= WORTH_ASKING else 0.0
    return found._replace(score=max(asked, round(found.score / candidates, 3)))


class _Components(dict[int, int]):
    """Place in the list -> a place that stands for all that equal it."""

    def __init__(self, proposals: Iterable[Proposal]) -> None:
        super().__init__()
        for found in proposals:
            one, other = self[found.short], self[found.full]
            low, high = min(one, other), max(one, other)
            self[high] = low

    def __missing__(self, place: int) -> int:
        return place

    def __getitem__(self, place: int) -> int:
        while (above := super().get(place, place)) != place:
            place = above
        return place


def _rank(form: Form) -> tuple[int, int, int, int, str]:
    """The most complete name first: behind its region, then with it; of equals the one seen most.

    What stands around the title of a document makes it no more complete.
    """
    whole = len(form.node.name)
    own = int(form.node.region == form.region)
    return -len(form.rest), -own, whole if form.node.label == "POLICY" else -whole, -form.node.mentions, form.node.id


def _merges(
    forms: Sequence[Form], members: Sequence[int], survivors: dict[int, int], groups: _Groups
) -> Iterator[Merge]:
    """Each member but the survivor, with the reasons on the way to it and the score of the weakest."""
    into = survivors[members[0]]
    reasons: dict[int, tuple[tuple[str, ...], float]] = {into: ((), 1.0)}
    waiting = [into]
    for place in waiting:
        said, score = reasons[place]
        for link in groups.links[place]:
            other = link.full if link.short == place else link.short
            if other not in reasons:
                reasons[other] = (tuple(dict.fromkeys((link.reason, *said))), min(link.score, score))
                waiting.append(other)
    for member in members:
        if member != into:
            said, score = reasons[member]
            yield Merge(forms[member].node.id, forms[into].node.id, "; ".join(said), score)


def _doubts(
    forms: Sequence[Form], refused: Iterable[Proposal], survivors: dict[int, int], groups: _Groups
) -> Iterator[Doubt]:
    for found in refused:
        one, other = survivors.get(found.short, found.short), survivors.get(found.full, found.full)
        if found.score >= WORTH_ASKING and one != other and _may_be_asked(forms[one], forms[other]):
            yield _doubt(forms[one].node, forms[other].node, found.reason, found.score)


def _doubtful_types(forms: Sequence[Form], survivors: dict[int, int]) -> Iterator[Doubt]:
    """微光 once ORG and 20 times PROGRAMME: the rare label is a slip of the recogniser, more likely than not."""
    named: dict[str, list[Node]] = defaultdict(list)
    for place, form in enumerate(forms):
        if survivors.get(place, place) == place and form.node.label != "PERSON":
            named[form.node.name].append(form.node)
    for same in named.values():
        often = max(same, key=lambda node: (node.mentions, node.id))
        for node in same:
            one_place = node.region == often.region or not node.region or not often.region
            if node.label != often.label and one_place and node.mentions * _OFTEN <= often.mentions:
                share = round(often.mentions / (often.mentions + node.mentions), 3)
                yield _doubt(
                    node, often, f"two types: {node.label} {node.mentions}, {often.label} {often.mentions}", share
                )


def _doubt(one: Node, other: Node, reason: str, score: float) -> Doubt:
    return Doubt(min(one.id, other.id), max(one.id, other.id), reason, score)


def _strongest(doubts: Iterable[Doubt]) -> list[Doubt]:
    """One doubt a pair, that of the highest score, sorted by ids."""
    best: dict[tuple[str, str], Doubt] = {}
    for doubt in sorted(doubts, key=lambda found: (-found.score, found.reason)):
        best.setdefault((doubt.a, doubt.b), doubt)
    return [best[pair] for pair in sorted(best)]
