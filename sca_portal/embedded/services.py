"""PostgreSQL and Redis together: start, stop, and who still needs them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sca_portal.embedded import locks, postgres, redis_server, settings_file
from sca_portal.embedded.errors import EmbeddedError
from sca_portal.embedded.places import Places

LOG_LIMIT = 5_000_000


@dataclass(frozen=True)
class Status:
    postgres: int | None
    redis: int | None

    @property
    def running(self) -> bool:
        return self.postgres is not None and self.redis is not None


def start(places: Places, *, keep: bool) -> dict[str, str]:
    """Start what does not run, and return the environment. `keep`: they stay until stop()."""
    with locks.alone(_lock(places)):
        for folder in (places.log, places.mail, places.var / "data"):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
        for folder in (places.run, places.redis):
            places.own(folder)
        _shorten_logs(places)
        kept = settings_file.load_secrets(places)
        redis_server.start(places)
        postgres.start(places, kept)
        values = settings_file.environment(places, kept)
        settings_file.write_environment(places, values)
        if keep:
            _keep(places).touch()
    return values


def stop(places: Places) -> None:
    with locks.alone(_lock(places)):
        _stop(places)


def erase(places: Places) -> None:
    """Delete the database, the mails, the files and the keys; refused as long as somebody uses them."""
    with locks.alone(_lock(places)), locks.alone_or_none(_users(places)) as unused:
        if unused is None:
            raise EmbeddedError("The services are in use, as by `make run`. Stop that first.")
        _stop(places)
        for folder in {places.run, places.data, places.var}:
            shutil.rmtree(folder, ignore_errors=True)


def status(places: Places) -> Status:
    return Status(postgres=postgres.pid(places), redis=redis_server.pid(places))


@contextmanager
def needed(places: Places) -> Iterator[dict[str, str]]:
    """Have the services for the length of a block.

    The last user stops them, unless somebody started them to stay, so that `make test` beside
    `make run` neither stops the other's database nor leaves one behind.
    """
    try:
        with locks.together(_users(places)):
            yield start(places, keep=False)
    finally:
        _stop_when_unused(places)


def _stop_when_unused(places: Places) -> None:
    with locks.alone(_lock(places)), locks.alone_or_none(_users(places)) as unused:
        if unused is not None and not _keep(places).exists():
            _stop(places)


def _stop(places: Places) -> None:
    _keep(places).unlink(missing_ok=True)
    redis_server.stop(places)
    postgres.stop(places)


def _shorten_logs(places: Places) -> None:
    for log in places.log.glob("*.log"):
        if log.stat().st_size > LOG_LIMIT:
            log.write_bytes(log.read_bytes()[-LOG_LIMIT // 5 :])


def _lock(places: Places) -> Path:
    return places.var / "embedded.lock"


def _users(places: Places) -> Path:
    return places.var / "embedded.users"


def _keep(places: Places) -> Path:
    return places.var / "embedded.keep"
