"""``kg train``: an encoder from raw text, a recogniser and a scorer of relations from annotated passages."""

from pathlib import Path

import click

from kg.cli.printing import say

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.group()
def train() -> None:
    """Train what recognises names and relations again, on the project's corpus or on your own passages.

    Needs PyTorch: pip install 'kg-zh[train]'. The same input and seed give the same weights.
    """


@train.command()
@click.argument("corpora", metavar="CORPUS...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder to write.")
@click.option("--templates", type=_FOLDER, help="Sentence patterns to learn from as well.")
@click.option("--raw", type=_FILE, help="Raw text, UTF-8, with the names that the rules find in it.")
@click.option("--uner", type=_FOLDER, help="The folder of a Universal NER corpus, *.iob2.")
@click.option("--encoder", type=_FILE, help="A pretrained encoder; the shipped one by default.")
@click.option("--rounds", type=click.IntRange(1), default=8, show_default=True, help="Times the corpus is read.")
@click.option("--without", metavar="PROVINCE,…", default="", help="Leave out the passages of these files.")
@click.option("--seed", type=int, default=1, show_default=True)
def ner(
    corpora: tuple[Path, ...],
    out: Path,
    templates: Path | None,
    raw: Path | None,
    uner: Path | None,
    encoder: Path | None,
    rounds: int,
    without: str,
    seed: int,
) -> None:
    """Train network and judge on annotated passages: part train for the one, part dev for the other.

    Several corpora are taken as one. Use the result with --ner kg:FOLDER.
    """
    _need_torch()
    from kg.corpus.passages import read_passages
    from kg.training.encoders import SHIPPED_ENCODER, read_encoder
    from kg.training.fitting import Recipe
    from kg.training.recogniser import Materials, train

    left_out = {name.strip() for name in without.split(",") if name.strip()}
    passages = [p for path in corpora for p in read_passages(path) if p.id.rpartition("-")[0] not in left_out]
    pretrained = read_encoder(encoder or SHIPPED_ENCODER)
    materials = Materials(passages, pretrained, templates, raw, uner)
    train(materials, out, Recipe(features=pretrained.features, rounds=rounds, seed=seed), say)


@train.command()
@click.argument("corpora", metavar="CORPUS...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder to write.")
@click.option("--templates", type=_FOLDER, help="Sentence patterns to learn from as well.")
@click.option(
    "--raw", type=_FILE, help="Raw text, UTF-8: for the vectors of words, and with what the rules find in it."
)
@click.option("--rounds", type=click.IntRange(1), default=16, show_default=True, help="Times the corpus is read.")
@click.option("--seed", type=int, default=1, show_default=True)
def relations(
    corpora: tuple[Path, ...], out: Path, templates: Path | None, raw: Path | None, rounds: int, seed: int
) -> None:
    """Train the scorer of relations on annotated passages: part train for it, part dev for its confidence.

    Several corpora are taken as one. Use the result with --relations kg:FOLDER.
    """
    _need_torch()
    from kg.corpus.passages import read_passages
    from kg.relations.scorer import SHIPPED
    from kg.training.pair_fitting import PairRecipe
    from kg.training.relations import PairMaterials, train_relations

    passages = [passage for path in corpora for passage in read_passages(path)]
    materials = PairMaterials(passages, SHIPPED, templates, raw)
    train_relations(materials, out, PairRecipe(rounds=rounds, seed=seed), say)


@train.command("encoder")
@click.argument("raw", type=_FILE)
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
@click.option("--corpus", type=click.Path(path_type=Path, exists=True), help="Passages whose train part is read too.")
@click.option("--passes", type=click.FloatRange(min=0, min_open=True), default=3.0, show_default=True)
@click.option("--features", type=click.IntRange(8), default=128, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def pretrain(raw: Path, out: Path, corpus: Path | None, passes: float, features: int, seed: int) -> None:
    """Count an alphabet in raw text and learn to guess its hidden characters."""
    _need_torch()
    from kg.corpus.passages import read_passages, select
    from kg.ner import recognisers
    from kg.ner.clues import columns
    from kg.training.encoders import write_encoder
    from kg.training.pretraining import make_alphabet, pretrain
    from kg.training.raw import read_raw

    own = [passage.text for passage in select(read_passages(corpus), "train")] if corpus else []
    texts = [*read_raw(raw), *own * 3]
    alphabet = make_alphabet(texts)
    encoder = pretrain(texts, alphabet, len(columns(recognisers.names())), features, passes, seed, say)
    write_encoder(encoder, alphabet, out)


def _need_torch() -> None:
    from kg.errors import ModelError

    try:
        import torch  # noqa: F401  # only whether it is there
    except ImportError as error:
        raise ModelError("kg train needs PyTorch; install it with: pip install 'kg-zh[train]'") from error
