"""Entities that are one hang together; each group shows one of them, and some groups may never become one."""

from collections import defaultdict
from dataclasses import replace

from kg.types import Merge


class Groups:
    """A forest of entities by id: what is not shown hangs, with a reason, below what is shown for it."""

    def __init__(self) -> None:
        self._above: dict[str, Merge] = {}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        self._chosen: set[str] = set()

    def root(self, id: str) -> str:
        """The entity that is shown for this one."""
        path = []
        while id in self._above:
            path.append(id)
            id = self._above[id].into
        for passed in path[:-1]:
            self._above[passed] = replace(self._above[passed], into=id)
        return id

    def merges(self) -> list[Merge]:
        """Every entity that is not shown, with the one that is shown for it and why; by ids."""
        return [replace(self._above[id], into=self.root(id)) for id in sorted(self._above)]

    def part(self, one: str, other: str) -> None:
        """Keep the groups of two apart from now on."""
        one, other = self.root(one), self.root(other)
        self._apart[one].add(other)
        self._apart[other].add(one)

    def parted(self, one: str, other: str) -> bool:
        """Whether the groups of two are kept apart."""
        return self.root(other) in self._apart.get(self.root(one), ())

    def choose(self, id: str) -> None:
        """Show this one's group under its present name whatever it is united with, unless that is chosen too."""
        self._chosen.add(self.root(id))

    def unite(self, merge: Merge) -> bool:
        """Show one group under the other's name; whether they are one now, which those kept apart never are."""
        below, above = self.root(merge.entity), self.root(merge.into)
        if below == above or self.parted(below, above):
            return below == above
        if below in self._chosen and above not in self._chosen:
            below, above = above, below
        self._above[below] = replace(merge, entity=below, into=above)
        for foe in self._apart.pop(below, set()):
            self._apart[foe].discard(below)
            self.part(foe, above)
        return True
