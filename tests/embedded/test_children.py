import os
import signal
import sys

import pytest

from sca_portal.embedded import children, processes


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("[2026-11-22 14:00:00 +0000] [4711] [INFO] Listening at: x\n", "Listening at: x"),
        ("[2026-11-22 14:00:00,123: INFO/MainProcess] ready.\n", "ready."),
        ('{"event": "mail.sent", "timestamp": "2026", "level": "info", "row": 7}\n', "mail.sent row=7"),
        ("{not json\n", "{not json"),
        ("[2026-11-22 14:00:00,1: INFO/MainProcess] Task requests_app.tasks.sweep[a-1] received\n", ""),
        (
            "Task requests_app.tasks.sweep[a-1] raised unexpected: x\n",
            "Task requests_app.tasks.sweep[a-1] raised unexpected: x",
        ),
    ],
)
def test_lines_are_shown_in_short_form(line, shown):
    assert children.short(line) == shown


def test_everything_a_process_said_is_in_its_log(tmp_path):
    child = children.Child(
        "talker", [sys.executable, "-c", "print('hello')"], dict(os.environ), tmp_path / "log"
    )
    processes.wait_until(lambda: child.ended, 5)
    child.kill()

    assert (tmp_path / "log").read_text() == "hello\n"


def test_a_process_that_ignores_the_request_is_killed_with_its_own_children(tmp_path, monkeypatch):
    monkeypatch.setattr(children, "END_STEPS", ((signal.SIGTERM, 0.1), (signal.SIGQUIT, 0.1)))
    stubborn = (
        "import os, signal, time\n"
        "for number in (signal.SIGTERM, signal.SIGQUIT): signal.signal(number, signal.SIG_IGN)\n"
        "child = os.fork()\n"
        "os.write(1, b'%d\\n' % (child or os.getpid()))\n"
        "time.sleep(60)\n"
    )
    child = children.Child("deaf", [sys.executable, "-c", stubborn], dict(os.environ), tmp_path / "log")
    assert processes.wait_until(lambda: (tmp_path / "log").exists() and len(_numbers(tmp_path)) == 2, 5)

    children.end_all([child])

    assert child.ended
    assert processes.wait_until(lambda: not any(map(processes.command_line, _numbers(tmp_path))), 2)


def _numbers(folder):
    # Two processes write here at once, so a line may still be without its number.
    return [int(line) for line in (folder / "log").read_text().split()]
