"""Run the whole portal in one terminal: web, worker and beat, with what they need."""

import errno
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import FrameType

from sca_portal.embedded import children, locks, postgres, redis_server, services
from sca_portal.embedded.children import Child, say
from sca_portal.embedded.errors import EmbeddedError
from sca_portal.embedded.places import ROOT, Places
from sca_portal.embedded.prepare import prepare

HOST = "127.0.0.1"
START_SECONDS = 40
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class _Stop(Exception):
    """Somebody asked us to end."""


def serve(places: Places) -> int:
    """Until Ctrl-C or until one process ends; 0 only when somebody asked to stop."""
    port = _port()
    with locks.alone_or_none(places.var / "serve.lock") as lock:
        if lock is None:
            raise EmbeddedError(
                f"The portal is already running at {_running_address(places)}. Stop it there with Ctrl-C."
            )
        _refuse_taken(port)
        _running_file(places).write_text(f"http://{HOST}:{port}/\n", encoding="utf-8")
        try:
            with _stop_on_signals():
                return _serve(places, port)
        except _Stop:
            say("portal", "stopped")
            return 0
        finally:
            _running_file(places).unlink(missing_ok=True)


def _serve(places: Places, port: int) -> int:
    own_database = not os.environ.get("DATABASE_URL")
    if own_database:
        say("setup", "starting PostgreSQL and Redis")
    needed: AbstractContextManager[dict[str, str]] = (
        services.needed(places) if own_database else nullcontext({})
    )
    with needed as values:
        environment = _environment(values, port)
        sign_ins = prepare(environment, say)
        places.log.mkdir(parents=True, exist_ok=True)
        running: list[Child] = []
        try:
            for name, command in _commands(places).items():
                running.append(Child(name, command, environment, places.log / f"{name}.log"))
            _wait_for_web(running, port)
            _announce(f"http://{HOST}:{port}/", sign_ins, places)
            ended = _watch(running, places if own_database else None)
        finally:
            _ignore_signals()
            children.end_all(running)
    print(f"\n{ended}, so everything was stopped. Its log is in {places.log}.", file=sys.stderr, flush=True)
    return 1


def _commands(places: Places) -> dict[str, list[str]]:
    celery = [sys.executable, "-m", "celery", "--quiet", "--no-color", "-A", "sca_portal"]
    return {
        "web": [
            sys.executable,
            "-m",
            "gunicorn",
            "-c",
            str(ROOT / "sca_portal" / "gunicorn.py"),
            "sca_portal.wsgi",
        ],
        "worker": [
            *celery,
            "worker",
            "--concurrency=2",
            "--loglevel=INFO",
            "--without-gossip",
            "--without-mingle",
        ],
        "beat": [
            *celery,
            "beat",
            "--loglevel=WARNING",
            f"--schedule={places.var / 'celerybeat'}",
            "--pidfile=",
        ],
    }


def _environment(values: dict[str, str], port: int) -> dict[str, str]:
    found = values | os.environ
    if port != 8000 and not os.environ.get("SITE_URL"):
        found["SITE_URL"] = f"http://{HOST}:{port}"
    # Celery's warning about root is about pickled messages; ours are JSON and the broker is private.
    quiet = {"PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "ignore:You're running the worker"}
    return found | {"HOST": HOST, "PORT": str(port)} | quiet


def _port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise EmbeddedError("PORT must be a number between 1 and 65535.")
    return int(given)


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                why = f"Port {port} is used by another program."
            else:
                why = f"Port {port} cannot be used: {error.strerror}."
            raise EmbeddedError(f"{why} Choose another one: PORT={port + 1} make run") from None


def _wait_for_web(running: list[Child], port: int) -> None:
    """The first answer also loads the pages' code, so that the first visitor does not wait for it."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if any(child.ended for child in running):
            return
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=START_SECONDS).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise EmbeddedError(f"The web server did not answer within {START_SECONDS} seconds.")


def _watch(running: list[Child], places: Places | None) -> str:
    """Wait until something ends, and say what."""
    while True:
        for child in running:
            if child.ended:
                return f"{child.name} ended with exit code {child.process.returncode}"
        if places and postgres.pid(places) is None:
            return "PostgreSQL ended"
        if places and redis_server.pid(places) is None:
            return "Redis ended"
        time.sleep(0.5)


def _announce(address: str, sign_ins: str, places: Places) -> None:
    lines = [
        "The portal is running.",
        "",
        f"  Address   {address}",
        f"  Mail      {places.mail} (written, not sent)",
        f"  Logs      {places.log}",
        "  Stop      Ctrl-C",
    ]
    if sign_ins:
        lines += ["", *("  " + line for line in sign_ins.splitlines())]
    width = max(len(line) for line in lines)
    print("\n".join(["", "=" * width, *lines, "=" * width, ""]), flush=True)


def _running_file(places: Places) -> Path:
    return places.var / "serve.address"


def _running_address(places: Places) -> str:
    try:
        return _running_file(places).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return "another terminal"


@contextmanager
def _stop_on_signals() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        # Once: a second Ctrl-C in the middle of the clean-up would leave processes behind.
        _ignore_signals()
        raise _Stop

    before = {number: signal.signal(number, stop) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ignore_signals() -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
