from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys import fresh, server

CHROMIUM = ["--disable-dev-shm-usage", "--font-render-hinting=none"]


@pytest.fixture(scope="package")
def running(django_db_setup, django_db_blocker) -> Iterator[server.Portal]:
    """The whole portal, started before the browser: its event loop would stand in the way."""
    with django_db_blocker.unblock(), server.portal(name="journeys") as found:
        yield found


@pytest.fixture(scope="module")
def portal(running, django_db_blocker) -> server.Portal:
    """For each file of tests an empty one; the processes are those of the file before."""
    with django_db_blocker.unblock():
        fresh.empty(running)
    return running


@pytest.fixture(scope="module")
def browser(portal) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=CHROMIUM
        )
        yield found
        found.close()
