"""What commands print: results on standard output, everything else on standard error."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from rich.console import Console

    from kg.pipeline import Progress

STAGES = {"read": "reading", "assemble": "assembling", "write": "writing"}
COUNTS = {
    "sources": "sources 来源",
    "articles": "articles 文章",
    "mentions": "mentions 提及",
    "nodes": "entities 实体",
    "facts": "facts 事实",
    "open_facts": "open relations 开放关系",
    "derived": "derived 推得",
    "cooccurrences": "co-occurrences 共现",
    "merges": "merged entities 合并",
    "doubts": "doubtful pairs 存疑",
    "decisions": "decisions 人工决定",
    "left_out": "left out by labels 因类别不符略去",
}
# A pipe has no width: wide enough that nothing is wrapped or cut.
PIPE_WIDTH = 100_000
# So many steps are told one by one.
_FEW = 20


def say(line: str) -> None:
    """A line for the reader's eyes, on standard error."""
    click.echo(line, err=True)


def console(stream: TextIO) -> "Console":
    """A rich console that prints text as it is: brackets are no markup, numbers get no colour."""
    from rich.console import Console

    width = None if stream.isatty() else PIPE_WIDTH
    return Console(file=stream, width=width, markup=False, emoji=False, highlight=False)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[str] = ()) -> None:
    """A table on standard output; columns named in ``right`` are numbers."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, show_header=any(columns))
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    out = console(sys.stdout)
    # Left to itself rich would end the program when the pipe closes.
    with out.capture() as captured:
        out.print(table)
    click.echo(captured.get(), nl=False, color=True)


def count_rows(counts: dict[str, int], facts: dict[str, int]) -> Iterator[tuple[str, str]]:
    """("facts 事实", "12"), then ("  推出 launches", "5") for each relation."""
    from kg.ontology import relation

    for name, label in COUNTS.items():
        yield label, f"{counts[name]:,}"
        if name == "facts":
            for fact, count in facts.items():
                yield f"  {relation(fact).zh} {relation(fact).en}", f"{count:,}"


@contextmanager
def progress_shown() -> Iterator[Callable[["Progress"], None]]:
    """A bar for each stage on a terminal; elsewhere a line for each step, or for each tenth of many."""
    if not sys.stderr.isatty():
        yield _print_step
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=console(sys.stderr), transient=True) as bars:
        shown = {stage: bars.add_task(name, total=None, visible=False) for stage, name in STAGES.items()}

        def show(step: "Progress") -> None:
            bars.update(shown[step.stage], completed=step.done, total=step.total, visible=step.total > 0)

        yield show


def _print_step(step: "Progress") -> None:
    tenth, before = (10 * done // max(step.total, 1) for done in (step.done, step.done - 1))
    if step.done and (step.total <= _FEW or tenth > before):
        say(f"{STAGES[step.stage]} {step.done}/{step.total} {step.name}")
