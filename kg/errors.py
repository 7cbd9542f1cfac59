"""What can go wrong, said in one line: what it was, what was given, what is allowed."""

from collections.abc import Iterable


class KGError(Exception):
    """The root of every failure this package expects; the command line prints it without a traceback."""


class ReadError(KGError):
    """A source that cannot be read: missing, empty, binary, in an unknown encoding or of an unknown kind."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type["ReadError"], tuple[str, str]]:
        """What crosses from a worker process: an exception's default is its message alone."""
        return type(self), (self.source, self.reason)


class GraphError(KGError):
    """A graph folder that is missing, incomplete or written by another version."""


class ModelError(KGError):
    """A model that is missing, cannot be loaded, or says what nobody here understands."""


class QueryError(KGError):
    """A SPARQL query that cannot be found, parsed or run."""


class UnknownNameError(KGError):
    """``kg.export has no 'foo'; choose from gexf, graphml``."""

    def __init__(self, where: str, got: str, allowed: Iterable[str]) -> None:
        self.where = where
        self.got = got
        self.allowed = tuple(sorted(allowed))
        super().__init__(f"{where} has no {got!r}; choose from {', '.join(self.allowed)}")

    def __reduce__(self) -> tuple[type["UnknownNameError"], tuple[str, str, tuple[str, ...]]]:
        """As for `ReadError`: made again from what it was made of."""
        return type(self), (self.where, self.got, self.allowed)
