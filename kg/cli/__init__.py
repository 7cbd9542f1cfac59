"""The command line: ``kg COMMAND``. One module a command; what they need is imported when they run."""

import importlib
import sys
from typing import Any

import click

import kg
from kg.errors import KGError

# In the order of their use; each is a module here with a command of its name.
COMMANDS = (
    "build", "stats", "show", "query", "serve", "decisions", "export", "plot", "validate", "extract", "evaluate",
    "corpus", "train",
)  # fmt: skip


class _Commands(click.Group):
    """Loads a command when it is asked for, and says in one line what went wrong."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"kg.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. A reader that closes the pipe has seen enough; that is no failure."""
        try:
            try:
                super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            _silence_stdout()

    def main(self, *args: Any, **options: Any) -> Any:
        """Run and exit: 0, or 1 for a failure, or 2 for a command line that cannot be understood."""
        _write_utf8()
        try:
            code = super().main(*args, **{**options, "standalone_mode": False})
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "kg"
            _fail(f"{error.format_message()} (see {path} --help)", 2)
        except click.ClickException as error:
            _fail(error.format_message(), 1)
        except KGError as error:
            _fail(str(error), 1)
        except click.Abort:
            _fail("stopped; a build keeps what it has read, and goes on from there when it is run again", 130)
        sys.exit(code if isinstance(code, int) else 0)


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(kg.__version__, "-V", "--version", prog_name="kg", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Chinese news in, a knowledge graph out, with the sentence behind every edge.

    \b
    kg build news/ -o graph          read texts, pages, PDFs; make the graph
    kg show graph 崂山区              what is known of a name, and who says so
    kg query graph evidence-of --name 崂山区
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main() -> None:
    """What the command ``kg`` runs."""
    cli.main(prog_name="kg")


def _fail(message: str, code: int) -> None:
    click.echo("error: " + " ".join(message.split()), err=True)
    sys.exit(code)


def _write_utf8() -> None:
    """Elsewhere than in UTF-8 a pipe on Windows breaks JSON and Chinese; undecodable file names must not stop us."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _silence_stdout() -> None:
    """Point stdout at nothing, so that the flush at exit does not complain about the closed pipe again."""
    import os

    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123  # stays open until the end
