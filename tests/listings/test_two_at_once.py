"""Two uploads at the same moment: nothing is lost, nothing is kept twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from requests_app.documents import storage
from requests_app.models import Document, ListingCapture
from tests.documents import making
from tests.factories.cases import make_case
from tests.listings.pages import keep, new_key
from tests.robustness.together import at_once, tab


@pytest.fixture
def case(transactional_db):
    return make_case()


def test_two_different_files_are_both_kept(case, client_for):
    client = client_for(case.opened_by)
    other = making.picture(color="blue")

    answers = at_once(lambda: keep(client, case), lambda: keep(tab(client), case, data=other))

    assert [one.status_code for one in answers] == [302, 302]
    assert ListingCapture.objects.count() == 2
    assert list(Path(default_storage.path(storage.UNSURE)).iterdir()) == []


def test_the_same_file_from_two_tabs_is_kept_once_and_the_other_is_told(case, client_for):
    client = client_for(case.opened_by)

    answers = at_once(lambda: keep(client, case), lambda: keep(tab(client), case))

    assert sorted(one.status_code for one in answers) == [302, 422]
    assert Document.objects.count() == 1


def test_a_double_click_is_one_upload(case, client_for):
    client, key = client_for(case.opened_by), new_key()

    answers = at_once(lambda: keep(client, case, **key), lambda: keep(tab(client), case, **key))

    assert {one.status_code for one in answers} == {302}
    assert len({one.headers["Location"] for one in answers}) == 1
    assert Document.objects.count() == 1
