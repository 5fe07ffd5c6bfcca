from __future__ import annotations

import gc
from itertools import count
from typing import Any

import pytest
from django.conf import settings as project
from django.core.handlers.base import BaseHandler
from django.core.signals import setting_changed
from django.db import connections
from django.dispatch import receiver
from django.test import Client, TransactionTestCase
from django.test.client import ClientHandler
from django.utils import translation
from django.utils.module_loading import import_string

from sca_portal.celery import app as celery_app
from tests import databases
from tests.factories.people import sign_in

# Set by many tests, and read by no middleware when it is made.
NO_MIDDLEWARE_KEEPS = {"DEMO", "EMAIL_BACKEND", "MEDIA_ROOT", "PACKET_SECTIONS", "TEXTS_CAUGHT"}
_folders = count(1)


def pytest_configure() -> None:
    project.STORAGES = {
        **project.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def pytest_collection_finish() -> None:
    """What was read to find the tests stays: the collector of garbage need not walk it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """A clone of the migrated template, used as the role that owns nothing."""
    name = databases.own_name()
    with django_db_blocker.unblock():
        databases.drop_left_behind("sca_test_")
        template = databases.make_template()
        databases.clone(template, name)
        default = connections["default"]
        default.close()
        default.settings_dict["NAME"] = name
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        databases.drop(name)


def _fresh_clone(self: TransactionTestCase) -> None:
    """After a test that commits: a new clone. Append-only tables cannot be emptied, and that is right."""
    connections.close_all()
    databases.clone(databases.template_name(), connections["default"].settings_dict["NAME"])


TransactionTestCase._fixture_teardown = _fresh_clone  # type: ignore[attr-defined]


@pytest.fixture(scope="session", autouse=True)
def _packet_sections(tmp_path_factory):
    """Sections are the same for all tests, so each is printed once."""
    project.PACKET_SECTIONS = tmp_path_factory.getbasetemp() / "packet-sections"


@pytest.fixture(autouse=True)
def _plain_settings(request, settings, tmp_path_factory):
    # A request in Spanish leaves its language active in the thread; the next test begins in English.
    translation.activate("en")
    # A test with a broker of its own makes another Celery app the current one.
    celery_app.set_current()
    base = tmp_path_factory.getbasetemp()
    if "tmp_path" in request.fixturenames:
        own = request.getfixturevalue("tmp_path")
        settings.MEDIA_ROOT, settings.TEXTS_CAUGHT = own / "files", own / "texts"
    else:
        # Most tests write no file: their folders are named here and made by whoever writes the first one.
        number = next(_folders)
        settings.MEDIA_ROOT, settings.TEXTS_CAUGHT = base / f"files-{number}", base / f"texts-{number}"


@pytest.fixture(autouse=True)
def _scope(request):
    """The test's own queries see every tenant; what a request sees is set by the request."""
    for name in ("transactional_db", "db"):
        if name in request.fixturenames:
            request.getfixturevalue(name)
            databases.see_everything()
            return


class SharedHandler(ClientHandler):
    """One chain of middleware for all clients, as one process has it, instead of one for each client.

    It is made anew when a setting changes or a test puts something in the place of a part of a middleware.
    """

    LOADED = (
        "_view_middleware",
        "_template_response_middleware",
        "_exception_middleware",
        "_middleware_chain",
    )
    PARTS = ("__init__", "__call__", "process_view", "process_template_response", "process_exception")
    made: tuple[list[Any], BaseHandler] | None = None

    def load_middleware(self, is_async: bool = False) -> None:
        found = [import_string(path) for path in project.MIDDLEWARE]
        parts = [getattr(one, name, None) for one in found for name in self.PARTS]
        if SharedHandler.made is None or SharedHandler.made[0] != parts:
            handler = ClientHandler()
            handler.load_middleware(is_async)
            SharedHandler.made = parts, handler
        shared = SharedHandler.made[1]
        for name in self.LOADED:
            setattr(self, name, getattr(shared, name))


@receiver(setting_changed)
def _forget_the_middleware(*, setting: str, **_kwargs: Any) -> None:
    if setting not in NO_MIDDLEWARE_KEEPS:
        SharedHandler.made = None


class PortalClient(Client):
    """The test client; afterwards the test itself sees every tenant again."""

    def __init__(self, enforce_csrf_checks: bool = False, **options: Any) -> None:
        super().__init__(enforce_csrf_checks=enforce_csrf_checks, **options)
        self.handler = SharedHandler(enforce_csrf_checks)

    def request(self, **request):
        response = super().request(**request)
        databases.see_everything()
        return response


@pytest.fixture
def client(db) -> PortalClient:
    return PortalClient()


@pytest.fixture
def client_for(db):
    """`client_for(user)`: a signed-in client; `second_factor=True` for staff."""

    def make(user, *, second_factor: bool = False) -> PortalClient:
        found = PortalClient()
        sign_in(found, user, second_factor=second_factor)
        return found

    return make
