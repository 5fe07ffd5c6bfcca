from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction

from tests.architecture.samples import Samples, make_samples
from tests.databases import see_everything


@pytest.fixture(scope="module")
def sample_files(tmp_path_factory):
    return tmp_path_factory.mktemp("sample-files")


@pytest.fixture(scope="module")
def samples(django_db_setup, django_db_blocker, sample_files) -> Iterator[Samples]:
    """Made once for a file of tests; whoever changes something undoes it."""
    kept, settings.MEDIA_ROOT = settings.MEDIA_ROOT, sample_files
    with django_db_blocker.unblock(), transaction.atomic():
        see_everything()
        yield make_samples()
        transaction.set_rollback(True)
    settings.MEDIA_ROOT = kept


@pytest.fixture(autouse=True)
def _their_files(settings, sample_files, _plain_settings):
    settings.MEDIA_ROOT = sample_files
