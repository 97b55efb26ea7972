"""Many processes behind one socket: who answers, what happens when one dies, and how all of them end."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from pfa import serving
from pfa.cli import main
from pfa.core.database import Database
from pfa.core.errors import PfaError
from pfa.demo.services import as_environment, settings_for

SECONDS = 30.0  # that a busy machine may take over a step


class Server:
    """The tiny application of `tests.served`, and what can be asked of it."""

    def __init__(self, folder: Path, processes: int, *more: str) -> None:
        self.folder = folder
        for pipe in ("begun", "go-on"):
            os.mkfifo(folder / pipe)
        command = [sys.executable, "-m", "tests.served", str(folder), str(processes), *more]
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        self.until(lambda: (folder / "port").is_file() and (folder / "port").read_text() != "")
        self.port = int((folder / "port").read_text())
        self.until(self.answers)

    def ask(self, path: str = "/", **headers: str) -> str:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            return line.getresponse().read().decode()
        finally:
            line.close()

    def answers(self) -> bool:
        try:
            return bool(self.ask())
        except (OSError, http.client.HTTPException):
            return False

    def answering(self) -> set[int]:
        """The processes that answered forty pages."""
        with ThreadPoolExecutor(4) as threads:
            return {int(said.split()[0]) for said in threads.map(lambda _: self.ask(), range(40))}

    def both(self) -> set[int]:
        """The processes that answer, once more than one did."""
        found: set[int] = set()

        def more_than_one() -> bool:
            found.update(self.answering())
            return len(found) > 1

        self.until(more_than_one)
        return found

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + SECONDS
        while not holds():
            assert time.monotonic() < end, (self.folder / "log").read_text()


def is_alive(process: int) -> bool:
    return Path(f"/proc/{process}").exists()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    started: list[Server] = []

    def start(processes: int = 2, *more: str) -> Server:
        started.append(Server(tmp_path, processes, *more))
        return started[-1]

    yield start
    for server in started:
        server.process.kill()
        server.process.wait()


def test_two_processes_answer_and_neither_is_the_parent(serve: Callable[..., Server]) -> None:
    server = serve()
    found = server.both()
    assert len(found) == 2
    assert server.process.pid not in found


def test_a_process_that_was_killed_is_replaced(serve: Callable[..., Server]) -> None:
    server = serve(1)
    (first,) = server.answering()
    os.kill(first, signal.SIGKILL)
    server.until(server.answers)
    assert server.answering() != {first}


@pytest.mark.slow
def test_a_server_whose_processes_die_again_and_again_gives_up(serve: Callable[..., Server]) -> None:
    server = serve(1)
    for _death in range(serving.DEATHS_AT_MOST - 1):
        os.kill(int(server.ask().split()[0]), signal.SIGKILL)
        server.until(server.answers)
    os.kill(int(server.ask().split()[0]), signal.SIGKILL)
    assert server.process.wait(SECONDS) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_page_that_was_begun_is_given_before_all_processes_end(
    serve: Callable[..., Server], number: signal.Signals
) -> None:
    server = serve()
    processes = server.both()
    with ThreadPoolExecutor(1) as threads:
        page = threads.submit(server.ask, "/wait")
        (server.folder / "begun").open().close()
        os.kill(server.process.pid, number)
        server.until(lambda: sum(map(is_alive, processes)) == 1)
        (server.folder / "go-on").open("w").close()
        assert page.result(SECONDS) == "done"
    assert server.process.wait(SECONDS) == 0
    assert not any(map(is_alive, processes))


def test_nobody_is_believed_about_where_they_are_unless_a_proxy_is_named(serve: Callable[..., Server]) -> None:
    said = serve(1).ask(X_Forwarded_For="9.9.9.9", X_Forwarded_Proto="https").split()
    assert said[1:] == ["127.0.0.1", "http"]


def test_a_named_proxy_is_believed(serve: Callable[..., Server]) -> None:
    said = serve(1, "believing").ask(X_Forwarded_For="9.9.9.9", X_Forwarded_Proto="https").split()
    assert said[1:] == ["9.9.9.9", "https"]


def test_who_sends_too_much_is_still_told_so(serve: Callable[..., Server]) -> None:
    line = http.client.HTTPConnection("127.0.0.1", serve(1).port, timeout=SECONDS)
    line.request("POST", "/", b"x" * 8_000_000)
    assert line.getresponse().status == 405
    line.close()


def test_phones_that_fall_silent_in_the_middle_of_a_form_keep_nobody_else_waiting(serve: Callable[..., Server]) -> None:
    server = serve(1, "hasty")
    silent = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(8)]
    halves = (b"POST / HTTP/1.1\r\nContent-Le", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n1")
    for number, line in enumerate(silent):
        line.sendall(halves[number % 2])
    assert server.ask().startswith(tuple("123456789"))
    for line in silent:
        line.close()


def test_lines_that_browsers_open_in_advance_keep_nobody_waiting(serve: Callable[..., Server]) -> None:
    server = serve(1)
    spare = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(8)]
    begun = time.monotonic()
    assert server.ask()
    assert time.monotonic() - begun < serving.SILENT_SECONDS / 2
    for line in spare:
        line.close()


def test_nothing_of_a_broken_request_is_logged(serve: Callable[..., Server]) -> None:
    server = serve(1)
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as line:
        line.sendall(b"GET /card/SECRET WRONG/9\r\n\r\n")
        assert b" 400 " in line.recv(4096)
    log = (server.folder / "log").read_text()
    assert "withheld" in log
    assert "SECRET" not in log
    assert "127.0.0.1" not in log


def test_an_address_in_use_is_a_plain_error() -> None:
    with serving.bound("127.0.0.1", 0) as taken:
        taken.listen()
        with pytest.raises(PfaError, match=r"in use, perhaps by another pfa: stop that, or name another with --port"):
            serving.bound("127.0.0.1", taken.getsockname()[1])


def test_an_address_of_another_machine_is_a_plain_error() -> None:
    with pytest.raises(PfaError, match=r"Port 8000 of 192.0.2.1 cannot be had"):
        serving.bound("192.0.2.1", 8000)
    with pytest.raises(PfaError, match=r"no address nowhere.invalid on this machine"):
        serving.bound("nowhere.invalid", 8000)


def test_the_demo_finds_out_before_its_work_that_its_address_is_in_use(tmp_path: Path) -> None:
    with serving.bound("127.0.0.1", 0) as taken:
        taken.listen()
        port = str(taken.getsockname()[1])
        said = CliRunner().invoke(main, ["demo", "--folder", str(tmp_path / "demo"), "--port", port])
    assert said.exit_code == 2
    assert "in use" in said.output
    assert not (tmp_path / "demo").exists()


@pytest.mark.slow
def test_the_real_application_opens_its_connections_in_each_process(database: Database, tmp_path: Path) -> None:
    with serving.bound("127.0.0.1", 0) as found:
        port = found.getsockname()[1]
    settings = replace(
        settings_for(tmp_path, f"http://127.0.0.1:{port}"),
        database_url=database.url.render_as_string(hide_password=False),
    )
    command = [sys.executable, "-m", "pfa", "serve", "--port", str(port), "--processes", "2", "--no-worker"]
    log = tmp_path / "log"
    with log.open("wb") as said:
        child = subprocess.Popen(command, env={**os.environ, **as_environment(settings)}, stdout=said, stderr=said)
    try:
        statuses: list[int] = []
        end = time.monotonic() + SECONDS
        while not statuses and time.monotonic() < end and child.poll() is None:
            with suppress(OSError):
                statuses.append(status(port))
        with ThreadPoolExecutor(4) as threads:
            statuses += threads.map(status, [port] * 40)
        assert set(statuses) == {303}, log.read_text()
        child.terminate()
        assert child.wait(SECONDS) == 0
        assert log.read_text() == ""
    finally:
        child.kill()
        child.wait()


def status(port: int) -> int:
    """What the link of a card that there is not answers, after a look into the database."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        line.request("GET", "/card/nobody")
        return line.getresponse().status
    finally:
        line.close()


def test_there_is_a_process_for_each_core_but_not_for_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1})
    assert serving.usual_processes() == 2
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(64)))
    assert serving.usual_processes() == serving.PROCESSES_AT_MOST
