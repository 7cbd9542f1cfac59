"""What ``--ner`` may say: which recognisers a text goes through."""

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path

from kg.errors import KGError
from kg.ner.hanlp import load_hanlp
from kg.ner.merge import Find, Mentions, recognise, recognise_by, rules
from kg.ner.network import DESCRIPTION, SHIPPED, WEIGHTS, load_network
from kg.types import Article

DEFAULT = "kg"
ALLOWED = "kg, kg:FOLDER, rules, hanlp:NAME_OR_PATH, kg+hanlp:NAME_OR_PATH, rules+hanlp:NAME_OR_PATH"

Recognise = Callable[[Sequence[Article]], list[Mentions]]

_CHOICE = re.compile(r"(?:(?P<own>kg|rules)(?::(?P<folder>.+?))?)?(?:(?:^|(?<=.)\+)hanlp:(?P<model>.+))?")


@cache
def choose_recogniser(ner: str = DEFAULT) -> Recognise:
    """``kg`` -> network, gazetteer and rules, the default; ``rules`` -> these alone; ``hanlp:NAME`` -> a HanLP model.

    ``kg:FOLDER`` takes a network of your own; ``kg+hanlp:NAME`` lets a HanLP model propose names as well.
    Raises KGError for anything else, ModelError where a model cannot be loaded.
    """
    own, folder, model = _parse(ner)
    others: list[Find] = [load_hanlp(model)] if model else []
    if own == "kg":
        network = load_network(folder)
        return partial(recognise, others=others, network=network)
    return partial(recognise_by, finders=[*(rules() if own == "rules" else []), *others])


def _parse(ner: str) -> tuple[str, Path, str]:
    found = _CHOICE.fullmatch(ner)
    if not ner or found is None or (found["own"] == "rules" and found["folder"]):
        raise KGError(f"--ner {ner}: unknown; allowed: {ALLOWED}")
    return found["own"] or "", Path(found["folder"]).expanduser() if found["folder"] else SHIPPED, found["model"] or ""


def describe_choice(ner: str) -> str:
    """What decides what such a choice finds, apart from this program: the choice, and the digest of foreign weights."""
    own, folder, _ = _parse(ner)
    if own != "kg" or folder == SHIPPED:
        return ner
    state = hashlib.sha256()
    for name in (WEIGHTS, DESCRIPTION):
        state.update((folder / name).read_bytes() if (folder / name).is_file() else b"")
    return f"{ner}+{state.hexdigest()[:16]}"
