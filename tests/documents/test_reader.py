"""The process that opens strangers' files: what it may do, and what it knows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from django.conf import settings

from requests_app.documents import confined
from requests_app.documents.filetypes import FileType, Problem, type_of
from requests_app.documents.inspection import ORIGINAL, READ
from requests_app.documents.limits import ReaderLimits
from requests_app.documents.reader import ORDER
from requests_app.documents.refusals import FileRefused
from tests.documents import making


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_the_reader_knows_no_django():
    modules = ("reader", "reading", "pdf_pages", "pictures")
    code = "".join(f"import requests_app.documents.{name}\n" for name in modules)

    assert run(f"{code}import sys\nprint('django' in sys.modules)") == "False"


@pytest.mark.parametrize(
    "attempt",
    ["socket.socket()", "os.execv('/bin/true', ['true'])", "subprocess.run(['true'])", "os.fork()"],
)
def test_a_confined_process_gets_no_network_and_starts_nothing(attempt):
    code = (
        "import os, socket, subprocess\n"
        "from requests_app.documents.confinement import refuse_network_and_programs\n"
        "assert refuse_network_and_programs()\n"
        f"try:\n    {attempt}\n"
        "except PermissionError:\n    print('refused')"
    )

    assert run(code) == "refused"


def test_a_confined_process_may_work_in_a_thread():
    code = (
        "import threading\n"
        "from requests_app.documents.confinement import refuse_network_and_programs\n"
        "assert refuse_network_and_programs()\n"
        "done = threading.Thread(target=lambda: print('worked'))\ndone.start()\ndone.join()"
    )

    assert run(code) == "worked"


def test_a_thread_of_it_gets_no_network_either():
    code = (
        "import socket, threading\n"
        "from requests_app.documents.confinement import refuse_network_and_programs\n"
        "assert refuse_network_and_programs()\n"
        "def work():\n"
        "    try:\n        socket.socket()\n    except PermissionError:\n        print('refused')\n"
        "done = threading.Thread(target=work)\ndone.start()\ndone.join()"
    )

    assert run(code) == "refused"


def test_the_second_numbers_of_the_calls_are_refused_too():
    code = (
        "import ctypes, errno\n"
        "from requests_app.documents.confinement import refuse_network_and_programs\n"
        "kernel = ctypes.CDLL(None, use_errno=True)\n"
        "assert refuse_network_and_programs()\n"
        "kernel.syscall(0x40000000 + 41, 2, 1, 0)\nprint(ctypes.get_errno() == errno.EPERM)"
    )

    assert run(code) == "True"


def test_a_confined_process_can_still_read_and_write(tmp_path):
    code = (
        "from requests_app.documents.confinement import confine\n"
        "from requests_app.documents.limits import ReaderLimits\n"
        "confine(ReaderLimits())\n"
        f"open({str(tmp_path / 'a')!r}, 'w').write('x')\nprint(open({str(tmp_path / 'a')!r}).read())"
    )

    assert run(code) == "x"


def test_the_limits_hold():
    code = (
        "import resource\n"
        "from requests_app.documents.confinement import confine\n"
        "from requests_app.documents.limits import ReaderLimits\n"
        "confine(ReaderLimits())\n"
        "names = ('AS', 'CPU', 'CORE', 'FSIZE')\n"
        "print(*(resource.getrlimit(getattr(resource, 'RLIMIT_' + name))[1] for name in names))"
    )

    assert run(code) == f"{512 * 1024 * 1024} 20 0 {64 * 1024 * 1024}"


def test_the_reader_answers_one_line_and_writes_its_pictures_beside(tmp_path):
    (tmp_path / ORIGINAL).write_bytes(making.pdf(2))
    order = {"action": READ, "options": {}, "limits": asdict(ReaderLimits())}
    (tmp_path / ORDER).write_text(json.dumps(order))
    command = [sys.executable, "-m", "requests_app.documents.reader", str(tmp_path)]

    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, check=True)

    assert json.loads(done.stdout) == {"pages": 2, "files": ["1.png", "2.png", "small.png"], "legibility": ""}
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["1.png", "2.png", ORDER, ORIGINAL, "small.png"]


@pytest.mark.parametrize(
    ("start", "found"),
    [
        (b"%PDF-1.4", FileType.PDF),
        (b"RIFF\0\0\0\0WEBPVP8 ", FileType.WEBP),
        (b"RIFF\0\0\0\0WAVEfmt ", Problem.WRONG_TYPE),
        (b"\0\0\0\x1cftypavif", Problem.AVIF),
        (b"\0\0\0\x1cftypmp42", Problem.WRONG_TYPE),
        (b"\xff", Problem.WRONG_TYPE),
    ],
)
def test_the_first_bytes_say_what_a_file_is(start, found):
    assert type_of(start) == found


def answered(folder: Path, *names: str) -> None:
    (folder / confined.ANSWER).write_text(json.dumps({"files": list(names)}))


def test_a_pipe_left_by_the_reader_is_not_waited_at(tmp_path):
    os.mkfifo(tmp_path / "1.png")
    answered(tmp_path, "1.png")

    with pytest.raises(FileRefused) as refused:
        confined._made(tmp_path)
    assert refused.value.problem == Problem.UNREADABLE


def test_what_the_reader_made_is_taken_in_up_to_a_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(confined, "MOST_MADE", 10)
    for name in ("1.png", "2.png"):
        (tmp_path / name).write_bytes(b"12345")
    answered(tmp_path, "1.png", "2.png")
    assert set(confined._made(tmp_path).files) == {"1.png", "2.png"}

    (tmp_path / "2.png").write_bytes(b"123456")
    with pytest.raises(FileRefused):
        confined._made(tmp_path)
