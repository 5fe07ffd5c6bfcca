"""The secrets of one checkout, and the environment file made from them."""

import base64
import json
import os
import secrets
from pathlib import Path
from urllib.parse import quote

from sca_portal.embedded.places import PORT, Places


def load_secrets(places: Places) -> dict[str, str]:
    """Random values made once. They stay when embedded.env is deleted: encrypted data needs its key."""
    try:
        kept: dict[str, str] = json.loads(places.secrets_file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        kept = {}
    made = {
        "admin_password": secrets.token_hex(24),
        "owner_password": secrets.token_hex(24),
        "app_password": secrets.token_hex(24),
        "secret_key": secrets.token_hex(32),
        "data_keys": "k1:" + base64.b64encode(secrets.token_bytes(32)).decode(),
    } | kept
    if made != kept:
        write_private(places.secrets_file, json.dumps(made, indent=1) + "\n")
    return made


def environment(places: Places, kept: dict[str, str]) -> dict[str, str]:
    server = f"{quote(str(places.run), safe='')}:{PORT}"
    return {
        "DATABASE_URL": f"postgres://sca_app:{kept['app_password']}@{server}/sca",
        "DATABASE_OWNER_URL": f"postgres://sca_owner:{kept['owner_password']}@{server}/sca",
        "REDIS_URL": f"redis+socket://{quote(str(places.redis_socket))}?virtual_host=0",
        "SECRET_KEY": kept["secret_key"],
        "DATA_KEYS": kept["data_keys"],
        "DATA_DIR": str(places.var / "data"),
        "DEMO": "1",
        "SECURE_COOKIES": "0",
        "SITE_URL": "http://127.0.0.1:8000",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "EMAIL_URL": f"file://{quote(str(places.mail))}",
    }


def write_environment(places: Places, values: dict[str, str]) -> None:
    lines = ["# Written at every start of the embedded services. Set variables in your shell instead."]
    lines += [f"{name}={value}" for name, value in values.items()]
    write_private(places.env_file, "\n".join(lines) + "\n")


def write_private(path: Path, content: str) -> None:
    """Replace a file at once, so that a reader never finds half of it."""
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(content)
    new.replace(path)
