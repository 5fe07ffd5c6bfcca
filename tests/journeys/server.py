"""The whole portal as it runs: web server, worker and beat, on a database and a Redis of its own."""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import redis

from sca_portal import env
from sca_portal.embedded.children import LIBC, PR_SET_PDEATHSIG
from sca_portal.embedded.processes import wait_until
from tests import databases

ROOT = databases.ROOT
START_SECONDS = 60
STOP_SECONDS = 12
REDIS_DATABASES = range(1, 16)
OWNER_KEY = "browser-tests"
SIGTERM = 15
MAIL_LINE = b"-" * 79


class Trouble(Exception):
    """The portal did not do what every test needs; the text says where to look."""


@dataclass(frozen=True)
class Mail:
    to: str
    subject: str
    body: str
    language: str


@dataclass(frozen=True)
class Portal:
    """A running portal: where it listens, what it mailed, and its command line."""

    url: str
    folder: Path
    environment: Mapping[str, str]

    def manage(self, *arguments: str) -> str:
        return self._run([sys.executable, str(ROOT / "manage.py"), *arguments])

    def run_module(self, name: str, *arguments: str) -> Any:
        """Run a module of the tests inside the portal's environment; what it prints is JSON."""
        return json.loads(self._run([sys.executable, "-m", name, *arguments]).strip().splitlines()[-1])

    def mails(self, *, to: str) -> list[Mail]:
        """Oldest first."""
        files = sorted(
            (self.folder / "mail").glob("*.log"), key=lambda file: (file.stat().st_mtime, file.name)
        )
        return [mail for file in files for mail in _mails(file.read_bytes()) if mail.to == to]

    def wait_for_mail(self, *, to: str, after: int = 0, seconds: float = 25) -> Mail:
        """The first mail beyond the `after` that were there before."""
        if not wait_until(lambda: len(self.mails(to=to)) > after, seconds):
            raise Trouble(f"no mail to {to} within {seconds} s\n{self.log('worker')}")
        return self.mails(to=to)[after]

    def log(self, name: str, *, lines: int = 30) -> str:
        file = self.folder / f"{name}.log"
        text = file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def _run(self, command: list[str]) -> str:
        done = subprocess.run(
            command, env=dict(self.environment), cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Trouble(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
        return done.stdout


@contextmanager
def portal(
    *,
    name: str,
    background: bool = True,
    web_workers: int = 1,
    app: str = "sca_portal.wsgi",
    **extra: str,
) -> Iterator[Portal]:
    """Start everything, and leave nothing behind. `background=False`: no worker and no beat."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix=f"sca-{name}-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        for below in ("mail", "data"):
            (folder / below).mkdir()
        databases.drop_left_behind(f"sca_{name}_")
        database = f"sca_{name}_{os.getpid()}"
        databases.clone(databases.make_template(), database)
        stack.callback(databases.drop, database)
        broker = stack.enter_context(_own_redis())
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=64))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        values = _environment(folder, database, broker, url) | extra | {"WEB_WORKERS": str(web_workers)}
        running = Portal(url=url, folder=folder, environment=values)
        _bring_static_files(running)
        started: list[subprocess.Popen[bytes]] = []
        stack.callback(_end, started)
        started.append(_start(running, "web", _web(listener.fileno(), app), keep=(listener.fileno(),)))
        if background:
            started += [_start(running, part, command) for part, command in _background(folder).items()]
        _wait_until_it_answers(running)
        yield running


def _bring_static_files(running: Portal) -> None:
    """Collected by the first portal of this process, with names made of their contents; then copied."""
    kept = _static_files()
    if not any(kept.iterdir()):
        running.manage("collectstatic", "--noinput", "--verbosity=0")
        shutil.copytree(running.folder / "data" / "static", kept, dirs_exist_ok=True)
    else:
        shutil.copytree(kept, running.folder / "data" / "static")


@cache
def _static_files() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="sca-static-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _environment(folder: Path, database: str, broker: str, url: str) -> dict[str, str]:
    given = {name: env.text(name) for name in ("SECRET_KEY", "DATA_KEYS")}
    places = {
        name: urlsplit(env.text(name))._replace(path=f"/{database}").geturl()
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL")
    }
    return {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        **given,
        **places,
        "REDIS_URL": broker,
        "DATA_DIR": str(folder / "data"),
        "EMAIL_URL": f"file://{folder / 'mail'}",
        "SITE_URL": url,
        "ALLOWED_HOSTS": "127.0.0.1",
        "DEMO": "1",
        "DEBUG": "0",
        "SECURE_COOKIES": "0",
        "WEB_THREADS": "4",
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore:You're running the worker",
    }


@contextmanager
def _own_redis() -> Iterator[str]:
    """A numbered database of the Redis server that nobody else uses; a dead owner's is taken over."""
    for number in REDIS_DATABASES:
        url = _redis_url(number)
        client = redis.Redis.from_url(_for_client(url))
        mine = str(os.getpid())
        owner = client.get(OWNER_KEY)
        if owner and not Path(f"/proc/{int(owner)}").exists():
            client.delete(OWNER_KEY)
        if client.set(OWNER_KEY, mine, nx=True):
            break
        client.close()
    else:
        raise Trouble("all numbered databases of Redis are taken")
    try:
        for key in client.scan_iter():
            if key != OWNER_KEY.encode():
                client.delete(key)
        yield url
    finally:
        client.flushdb()
        client.close()


def _redis_url(number: int) -> str:
    """The address for Celery, with another numbered database."""
    parts = urlsplit(env.broker_url("REDIS_URL"))
    if parts.scheme != "redis+socket":
        return parts._replace(path=f"/{number}").geturl()
    query = dict(parse_qsl(parts.query)) | {"virtual_host": str(number)}
    # Not urlunsplit: it leaves the two slashes out when no host follows.
    return f"redis+socket://{parts.path}?{urlencode(query)}"


def _for_client(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "redis+socket":
        return url
    return f"unix://{parts.path}?db={dict(parse_qsl(parts.query))['virtual_host']}"


def _web(descriptor: int, app: str) -> list[str]:
    config = str(ROOT / "sca_portal" / "gunicorn.py")
    return [sys.executable, "-m", "gunicorn", "-c", config, "-b", f"fd://{descriptor}", app]


def _background(folder: Path) -> dict[str, list[str]]:
    celery = [sys.executable, "-m", "celery", "--quiet", "--no-color", "-A", "sca_portal"]
    worker = ["worker", "--concurrency=1", "--loglevel=INFO", "--without-gossip", "--without-mingle"]
    beat = ["beat", "--loglevel=WARNING", f"--schedule={folder / 'celerybeat'}", "--pidfile="]
    return {"worker": [*celery, *worker], "beat": [*celery, *beat]}


def _start(
    portal: Portal, name: str, command: list[str], *, keep: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    with (portal.folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            command,
            env=dict(portal.environment),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            pass_fds=keep,
            start_new_session=True,
            # Tests that are killed outright leave no portal behind.
            preexec_fn=lambda: LIBC.prctl(PR_SET_PDEATHSIG, SIGTERM),
        )


def _end(started: list[subprocess.Popen[bytes]]) -> None:
    """All at once. The main processes only: each ends its own children in good order."""
    for one in started:
        one.terminate()
    for one in started:
        try:
            one.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(one.pid, 9)
            one.wait()


def _wait_until_it_answers(portal: Portal) -> None:
    def answers() -> bool:
        try:
            urllib.request.urlopen(f"{portal.url}/healthz", timeout=START_SECONDS).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    if not wait_until(answers, START_SECONDS):
        raise Trouble(f"the web server did not answer\n{portal.log('web')}")


def _mails(source: bytes) -> Iterator[Mail]:
    for part in source.split(MAIL_LINE):
        if part.strip():
            message = message_from_bytes(part.lstrip(), policy=policy.default)
            text = message.get_body(preferencelist=("plain",))
            yield Mail(
                to=str(message["To"]),
                subject=str(message["Subject"]),
                body=str(text.get_content()) if text is not None else "",
                language=str(message["Content-Language"]),
            )


def code_in(mail: Mail) -> str:
    """The sign-in code a mail brings."""
    found = re.search(r"(?m)^\s*(\d{6}|[A-Z0-9]{3}-?[A-Z0-9]{3})\s*$", mail.body)
    if found is None:
        raise Trouble(f"no code in the mail:\n{mail.body}")
    return found.group(1)
