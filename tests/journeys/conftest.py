from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys import server

CHROMIUM = ["--disable-dev-shm-usage", "--font-render-hinting=none"]


@pytest.fixture(scope="module")
def portal(request, django_db_blocker) -> Iterator[server.Portal]:
    """The whole portal, started before the browser: its event loop would stand in the way."""
    name = request.module.__name__.rsplit("_", 1)[-1]
    with django_db_blocker.unblock(), server.portal(name=name) as running:
        yield running


@pytest.fixture(scope="module")
def browser(portal) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=CHROMIUM
        )
        yield found
        found.close()
