from __future__ import annotations

import pytest

from tests.exchange.https_place import https_place


@pytest.fixture(scope="module")
def shared_place(tmp_path_factory):
    with https_place(tmp_path_factory.mktemp("https")) as found:
        yield found


@pytest.fixture
def place(shared_place):
    shared_place.answers.clear()
    shared_place.heard.clear()
    return shared_place
