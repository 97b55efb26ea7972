"""Serving pages: one process a core behind one socket, each with a few threads, started anew if it dies.

gunicorn does it; what stands here is what it is told, and what it may log. The parent serves no page itself: it makes
the application once and forks. Each process opens its own connections to the database.
"""

from __future__ import annotations

import errno
import gc
import logging
import os
import signal
import socket
import struct
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.errors import HaltServer
from gunicorn.glogging import Logger

from pfa.core.errors import PfaError

PROCESSES_AT_MOST = 4  # by itself; more have to be asked for
DEATHS_AT_MOST, DEATHS_WITHIN = 10, 60.0  # processes that die in so many seconds; then there is no sense in going on
ENDING_SECONDS = 30  # in which pages that were begun may end
SILENT_SECONDS = 20  # that a phone may be silent in the middle of a form or page; it would keep a thread for ever
UNUSED_SECONDS = 60  # that a line on which nothing was said yet costs nothing
KEPT_SECONDS = 15  # that a line stays open for the next page
UNREAD_AT_MOST = 64 * 1024 * 1024  # bytes of a file that is too large, before the line is closed
ADDRESS_AT_MOST = 8190  # bytes of an address: lists with every filter set are long


def usual_processes() -> int:
    """One for each core that this process may use, at most `PROCESSES_AT_MOST`."""
    return min(len(os.sched_getaffinity(0)), PROCESSES_AT_MOST)


def bound(host: str, port: int) -> socket.socket:
    """A socket at this address, which nobody can connect to yet. Raises PfaError if the address cannot be had."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, protocol)
    except OSError as error:
        raise PfaError(f"There is no address {host} on this machine: name another with --host.") from error
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        for silence in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):  # every line that is taken here has it from this one
            found.setsockopt(socket.SOL_SOCKET, silence, struct.pack("@ll", SILENT_SECONDS, 0))
        # Browsers open lines that they may need later; one on which nothing was said yet must not have a thread.
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, UNUSED_SECONDS)
        found.bind(address)
        return found
    except OSError as error:
        found.close()
        if error.errno == errno.EADDRINUSE:
            words = f"Port {port} of {host} is in use, perhaps by another pfa: stop that, or name another with --port."
        else:
            words = f"Port {port} of {host} cannot be had: {error.strerror}."
        raise PfaError(words) from error


def serve(app: Flask, at: socket.socket, *, processes: int, threads: int) -> None:
    """Serve until told to end (SIGTERM, SIGINT or a closed terminal), then let what was begun end: raises SystemExit.

    No connection to a database may be open: what a fork shares of one, it breaks. The serving processes raise
    SystemExit as well when they end, so whoever cleans up has to ask which process they are in.
    """
    read_templates(app)
    settle()
    _Site(app, at, processes, threads).run()


def read_templates(app: Flask) -> None:
    """Read every template once, before the fork: else the first page of each kind in each process would wait for it."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def settle() -> None:
    """What is there now stays: nobody has to look through it again, page after page, for what may be thrown away."""
    gc.collect()
    gc.freeze()


class _Site(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """What gunicorn is told. Nothing is read from files or variables of its own."""

    def __init__(self, app: Flask, at: socket.socket, processes: int, threads: int) -> None:
        self._app, self._at = app, at
        self._processes, self._threads = processes, threads
        self._deaths: deque[float] = deque(maxlen=DEATHS_AT_MOST)
        super().__init__()

    def load_config(self) -> None:
        told = {
            "bind": f"fd://{self._at.detach()}",
            "workers": self._processes,
            "worker_class": "gthread",
            "threads": self._threads,
            "worker_connections": 1000,
            "preload_app": True,
            "graceful_timeout": ENDING_SECONDS,
            "keepalive": KEPT_SECONDS,
            "limit_request_line": ADDRESS_AT_MOST,
            "forwarded_allow_ips": "",  # who is believed about where a page is asked from: PFA_PROXIES says it
            "forwarder_headers": "",
            "umask": 0o077,
            "control_socket_disable": True,
            "logger_class": _Log,
            "when_ready": _end_gently,
            "post_worker_init": _leave_to_the_parent,
            "child_exit": self._count_death,
        }
        for name, value in told.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return _patient(self._app)

    def _count_death(self, parent: Any, _process: Any) -> None:
        """Stop if one process after the other dies: something is wrong that a new one does not mend."""
        if not parent.LISTENERS:  # it is ending: they are meant to
            return
        self._deaths.append(time.monotonic())
        if len(self._deaths) == DEATHS_AT_MOST and self._deaths[-1] - self._deaths[0] < DEATHS_WITHIN:
            raise HaltServer(f"Worker processes died {DEATHS_AT_MOST} times in a minute.", 1)


def _patient(app: Flask) -> Callable[[dict[str, Any], Any], Any]:
    """The application, and after it the rest of a body that it did not read is read and forgotten.

    A browser that is still sending a file would meet a closed line, and never see the page that says it is too large.
    """

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        said, left = app(environ, start_response), UNREAD_AT_MOST
        while left > 0 and (part := environ["wsgi.input"].read(min(left, 65536))):
            left -= len(part)
        return said

    return answer


class _Log(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """Its words go into our log where they are about processes; about requests they may hold addresses and codes."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log = logging.getLogger("pfa.server")
        self.error_log.addFilter(_spare)


def _spare(record: logging.LogRecord) -> bool:
    if not str(record.msg).startswith(("Worker ", "WORKER ")):
        record.msg, record.args = "withheld: words of a request", ()
    return record.levelno >= logging.WARNING


def _end_gently(parent: Any) -> None:
    """Ctrl-C and a closed terminal end the server as SIGTERM does; a second Ctrl-C ends it at once."""

    def _end(_number: int, _frame: Any) -> None:
        signal.signal(signal.SIGINT, parent.signal)
        parent.signal(signal.SIGTERM, None)

    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _end)


def _leave_to_the_parent(_process: Any) -> None:
    """A terminal sends Ctrl-C to every process at once: the parent passes on what it comes to."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
