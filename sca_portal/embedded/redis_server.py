"""A private Redis on a unix socket. It only carries messages: losing it loses no promise."""

import os
import signal
import socket
import struct
import subprocess
from pathlib import Path
from typing import Any

from sca_portal.embedded import processes
from sca_portal.embedded.errors import EmbeddedError
from sca_portal.embedded.places import Places, redis_binary


def pid(places: Places) -> int | None:
    """The server behind our socket; the pid file is only asked when nobody answers there."""
    listening = _listener(places)
    if listening and str(places.redis_socket) in processes.command_line(listening):
        return listening
    return processes.pid_in(_pid_file(places), running=str(places.redis_socket))


def start(places: Places) -> None:
    if pid(places) is not None and is_ready(places):
        return
    stop(places)
    log = places.log / "redis.log"
    options: dict[str, Any] = {}
    if places.account:
        options = {"user": places.account.uid, "group": places.account.gid, "extra_groups": []}
    with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as output:
        started = subprocess.Popen(
            _command(places),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            start_new_session=True,
            **options,
        )
    processes.wait_until(lambda: is_ready(places) or started.poll() is not None, 10)
    if not is_ready(places):
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:]
        raise EmbeddedError("Redis did not start. The end of " + str(log) + ":\n" + "\n".join(lines))


def stop(places: Places) -> None:
    running = pid(places)
    if running is not None:
        processes.end(running, ask_with=signal.SIGTERM, seconds=5)
    for leftover in (places.redis_socket, _pid_file(places)):
        leftover.unlink(missing_ok=True)


def is_ready(places: Places) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(2)
            connection.connect(str(places.redis_socket))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def _listener(places: Places) -> int | None:
    """The process that opened our socket, as the kernel knows it: a lost pid file loses no server."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(2)
            connection.connect(str(places.redis_socket))
            credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    except OSError:
        return None
    process, _user, _group = struct.unpack("3i", credentials)
    return int(process) or None


def _pid_file(places: Places) -> Path:
    return places.redis / "redis.pid"


def _command(places: Places) -> list[str]:
    settings = {
        "port": "0",
        "unixsocket": str(places.redis_socket),
        "unixsocketperm": "700",
        "dir": str(places.redis),
        "pidfile": str(_pid_file(places)),
        "daemonize": "no",
        "set-proc-title": "no",
        "save": "",
        "appendonly": "no",
        "maxmemory": "256mb",
        "maxmemory-policy": "noeviction",
        "loglevel": "notice",
    }
    command = [redis_binary()]
    for name, value in settings.items():
        command += [f"--{name}", value]
    return command
