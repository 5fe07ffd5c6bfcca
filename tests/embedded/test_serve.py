import socket

import pytest

from sca_portal.embedded import locks, places, serve
from sca_portal.embedded.errors import EmbeddedError


@pytest.fixture
def here(tmp_path):
    return places.Places(var=tmp_path, data=tmp_path, run=tmp_path / "run", account=None)


def test_a_taken_port_is_named_before_anything_is_started(here, monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        with pytest.raises(EmbeddedError, match=f"Port {port} is used by another program.*PORT={port + 1}"):
            serve.serve(here)

    assert not here.run.exists()


@pytest.mark.parametrize("given", ["web", "0", "70000", ""])
def test_an_odd_port_is_refused(here, monkeypatch, given):
    monkeypatch.setenv("PORT", given)

    with pytest.raises(EmbeddedError, match="PORT must be a number"):
        serve.serve(here)


def test_a_second_portal_says_where_the_first_one_runs(here, monkeypatch):
    monkeypatch.setenv("PORT", "8000")
    (here.var / "serve.address").write_text("http://127.0.0.1:8123/\n")

    with (
        locks.alone_or_none(here.var / "serve.lock"),
        pytest.raises(EmbeddedError, match=r"already running at http://127.0.0.1:8123/"),
    ):
        serve.serve(here)
