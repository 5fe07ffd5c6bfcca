from __future__ import annotations

import pytest
from django.db import connections
from django.test import Client, TransactionTestCase
from django.utils import translation

from sca_portal.celery import app as celery_app
from tests import databases
from tests.factories.people import sign_in


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """A clone of the migrated template, used as the role that owns nothing."""
    name = databases.own_name()
    with django_db_blocker.unblock():
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


@pytest.fixture(autouse=True)
def _plain_settings(settings, tmp_path, tmp_path_factory):
    # A request in Spanish leaves its language active in the thread; the next test begins in English.
    translation.activate("en")
    # A test with a broker of its own makes another Celery app the current one.
    celery_app.set_current()
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.TEXTS_CAUGHT = tmp_path / "texts"
    # Sections are the same for all tests, so each is printed once.
    settings.PACKET_SECTIONS = tmp_path_factory.getbasetemp() / "packet-sections"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _scope(request):
    """The test's own queries see every tenant; what a request sees is set by the request."""
    for name in ("transactional_db", "db"):
        if name in request.fixturenames:
            request.getfixturevalue(name)
            databases.see_everything()
            return


class PortalClient(Client):
    """The test client; afterwards the test itself sees every tenant again."""

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
