"""What ``--relations`` may say: who decides which relations hold."""

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path

from kg.errors import KGError
from kg.relations.merge import relate, relate_by_rules
from kg.relations.scorer import DESCRIPTION, SHIPPED, WEIGHTS, load_scorer
from kg.types import Article, Mention, Relation

DEFAULT = "kg"
ALLOWED = "kg, kg:FOLDER, rules"

Relate = Callable[[Article, Sequence[Mention]], tuple[Relation, ...]]

_CHOICE = re.compile(r"kg(?::(?P<folder>.+))?|rules")


@cache
def choose_relater(relations: str = DEFAULT) -> Relate:
    """``kg`` -> rules and the trained scorer, the default; ``kg:FOLDER`` a scorer of your own; ``rules`` these alone.

    Raises KGError for anything else, ModelError where a scorer cannot be loaded.
    """
    folder = _folder(relations)
    return partial(relate, scorer=load_scorer(folder)) if folder else relate_by_rules


def describe_choice(relations: str) -> str:
    """What decides what such a choice states, apart from this program: itself, and the digest of foreign weights."""
    folder = _folder(relations)
    if folder in (None, SHIPPED):
        return relations
    state = hashlib.sha256()
    for name in (WEIGHTS, DESCRIPTION):
        state.update((folder / name).read_bytes() if folder and (folder / name).is_file() else b"")
    return f"{relations}+{state.hexdigest()[:16]}"


def _folder(relations: str) -> Path | None:
    found = _CHOICE.fullmatch(relations)
    if found is None:
        raise KGError(f"--relations {relations}: unknown; allowed: {ALLOWED}")
    if relations == "rules":
        return None
    return Path(found["folder"]).expanduser() if found["folder"] else SHIPPED
