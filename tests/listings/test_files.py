"""Files are handed out by a view that asks who it is, and as nothing but files."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from requests_app.models import AuditEntry, CaseAccess
from tests.documents import making
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member, make_user
from tests.listings.pages import kept_capture, url


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def case(facility):
    return make_case(facility=facility)


@pytest.fixture
def capture(case):
    return kept_capture(case, data=making.pdf(2))


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_original_is_a_download_and_never_a_page(case, capture, client_for):
    response = client_for(case.opened_by).get(url("capture_file", case, capture.public_id))

    assert body_of(response) == default_storage.open(capture.document.file_key).read()
    day = capture.seen_on.isoformat()
    assert response.headers["Content-Disposition"] == f'attachment; filename="directory-page-{day}.pdf"'
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in response.headers["Cache-Control"]
    assert AuditEntry.objects.filter(action="documents.downloaded").count() == 1


def test_a_page_picture_is_shown_locked_up(case, capture, client_for):
    response = client_for(case.opened_by).get(url("capture_page", case, capture.public_id, 2))

    assert response.headers["Content-Type"] == "image/png"
    assert making.opened(response.content).size[0] > 1000
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("number", [0, 3, 999_999_999])
def test_a_page_that_is_not_there_is_not_found(case, capture, client_for, number):
    assert (
        client_for(case.opened_by).get(url("capture_page", case, capture.public_id, number)).status_code
        == 404
    )


@pytest.mark.parametrize("name", ["capture_file", "capture_page", "capture_detail"])
def test_strangers_and_other_facilities_find_nothing(case, capture, client_for, name):
    address = url(name, case, capture.public_id, *([1] if name == "capture_page" else []))

    assert client_for(make_user()).get(address).status_code == 404
    other = make_member(make_facility())
    assert client_for(other, second_factor=True).get(address).status_code == 404


def test_a_file_of_one_case_is_not_found_through_another(case, capture, client_for):
    own = make_case(user=make_user())

    assert client_for(own.opened_by).get(url("capture_file", own, capture.public_id)).status_code == 404


def test_who_may_look_may_see_the_file_and_the_look_is_noted(facility, case, capture, client_for):
    helper = make_user()
    CaseAccess.objects.create(organization=facility, case=case, user=helper, relation="HELPER", level="VIEW")

    response = client_for(helper).get(url("capture_file", case, capture.public_id))

    assert response.status_code == 200
    assert AuditEntry.objects.filter(action="documents.downloaded", user_id=helper.pk).exists()


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_file_that_is_gone_or_changed_is_never_handed_out(case, capture, client_for, harm):
    path = default_storage.path(capture.document.file_key)
    if harm == "gone":
        default_storage.delete(capture.document.file_key)
    else:
        with open(path, "ab") as file:
            file.write(b"more")

    client = client_for(case.opened_by)
    response = client.get(url("capture_file", case, capture.public_id), follow=True)

    assert "We could not open this file" in response.content.decode()
    assert not AuditEntry.objects.filter(action="documents.downloaded").exists()


def test_a_missing_picture_is_no_fault(case, capture, client_for):
    default_storage.delete(capture.document.page_keys[0])

    assert client_for(case.opened_by).get(url("capture_page", case, capture.public_id, 1)).status_code == 404
