from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction

from tests.databases import see_everything
from tests.robustness.places import World, make_world
from tests.robustness.together import Stage


@pytest.fixture(scope="module")
def shared_files(tmp_path_factory):
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def made_world(django_db_setup, django_db_blocker, shared_files) -> Iterator[World]:
    """Made once for a file of tests; each attack on it is undone."""
    kept = settings.MEDIA_ROOT
    settings.MEDIA_ROOT = shared_files
    with django_db_blocker.unblock(), transaction.atomic():
        see_everything()
        yield make_world()
        transaction.set_rollback(True)
    settings.MEDIA_ROOT = kept


@pytest.fixture
def world(made_world) -> World:
    made_world.come_in()
    return made_world


@pytest.fixture(autouse=True)
def _their_files(settings, shared_files, _plain_settings):
    settings.MEDIA_ROOT = shared_files


@pytest.fixture
def stage() -> Stage:
    return Stage()
