"""A server for the application: waitress, with bounds on what a request may be."""

import ipaddress
import logging
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

import waitress  # type: ignore[import-untyped]

from kg.errors import KGError
from kg.store import check_store
from kg.web.app import LOOPBACK, Application
from kg.web.protocol import LONGEST
from kg.web.workers import Workers

# Requests that wait for a worker, or need none, beside those that have one.
WAITING: Final = 8


def serve(
    folder: Path,
    host: str,
    port: int,
    seconds: float,
    limit: int,
    jobs: int,
    origins: frozenset[str] = frozenset(),
    ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Serve the graph in a folder until Ctrl+C or SIGTERM; ``ready`` is told the address when it can be opened.

    Port 0 is any that is free. Raises QueryError without a store, KGError for an address that cannot be had.
    """
    check_store(folder)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that requests wait is no news
    with Workers(folder, jobs, seconds) as workers:
        application = Application(workers, limit, _names(host), origins)
        try:
            server = waitress.create_server(
                application, host=host, port=port, threads=jobs + WAITING, ident="kg", max_request_body_size=LONGEST
            )
        except (OSError, ValueError) as error:
            reason = (error.strerror if isinstance(error, OSError) else None) or error
            raise KGError(f"{host}:{port}: cannot be had ({reason}); try another --host or --port") from error
        if sys.platform != "win32":
            signal.signal(signal.SIGTERM, _leave)
        ready(_address(server, host))
        server.run()


def is_loopback(host: str) -> bool:
    """Whether only this computer reaches that address: localhost, 127.0.0.1, ::1."""
    if host in LOOPBACK:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _names(host: str) -> frozenset[str] | None:
    return LOOPBACK | {host} if is_loopback(host) else None


def _address(server: object, host: str) -> str:
    # A name with several addresses gets a server with a list of them.
    listening = getattr(server, "effective_listen", None) or [(host, getattr(server, "effective_port", 0))]
    return f"http://{f'[{host}]' if ':' in host else host}:{listening[0][1]}/"


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
