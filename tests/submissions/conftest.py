from __future__ import annotations

import pytest

from tests.submissions import fax_server


@pytest.fixture
def service(settings):
    """A fax service that works, unless a test tells it otherwise."""
    with fax_server.serving() as server:
        fax_server.use(server, settings)
        yield server
