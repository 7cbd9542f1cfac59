"""``kg build``: sources in, a graph's folder out."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import ner_option, relations_option
from kg.cli.printing import count_rows, print_table, progress_shown, say

if TYPE_CHECKING:
    from kg.pipeline import BuildReport
    from kg.types import Fact

_EXAMPLES, _SENTENCE = 4, 60


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The graph's folder."
)
@click.option("-j", "--jobs", type=click.IntRange(1), help="Processes; by default the amount of text decides.")
@ner_option
@relations_option
@click.option("--strict", is_flag=True, help="Stop at the first source that fails.")
@click.option("--add", is_flag=True, help="Keep the sources that are in the graph already.")
@click.option("--open-relations", is_flag=True, help="Show what verbs outside the ontology state in the views too.")
@click.option("--infer", is_flag=True, help="Show what the ontology implies in N-Quads, TriG and the store too.")
@click.option("--base", metavar="IRI", help="What the IRIs of the graph begin with; kept for later builds.")
@click.option(
    "--decisions",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE.csv",
    help="What you decided about names: a review.csv that you filled in, or a list; kept for later builds.",
)
@click.pass_context
def build(
    ctx: click.Context,
    sources: tuple[str, ...],
    out: Path,
    jobs: int | None,
    ner: str,
    relations: str,
    strict: bool,
    add: bool,
    open_relations: bool,
    infer: bool,
    base: str | None,
    decisions: tuple[Path, ...],
) -> None:
    """Make a graph of files, folders, globs; - is standard input.

    The graph then holds what these sources say, no less and no more: what has not changed is not read again, and
    what is no longer given is removed. A source that fails is named, and the rest is built.

    Names that may be one thing are listed in review.csv in the graph's folder. Fill in its column decision with
    merge, apart, retype or drop and give the file with --decisions; kg decisions tells more.
    """
    from kg.pipeline import build as build_graph

    with progress_shown() as show:
        report = build_graph(
            sources,
            out,
            jobs=jobs,
            strict=strict,
            add=add,
            ner=ner,
            relations=relations,
            open_relations=open_relations,
            infer=infer,
            base=base,
            decisions=decisions,
            on_progress=show,
        )
    for failure in report.failures:
        say(f"error: {failure.reason}")
    _print_summary(report)
    if any(failure.trace for failure in report.failures):
        say("An internal error is a fault of this program; with --strict it shows where it happened.")
    ctx.exit(1 if report.failures else 0)


def _print_summary(report: "BuildReport") -> None:
    work = (
        ("read 读取", f"{report.read:,}"),
        ("unchanged 未变", f"{report.skipped:,}"),
        ("removed 移除", f"{len(report.removed):,}"),
        ("failed 失败", f"{len(report.failures):,}"),
    )
    pace = (
        ("time 用时", f"{report.seconds:.1f} s"),
        ("characters/s 字/秒", f"{report.characters_per_second:,.0f}"),
    )
    print_table(("", "count"), (*work, *count_rows(report.counts, report.facts), *pace), right=("count",))
    folder = report.folder
    for line in _examples(folder):
        click.echo(line)
    for line in _review(folder, report.counts):
        click.echo(line)
    click.echo(f"Look up a name:  kg show {folder} NAME")
    click.echo(f"Ask a question:  kg query {folder}          (lists the questions it knows)")
    click.echo(f"Draw it:         open {folder / 'graph.gexf'} in Gephi")


def _review(folder: Path, counts: dict[str, int]) -> Iterator[str]:
    """What waits for a person, and what became of what that person decided."""
    if counts["doubts"]:
        yield f"To decide:       {counts['doubts']:,} pairs of names in {folder / 'review.csv'}"
    if counts["idle"]:
        yield f"Decisions:       {counts['idle']:,} are about nothing in this graph; kg decisions {folder} lists them"
    if counts["left_out"]:
        yield f"Left out:        {counts['left_out']:,} statements that the labels as decided do not allow"


def _examples(folder: Path) -> Iterator[str]:
    """The surest fact of each of a few relations, with the sentence that states it."""
    from kg.graph import Graph
    from kg.ontology import relation

    with Graph.open(folder) as graph:
        counts = graph.fact_counts()
        surest: dict[str, Fact] = {}
        for fact in graph.facts(asserted_only=True):
            held = surest.get(fact.relation)
            if held is None or (fact.confidence, fact.weight, held.id) > (held.confidence, held.weight, fact.id):
                surest[fact.relation] = fact
        shown = sorted(surest.values(), key=lambda fact: (-counts[fact.relation], fact.relation))[:_EXAMPLES]
        for fact in shown:
            names = [node.name for id in (fact.subject, fact.object) if (node := graph.node(id))]
            proof = next(graph.evidence(fact.id))
            yield f"  {names[0]} {relation(fact.relation).zh} {names[-1]}"
            yield f"      {_shortened(proof.sentence)}  [{proof.source}:{proof.start}]"
        if shown:
            yield ""


def _shortened(sentence: str) -> str:
    return sentence if len(sentence) <= _SENTENCE else sentence[:_SENTENCE] + "…"
