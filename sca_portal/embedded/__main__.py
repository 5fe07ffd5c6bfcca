"""Command line of the embedded services: python -m sca_portal.embedded --help."""

import argparse
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from types import FrameType

from sca_portal.embedded import children, places, prepare, serve, services
from sca_portal.embedded.errors import EmbeddedError
from sca_portal.embedded.places import Places

NOT_RUNNING = 3


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        if options.command == "messages":
            prepare.compile_messages(children.say)
            return 0
        if options.command == "run":
            return _run(places.find(), options.words)
        return ACTIONS[options.command](places.find())
    except EmbeddedError as error:
        print(f"sca-portal: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sca_portal.embedded",
        description="Private PostgreSQL and Redis under var/, and the whole portal on top of them.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("start", help="start PostgreSQL and Redis; they stay until `stop`")
    commands.add_parser("stop", help="stop them")
    commands.add_parser("status", help=f"say what runs; exit code {NOT_RUNNING} when not both do")
    commands.add_parser("env", help='print the variables: eval "$(python -m sca_portal.embedded env)"')
    run = commands.add_parser("run", help="run a command with them; the last user stops them")
    run.add_argument("words", nargs=argparse.REMAINDER, metavar="-- COMMAND")
    commands.add_parser("serve", help="prepare everything and run web, worker and beat")
    commands.add_parser("messages", help="compile translations that changed")
    commands.add_parser("erase", help="stop, and delete the database, mails, files and keys")
    return parser


def _start(here: Places) -> int:
    services.start(here, keep=True)
    return _status(here)


def _stop(here: Places) -> int:
    services.stop(here)
    return 0


def _status(here: Places) -> int:
    found = services.status(here)
    for name, pid in (("PostgreSQL", found.postgres), ("Redis", found.redis)):
        print(f"{name:<11}" + (f"running, process {pid}, sockets in {here.run}" if pid else "not running"))
    return 0 if found.running else NOT_RUNNING


def _environment(here: Places) -> int:
    if not here.env_file.exists():
        raise EmbeddedError(f"There is no {here.env_file} yet. Run `python -m sca_portal.embedded start`.")
    for line in here.env_file.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            print(f"export {name}={shlex.quote(value)}")
    return 0


def _erase(here: Places) -> int:
    services.erase(here)
    return 0


def _run(here: Places, words: list[str]) -> int:
    command = words[1:] if words[:1] == ["--"] else words
    if not command:
        raise EmbeddedError("Say what to run: python -m sca_portal.embedded run -- COMMAND")
    if os.environ.get("DATABASE_URL"):
        return _wait_for(command)
    with services.needed(here):
        return _wait_for(command)


def _wait_for(command: list[str]) -> int:
    """Run a command to its end. Ctrl-C reaches it by itself; it decides, and we clean up after it."""
    child = subprocess.Popen(command)

    def forward(number: int, frame: FrameType | None) -> None:
        child.send_signal(number)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, forward)
    code = child.wait()
    return code if code >= 0 else 128 - code


ACTIONS: dict[str, Callable[[Places], int]] = {
    "start": _start,
    "stop": _stop,
    "status": _status,
    "env": _environment,
    "serve": serve.serve,
    "erase": _erase,
}

if __name__ == "__main__":
    sys.exit(main())
