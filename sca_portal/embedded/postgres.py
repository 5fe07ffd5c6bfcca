"""A private PostgreSQL: made, started, prepared and stopped with Debian's own programs."""

import os
import shlex
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

from sca_portal.embedded import processes
from sca_portal.embedded.errors import EmbeddedError
from sca_portal.embedded.places import PORT, Places, postgres_binaries

ADMIN = "sca_admin"
START_SECONDS = 30
BOOTSTRAP = Path(__file__).with_name("bootstrap.sql")

# Errors are logged without the statement and without its values: those hold what patients typed.
SETTINGS = """\
listen_addresses = ''
unix_socket_permissions = 0700
port = {port}
max_connections = 100
shared_buffers = 128MB
max_parallel_workers_per_gather = 0
max_wal_size = 512MB
log_timezone = 'UTC'
timezone = 'UTC'
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off
"""


def pid(places: Places) -> int | None:
    """The postmaster of this cluster, if it lives."""
    return processes.pid_in(places.cluster / "postmaster.pid", running=str(places.cluster))


def start(places: Places, kept: dict[str, str]) -> None:
    binaries = postgres_binaries()
    if not (places.cluster / "PG_VERSION").exists():
        _create(places, binaries, kept["admin_password"])
    _check_version(places, binaries)
    if pid(places) is None:
        _clear_leftovers(places)
        _launch(places, binaries)
    # One that was already there may still be repairing what a crash left.
    if not processes.wait_until(lambda: is_ready(places), START_SECONDS):
        raise EmbeddedError(f"PostgreSQL does not answer. Look at {places.log / 'postgres.log'}")
    _prepare(places, binaries, kept)


def stop(places: Places) -> None:
    """Fast shutdown: open sessions are ended, committed work is kept."""
    running = pid(places)
    if running is not None:
        processes.end(running, ask_with=signal.SIGINT, seconds=8)


def is_ready(places: Places) -> bool:
    command = [str(postgres_binaries() / "pg_isready"), "-q", "-h", str(places.run), "-p", str(PORT)]
    return subprocess.run(command, check=False, env=_plain_environment()).returncode == 0


def _create(places: Places, binaries: Path, password: str) -> None:
    unfinished = places.data / "postgres.new"
    _remove_tree(unfinished)
    places.own(unfinished)
    password_file = places.run / "initdb.pw"
    password_file.touch(mode=0o600)
    password_file.write_text(password)
    _hand_over(places, password_file)
    # ICU sorts names as people expect, in English and in Spanish, on every machine alike.
    locale = ["-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US"]
    access = ["-U", ADMIN, "-A", "scram-sha-256", f"--pwfile={password_file}"]
    command = [str(binaries / "initdb"), "-D", str(unfinished), *access, *locale, "--no-instructions"]
    try:
        made = subprocess.run(command, capture_output=True, text=True, check=False, **_as_account(places))
    finally:
        password_file.unlink()
    if made.returncode:
        raise EmbeddedError(f"PostgreSQL could not make its data folder:\n{made.stderr or made.stdout}")
    with (unfinished / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write(SETTINGS.format(port=PORT))
    (unfinished / "pg_hba.conf").write_text("local all all scram-sha-256\n", encoding="utf-8")
    # Renamed at the end: a start that was killed half-way leaves no cluster that looks whole.
    unfinished.rename(places.cluster)


def _check_version(places: Places, binaries: Path) -> None:
    made_with = (places.cluster / "PG_VERSION").read_text().strip()
    if binaries.parent.name.isdecimal() and made_with != binaries.parent.name:
        raise EmbeddedError(
            f"{places.cluster} was made by PostgreSQL {made_with}, but {binaries.parent.name} is installed."
            f" Install postgresql-{made_with}, or move the folder away to start with an empty database."
        )


def _clear_leftovers(places: Places) -> None:
    """A stale pid file stops PostgreSQL when its number was given to another process of this account."""
    (places.cluster / "postmaster.pid").unlink(missing_ok=True)
    for leftover in places.run.glob(".s.PGSQL.*"):
        leftover.unlink(missing_ok=True)


def _launch(places: Places, binaries: Path) -> None:
    log = places.log / "postgres.log"
    socket_folder = f"-c unix_socket_directories={shlex.quote(str(places.run))}"
    cluster = ["-D", str(places.cluster), "-s", "-w", "-t", str(START_SECONDS)]
    command = [str(binaries / "pg_ctl"), *cluster, "-o", socket_folder, "start"]

    def started() -> bool:
        with _appended(log) as output:
            done = subprocess.run(command, stdout=output, stderr=output, check=False, **_as_account(places))
        return done.returncode == 0

    # After a killed postmaster its children need a moment to let go of the shared memory.
    if not processes.wait_until(started, 10):
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:]
        raise EmbeddedError(f"PostgreSQL did not start. The end of {log}:\n" + "\n".join(lines))


def _prepare(places: Places, binaries: Path, kept: dict[str, str]) -> None:
    # Passwords go by standard input: arguments can be read by everybody on the machine.
    values = "".join(f"\\set {name} '{kept[name]}'\n" for name in ("owner_password", "app_password"))
    connection = ["-h", str(places.run), "-p", str(PORT), "-U", ADMIN, "-d", "postgres"]
    done = subprocess.run(
        [str(binaries / "psql"), "-X", "-q", *connection, "-f", "-"],
        input=values + BOOTSTRAP.read_text(encoding="utf-8"),
        env=_plain_environment() | {"PGPASSWORD": kept["admin_password"]},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise EmbeddedError(f"PostgreSQL runs, but its roles could not be prepared:\n{done.stderr}")


def _plain_environment() -> dict[str, str]:
    """Without PGHOST, PGSERVICE and the like, which would lead our commands to another server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _as_account(places: Places) -> dict[str, Any]:
    options: dict[str, Any] = {"cwd": "/", "env": _plain_environment(), "stdin": subprocess.DEVNULL}
    if places.account:
        options |= {"user": places.account.uid, "group": places.account.gid, "extra_groups": []}
    return options


def _hand_over(places: Places, path: Path) -> None:
    if places.account:
        os.chown(path, places.account.uid, places.account.gid)


def _appended(path: Path) -> Any:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")


def _remove_tree(path: Path) -> None:
    if path.exists():
        shutil.rmtree(path)
