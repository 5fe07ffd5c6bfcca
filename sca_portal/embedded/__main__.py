"""Command line: python -m sca_portal.embedded start|stop|status|env|run|serve."""

import argparse
import os
import shlex
import subprocess
import sys

from sca_portal.embedded import places, serve, services
from sca_portal.embedded.errors import EmbeddedError

NOT_RUNNING = 3


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m sca_portal.embedded", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("start", help="start private PostgreSQL and Redis; they stay until `stop`")
    commands.add_parser("stop", help="stop them")
    commands.add_parser("status", help=f"say what runs; exit code {NOT_RUNNING} when not both do")
    commands.add_parser("env", help='print the variables: eval "$(python -m sca_portal.embedded env)"')
    run = commands.add_parser(
        "run", help="run a command with the services, and stop them after if nobody else needs them"
    )
    run.add_argument("arguments", nargs=argparse.REMAINDER, metavar="-- COMMAND")
    commands.add_parser("serve", help="prepare everything and run the portal")
    options = parser.parse_args(arguments)
    try:
        return _act(options)
    except EmbeddedError as error:
        print(f"sca-portal: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _act(options: argparse.Namespace) -> int:
    here = places.find()
    if options.command == "start":
        services.start(here, keep=True)
        return _print_status(here)
    if options.command == "stop":
        services.stop(here)
        return 0
    if options.command == "status":
        return _print_status(here)
    if options.command == "env":
        return _print_environment(here)
    if options.command == "serve":
        return serve.serve(here)
    return _run(
        here,
        [part for part in options.arguments if part != "--"]
        if options.arguments[:1] == ["--"]
        else options.arguments,
    )


def _print_status(here: places.Places) -> int:
    found = services.status(here)
    for name, pid in (("PostgreSQL", found.postgres), ("Redis", found.redis)):
        print(f"{name:<11}" + (f"running, process {pid}, sockets in {here.run}" if pid else "not running"))
    return 0 if found.running else NOT_RUNNING


def _print_environment(here: places.Places) -> int:
    if not here.env_file.exists():
        raise EmbeddedError(
            f"{here.env_file} does not exist yet. Run `python -m sca_portal.embedded start` first."
        )
    for line in here.env_file.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            print(f"export {name}={shlex.quote(value)}")
    return 0


def _run(here: places.Places, command: list[str]) -> int:
    if not command:
        raise EmbeddedError("Say what to run: python -m sca_portal.embedded run -- COMMAND")
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, check=False).returncode
    with services.needed(here):
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
