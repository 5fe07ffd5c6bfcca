"""Where the embedded services live, and under which account they run."""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sca_portal.embedded.errors import EmbeddedError

ROOT = Path(__file__).resolve().parent.parent.parent
# The kernel allows 107 bytes for a socket's path; the longest name here is `.s.PGSQL.5432.lock`.
SOCKET_PATH_LIMIT = 100
PORT = 5432


@dataclass(frozen=True)
class Account:
    """Another account to run the services as; PostgreSQL refuses to run as root."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Places:
    var: Path
    data: Path
    run: Path
    account: Account | None

    @property
    def log(self) -> Path:
        return self.var / "log"

    @property
    def mail(self) -> Path:
        return self.var / "mail"

    @property
    def cluster(self) -> Path:
        return self.data / "postgres"

    @property
    def redis(self) -> Path:
        return self.data / "redis"

    @property
    def redis_socket(self) -> Path:
        return self.run / "redis.sock"

    @property
    def secrets_file(self) -> Path:
        return self.var / "secrets.json"

    @property
    def env_file(self) -> Path:
        return self.var / "embedded.env"

    def own(self, folder: Path) -> None:
        """Make a folder that only the account of the services can look into."""
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        if self.account:
            os.chown(folder, self.account.uid, self.account.gid)


def find(var: Path | None = None) -> Places:
    """Decide the folders for this checkout; the answer is the same each time."""
    var = (var or Path(os.environ.get("EMBEDDED_DIR") or ROOT / "var")).absolute()
    var.mkdir(parents=True, exist_ok=True)
    mark = hashlib.sha256(str(var).encode()).hexdigest()[:12]
    account = _account()
    if account is None:
        var.chmod(0o700)
        return Places(var=var, data=var, run=_run_folder(var, mark, account), account=None)
    # The account of the services passes through, but cannot list the folder or read what is in it.
    var.chmod(0o711)
    data = var if _can_pass(account, var) else Path(f"/var/lib/sca-portal-{mark}")
    if data != var:
        data.mkdir(mode=0o711, exist_ok=True)
    return Places(var=var, data=data, run=_run_folder(data, mark, account), account=account)


def postgres_binaries() -> Path:
    """The newest installed PostgreSQL; its server programs are not on PATH on Debian."""
    found = [
        p
        for p in Path("/usr/lib/postgresql").glob("*/bin")
        if (p / "initdb").exists() and (p / "postgres").exists()
    ]
    if found:
        return max(found, key=lambda path: int(path.parent.name) if path.parent.name.isdecimal() else 0)
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    raise EmbeddedError(
        "PostgreSQL is not installed. Run `make setup`, or: apt-get install postgresql postgresql-contrib"
    )


def redis_binary() -> str:
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if not found:
        raise EmbeddedError("Redis is not installed. Run `make setup`, or: apt-get install redis-server")
    return found


def _account() -> Account | None:
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        raise EmbeddedError(
            "PostgreSQL does not run as root and there is no account `postgres`. Install the Debian package"
            " postgresql, which makes one, or start as another user."
        ) from None
    return Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)


def _can_pass(account: Account, folder: Path) -> bool:
    test = subprocess.run(
        ["/usr/bin/test", "-x", str(folder)],
        user=account.uid,
        group=account.gid,
        extra_groups=[],
        check=False,
        cwd="/",
    )
    return test.returncode == 0


def _run_folder(data: Path, mark: str, account: Account | None) -> Path:
    run = data / "run"
    if len(os.fsencode(run / f".s.PGSQL.{PORT}.lock")) <= SOCKET_PATH_LIMIT:
        return run
    short = Path("/tmp" if account else tempfile.gettempdir()) / f"sca-portal-{mark}"  # noqa: S108
    _refuse_foreign(short, account)
    return short


def _refuse_foreign(folder: Path, account: Account | None) -> None:
    """A folder in /tmp may have been put there by somebody else, to catch our connections."""
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return
    expected = {os.geteuid(), account.uid if account else os.geteuid()}
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in expected:
        raise EmbeddedError(
            f"{folder} belongs to somebody else. Remove it, or use a checkout with a shorter path."
        )
