"""The real programs, in a folder of their own beside whatever else runs."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from sca_portal.embedded import places, postgres, processes, redis_server, services
from sca_portal.embedded.places import ROOT, Places

pytestmark = pytest.mark.xdist_group("embedded")


@pytest.fixture(scope="module")
def here() -> Iterator[Places]:
    # Not tmp_path: the account that PostgreSQL runs as may not enter pytest's folders.
    with tempfile.TemporaryDirectory(prefix="sca-") as folder:
        Path(folder).chmod(0o711)
        found = places.find(Path(folder) / "var")
        yield found
        services.stop(found)


@pytest.fixture
def running(here) -> dict[str, str]:
    return services.start(here, keep=True)


def ask(url, question):
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone() if cursor.description else None
    finally:
        connection.close()


def command(here, *words):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.Popen(
        [sys.executable, "-m", "sca_portal.embedded", *words],
        cwd=ROOT,
        env=environment | {"EMBEDDED_DIR": str(here.var)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_the_application_role_owns_nothing_and_passes_no_row_security(running):
    assert ask(
        running["DATABASE_URL"],
        "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'sca_app'",
    ) == (False, False, False, False)
    assert ask(
        running["DATABASE_URL"],
        "SELECT count(*) FROM pg_shdepend JOIN pg_roles ON refobjid = pg_roles.oid"
        " WHERE deptype = 'o' AND rolname = 'sca_app'",
    ) == (0,)


def test_the_application_reads_and_writes_what_the_owner_makes_but_makes_nothing(running):
    ask(running["DATABASE_OWNER_URL"], "CREATE TABLE IF NOT EXISTS note (id serial, body citext)")

    ask(running["DATABASE_URL"], "INSERT INTO note (body) VALUES ('Ñ')")

    assert ask(running["DATABASE_URL"], "SELECT unaccent(body::text) FROM note LIMIT 1") == ("N",)
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(running["DATABASE_URL"], "CREATE TABLE other (id int)")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(running["DATABASE_URL"], "TRUNCATE note")


def test_a_start_after_the_postmaster_was_killed_finds_the_committed_rows(here, running):
    ask(running["DATABASE_OWNER_URL"], "CREATE TABLE IF NOT EXISTS kept AS SELECT 7 AS number")
    killed = postgres.pid(here)
    assert killed
    os.kill(killed, signal.SIGKILL)
    assert processes.wait_until(lambda: postgres.pid(here) is None, 5)

    again = services.start(here, keep=True)

    assert ask(again["DATABASE_OWNER_URL"], "SELECT number FROM kept") == (7,)


def test_a_pid_file_with_the_number_of_a_stranger_does_not_stop_the_start(here, running):
    services.stop(here)
    pid_file = here.cluster / "postmaster.pid"
    pid_file.write_text(f"{os.getppid()}\n{here.cluster}\n1\n5432\n{here.run}\n\n\n\n")
    (here.redis / "redis.pid").write_text(f"{os.getppid()}\n")

    services.start(here, keep=True)

    assert services.status(here).running


def test_stop_ends_both_and_a_second_stop_is_no_fault(here, running):
    status = services.status(here)
    assert status.postgres
    assert status.redis

    services.stop(here)
    services.stop(here)

    assert processes.command_line(status.postgres) == processes.command_line(status.redis) == ""
    assert not redis_server.is_ready(here)
    assert command(here, "status").wait() == 3


def test_two_commands_at_once_start_one_of_each(here):
    services.stop(here)

    both = [command(here, "start"), command(here, "start")]

    answers = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert answers[0] == answers[1]


def test_the_last_user_stops_what_nobody_asked_to_stay(here):
    services.stop(here)

    with services.needed(here):
        with services.needed(here):
            pass
        assert services.status(here).running

    assert not services.status(here).running


def test_a_user_leaves_running_what_was_started_to_stay(here, running):
    done = command(here, "run", "--", sys.executable, "-c", "import sys; sys.exit(5)")

    assert done.wait() == 5
    assert services.status(here).running


def test_files_with_secrets_are_for_this_account_only(here, running):
    for path in (here.env_file, here.secrets_file):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (here.run, here.cluster, here.mail, here.log):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_keys_and_passwords_outlive_the_environment_file(here, running):
    here.env_file.unlink()

    assert services.start(here, keep=True) == running
    assert f"DATA_KEYS={running['DATA_KEYS']}" in here.env_file.read_text()


def test_a_server_whose_pid_file_is_lost_is_still_found_and_stopped(here, running):
    before = services.status(here).redis
    assert before
    (here.redis / "redis.pid").unlink()

    assert services.status(here).redis == before
    services.stop(here)
    assert processes.command_line(before) == ""


def test_a_deep_folder_gets_a_short_one_for_its_sockets(here):
    deep = places.find(here.var.parent / ("deep" * 30) / "var")

    assert len(str(deep.run / ".s.PGSQL.5432.lock")) < places.SOCKET_PATH_LIMIT
