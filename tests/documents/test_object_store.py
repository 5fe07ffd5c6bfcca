"""A document in an object store: kept, turned, shown small, swept; told in words when the store is down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from requests_app.common import files
from requests_app.documents import queries, services, storage
from requests_app.documents.inspection import inspect
from requests_app.documents.services import DocumentRefused
from requests_app.models import Document, DocumentKind
from tests.databases import see_everything
from tests.documents import making
from tests.factories.cases import make_case
from tests.factories.people import actor_for
from tests.object_store import running_store, settings_for


@pytest.fixture(scope="module")
def store():
    with running_store() as address:
        yield address


@pytest.fixture
def case(db):
    return make_case()


def keep(case) -> Document:
    return services.store_document(
        case=case,
        kind=DocumentKind.REFERRAL,
        read=inspect(making.pdf(3), name="referral.pdf"),
        by=actor_for(case.opened_by),
        at=timezone.now(),
    )


def test_a_document_is_kept_turned_and_shown_small(settings, store, case):
    settings.STORAGES = {**settings.STORAGES, **settings_for(store)}
    document = keep(case)

    turned = services.turn_pages(
        document=document, quarter_turns=1, by=actor_for(case.opened_by), at=timezone.now()
    )

    assert queries.original_bytes(turned).startswith(b"%PDF-")
    wide = making.opened(queries.page_bytes(turned.page_keys[2])).size
    assert making.opened(queries.page_bytes(document.page_keys[2])).size == wide[::-1]
    assert max(making.opened(queries.thumbnail_bytes(turned.page_keys[2])).size) == 360


def test_files_of_a_failed_transaction_are_swept(settings, store, case):
    settings.STORAGES = {**settings.STORAGES, **settings_for(store)}
    _key, page_keys = storage.write(inspect(making.picture()), organization_id=case.organization_id)
    document = keep(case)

    assert storage.remove_strays(now=timezone.now() + timedelta(hours=25)) == 1
    see_everything()

    assert queries.page_bytes(page_keys[0]) is None
    assert queries.page_bytes(document.page_keys[0]) is not None
    assert files.keys_older_than(storage.UNSURE, timezone.now() + timedelta(hours=1)) == []


def test_a_store_that_is_down_is_told_in_words_and_leaves_no_row(settings, case):
    settings.STORAGES = {**settings.STORAGES, **settings_for("127.0.0.1:9")}

    with pytest.raises(DocumentRefused, match="We cannot keep files right now"):
        keep(case)

    assert not Document.objects.exists()
