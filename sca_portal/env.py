"""Typed readers for environment variables.

A missing or odd value stops the start and names the variable, never its content. Without DATABASE_URL the
values come from `embedded.env`, which `python -m sca_portal.embedded start` writes for the private services.
Variables that are set in the environment always win over that file.
"""

import os
from pathlib import Path
from types import EllipsisType
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}
SECRET_MINIMUM = 32
SAMPLE_MARKS = ("change", "insecure", "example", "sample", "replace", "secret", "password", "your-")
MAIL_BACKENDS = "django.core.mail.backends"
SMTP_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
S3_SCHEMES = {"s3": "https", "s3+http": "http"}
REDIS_SCHEMES = {"redis", "rediss", "unix", "redis+socket"}


class EnvironmentFault(ImproperlyConfigured):
    """A variable is missing or odd; the text names it."""

    def __init__(self, name: str, fault: str) -> None:
        super().__init__(f"Environment variable {name} {fault}. See docs/reference/environment.md.")
        self.name = name


def embedded_file() -> Path:
    return Path(os.environ.get("EMBEDDED_DIR") or ROOT / "var") / "embedded.env"


def text(name: str, default: str | EllipsisType = ...) -> str:
    value = (os.environ.get(name, "") or _embedded(name)).strip()
    if value:
        return value
    if isinstance(default, str):
        return default
    if not os.environ.get("DATABASE_URL"):
        raise EnvironmentFault(
            name, f"is not set, and {embedded_file()} does not give it (`make run` writes it)"
        )
    raise EnvironmentFault(name, "is not set")


def _embedded(name: str) -> str:
    """The value for the embedded services, if they are the database in use.

    os.environ stays as it is: a DATABASE_URL there means that somebody named a database of their own.
    """
    if os.environ.get("DATABASE_URL"):
        return ""
    try:
        lines = embedded_file().read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ""
    return next((line.removeprefix(f"{name}=") for line in lines if line.startswith(f"{name}=")), "")


def flag(name: str, default: bool | EllipsisType = ...) -> bool:
    value = text(name, default if isinstance(default, EllipsisType) else str(int(default))).lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise EnvironmentFault(name, "must be 1 or 0")


def number(name: str, default: int | EllipsisType = ..., *, minimum: int = 0) -> int:
    value = text(name, default if isinstance(default, EllipsisType) else str(default))
    try:
        found = int(value)
    except ValueError:
        raise EnvironmentFault(name, "must be a whole number") from None
    if found < minimum:
        raise EnvironmentFault(name, f"must be {minimum} or more")
    return found


def list_of(name: str, default: list[str] | EllipsisType = ...) -> list[str]:
    """Values separated by commas; an empty list only when the default is one."""
    given = text(name, "" if isinstance(default, list) else default)
    if not given and isinstance(default, list):
        return list(default)
    found = [part.strip() for part in given.split(",") if part.strip()]
    if not found:
        raise EnvironmentFault(name, "must list at least one value")
    return found


def directory(name: str, default: Path) -> Path:
    """An absolute folder. It is not made here."""
    found = Path(text(name, str(default))).expanduser()
    if not found.is_absolute():
        raise EnvironmentFault(name, "must be an absolute path")
    return found


def secret(name: str) -> str:
    """A random value of our own: not empty, not short, not one copied from a sample."""
    value = text(name)
    if any(mark in value.lower() for mark in SAMPLE_MARKS):
        raise EnvironmentFault(name, "still has a sample value")
    if len(value) < SECRET_MINIMUM or len(set(value)) < SECRET_MINIMUM // 4:
        raise EnvironmentFault(name, f"must be random and have at least {SECRET_MINIMUM} characters")
    return value


def database(name: str) -> dict[str, Any]:
    """A Django database from postgres://user:password@host:port/name?option=value.

    The host may be the quoted folder of a unix socket. dj-database-url is not used because it changes
    the host to lower case, which breaks a folder such as /home/Ana.
    """
    parts = _address(name, text(name))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise EnvironmentFault(name, "must start with postgres://")
    account, at, place = parts.netloc.rpartition("@")
    user, _, password = account.partition(":")
    host = place.rpartition(":")[0] if ":" in place else place
    port = _port(name, parts)
    database_name = unquote(parts.path.removeprefix("/"))
    if not (at and user and database_name):
        raise EnvironmentFault(name, "must name a user and a database")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": unquote(user),
        "PASSWORD": unquote(password),
        "HOST": unquote(host),
        "PORT": str(port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def mail(name: str) -> dict[str, Any]:
    """Django's EMAIL_ settings from a smtp, smtp+tls (STARTTLS), smtps, file, console or memory address."""
    parts = _address(name, text(name))
    if parts.scheme == "file" and unquote(parts.path).startswith("/"):
        return {
            "EMAIL_BACKEND": f"{MAIL_BACKENDS}.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    if parts.scheme in {"console", "memory"}:
        module = "console" if parts.scheme == "console" else "locmem"
        return {"EMAIL_BACKEND": f"{MAIL_BACKENDS}.{module}.EmailBackend"}
    if parts.scheme not in SMTP_PORTS or not parts.hostname:
        raise EnvironmentFault(
            name, "must start with smtp://, smtp+tls://, smtps:// and a host, or file:/// and a folder"
        )
    return {
        "EMAIL_BACKEND": f"{MAIL_BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": _port(name, parts) or SMTP_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


def web_address(name: str) -> str:
    """An http or https address with a host; empty when it is not set."""
    url = text(name, "")
    if url:
        parts = _address(name, url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise EnvironmentFault(name, "must start with https:// and a host")
        _port(name, parts)
    return url


def files(name: str) -> dict[str, Any]:
    """Where kept files lie, as Django's STORAGES wants it: the local disk, or a store that speaks S3.

    s3://key:secret@host:port/bucket/folder?region=us-east-1&encryption=AES256. No host: Amazon's own. No key:
    the machine's role. s3+http:// is for a store on the same machine. django-storages reads the rest of its
    settings by name; here everything is said, so none of them is picked up by chance.
    """
    url = text(name, "")
    if not url:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts = _address(name, url)
    if parts.scheme not in S3_SCHEMES:
        raise EnvironmentFault(name, "must start with s3:// or s3+http://")
    bucket, _slash, folder = unquote(parts.path).strip("/").partition("/")
    if not bucket:
        raise EnvironmentFault(name, "must name a bucket")
    if bool(parts.username) != bool(parts.password):
        raise EnvironmentFault(name, "must have a key and its secret, or none of them")
    options = dict(parse_qsl(parts.query))
    port = _port(name, parts)
    place = f"{parts.hostname}:{port}" if port else parts.hostname
    encryption = options.get("encryption", "")
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "location": folder,
            "access_key": unquote(parts.username) if parts.username else None,
            "secret_key": unquote(parts.password) if parts.password else None,
            "endpoint_url": f"{S3_SCHEMES[parts.scheme]}://{place}" if place else None,
            "region_name": options.get("region") or None,
            "default_acl": None,
            "object_parameters": {"ServerSideEncryption": encryption} if encryption else {},
            "client_config": _s3_config(is_amazon=not place),
        },
    }


def _s3_config(*, is_amazon: bool) -> Any:
    # Loaded only where it is used: its libraries are large.
    from botocore.config import Config

    told: dict[str, Any] = {"connect_timeout": 5, "read_timeout": 30, "retries": {"total_max_attempts": 3}}
    if not is_amazon:
        # Other stores have no host name per bucket, and some do not know Amazon's newer checksums.
        told["s3"] = {"addressing_style": "path"}
        told["request_checksum_calculation"] = told["response_checksum_validation"] = "when_required"
    return Config(signature_version="s3v4", **told)


def redis_url(name: str) -> str:
    """The address as redis-py wants it: redis://, rediss:// or unix:///path?db=0."""
    url, parts = _redis(name)
    if parts.scheme != "redis+socket":
        return url
    query = dict(parse_qsl(parts.query))
    query["db"] = query.pop("virtual_host", "0")
    return f"unix://{parts.netloc}{parts.path}?{urlencode(query)}"


def broker_url(name: str) -> str:
    """The address as Celery wants it: redis://, rediss:// or redis+socket:///path?virtual_host=0."""
    url, parts = _redis(name)
    if parts.scheme != "unix":
        return url
    query = dict(parse_qsl(parts.query))
    query["virtual_host"] = query.pop("db", "0")
    return f"redis+socket://{parts.netloc}{parts.path}?{urlencode(query)}"


def _redis(name: str) -> tuple[str, SplitResult]:
    url = text(name)
    parts = _address(name, url)
    if parts.scheme not in REDIS_SCHEMES:
        raise EnvironmentFault(name, "must start with redis://, rediss://, unix:// or redis+socket://")
    if parts.scheme in {"unix", "redis+socket"} and not parts.path.startswith("/"):
        raise EnvironmentFault(name, "must name the absolute path of a socket")
    return url, parts


def _port(name: str, parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise EnvironmentFault(name, "has a port that is not a number") from None


def _address(name: str, url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        raise EnvironmentFault(name, "is not an address") from None
