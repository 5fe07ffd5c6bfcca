"""What must be done before the portal can answer: tables, texts, static files, demo data."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from sca_portal.embedded.errors import EmbeddedError
from sca_portal.embedded.places import ROOT

DEMO_DATA = ROOT / "requests_app" / "management" / "commands" / "demo_data.py"
Say = Callable[[str, str], None]


def prepare(environment: dict[str, str], say: Say) -> str:
    """Do all of it in order; returns what the demo data says about its sign-ins."""
    compile_messages(say)
    say("setup", "bringing the tables up to date")
    manage(["migrate", "--database=owner", "--noinput", "--verbosity=0"], environment)
    say("setup", "collecting static files")
    manage(["collectstatic", "--noinput", "--verbosity=0"], environment)
    if environment.get("DEMO", "").strip().lower() not in {"1", "true", "yes", "on"}:
        return ""
    if not DEMO_DATA.exists():
        say("setup", "no demo data: this checkout has no command `demo_data`")
        return ""
    say("setup", "loading demo data")
    return manage(["demo_data"], environment)


def manage(arguments: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env=environment, cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-25:])
        raise EmbeddedError(f"`manage.py {' '.join(arguments)}` failed:\n{said}")
    return done.stdout.strip()


def compile_messages(say: Say) -> None:
    """Translations, where the text is newer than the compiled file."""
    for text in sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po")):
        compiled = text.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= text.stat().st_mtime:
            continue
        say("setup", f"compiling {text.relative_to(ROOT)}")
        _msgfmt(text, compiled)


def _msgfmt(text: Path, compiled: Path) -> None:
    # Not `manage.py compilemessages`: it walks into .venv and var as well.
    new = compiled.with_suffix(".mo.new")
    done = subprocess.run(
        ["msgfmt", "--check-format", "-o", str(new), str(text)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise EmbeddedError(f"{text.relative_to(ROOT)} does not compile:\n{done.stderr}")
    new.replace(compiled)
