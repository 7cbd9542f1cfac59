"""Options that several commands share."""

from collections.abc import Callable, Sequence
from functools import wraps

import click

ner_option = click.option(
    "--ner",
    metavar="WHO",
    default="kg",
    show_default=True,
    help="Who recognises names: kg (network and rules), kg:FOLDER (a network of yours), rules, hanlp:NAME_OR_PATH, "
    "kg+hanlp:NAME_OR_PATH.",
)

relations_option = click.option(
    "--relations",
    metavar="WHO",
    default="kg",
    show_default=True,
    help="Who relates names: kg (rules and the trained scorer), kg:FOLDER (a scorer of yours), rules.",
)


def choosing_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that choose a part of a graph; the command gets them as one `kg.choosing.Choice`, ``choice``."""

    @wraps(command)
    def chosen(**given: object) -> None:
        from kg.choosing import Choice

        values = {name: given.pop(option) for name, option in _CHOOSING.items()}
        command(**given, choice=Choice(**values))  # type: ignore[arg-type]

    for option in reversed(_OPTIONS):
        chosen = option(chosen)
    return chosen


def _names(context: click.Context, option: click.Parameter, given: Sequence[str]) -> tuple[str, ...]:
    """("推出,建设", "leads") -> ("推出", "建设", "leads"); a full-width comma does too."""
    words = (word.strip() for text in given for word in text.replace("，", ",").split(","))
    return tuple(word for word in words if word)


# A field of Choice: the name under which click hands its option over.
_CHOOSING = {
    "relations": "chosen_relations", "types": "types", "min_weight": "min_weight", "min_confidence": "min_confidence",
    "top": "top", "around": "around", "hops": "hops", "backbone": "backbone",
}  # fmt: skip
_OPTIONS = (
    click.option(
        "--relations",
        "chosen_relations",
        metavar="NAMES",
        multiple=True,
        callback=_names,
        help="Keep only these relations, as launches,leads or 推出,牵头; open and co-occurrence name those families.",
    ),
    click.option(
        "--types",
        metavar="NAMES",
        multiple=True,
        callback=_names,
        help="Keep only entities of these classes, as ORG,PROGRAMME or 机构,项目品牌.",
    ),
    click.option(
        "--min-weight",
        metavar="N",
        type=int,
        default=0,
        help="Keep only edges that at least N sentences state, or hold together.",
    ),
    click.option(
        "--min-confidence",
        metavar="P",
        type=float,
        default=0.0,
        help="Keep only facts at least so sure, 0 to 1.",
    ),
    click.option("--top", metavar="N", type=int, help="Keep the N entities with the most neighbours."),
    click.option(
        "--around",
        metavar="NAME",
        multiple=True,
        help="Keep what is around an entity of this name or alias; may be given several times.",
    ),
    click.option(
        "--hops",
        metavar="K",
        type=int,
        default=1,
        show_default=True,
        help="How many edges to go from --around.",
    ),
    click.option(
        "--backbone",
        metavar="ALPHA",
        type=float,
        help="Show co-occurrence, but only where it is significant at ALPHA, as 0.05 (disparity filter).",
    ),
)
