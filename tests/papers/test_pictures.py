"""Pictures of papers: turned one by one, shown small and large, and the file handed out as it came."""

from __future__ import annotations

import pytest

from requests_app.cases.services import close_case
from requests_app.common import files
from requests_app.models import AuditEntry, CaseAccess, Document, DocumentKind
from tests.documents import making
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member, make_user
from tests.papers.pages import TYPED, kept_paper, new_key, text_of, url


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def case(facility):
    return make_case(facility=facility)


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


@pytest.fixture
def paper(case):
    return kept_paper(case, data=making.pdf(2))


def size_of(client, case, paper, number=1, query=""):
    address = url("paper_page", case, paper.public_id, number)
    return making.opened(client.get(address + query).content).size


def test_a_page_is_turned_and_the_others_stay(client, case, paper):
    wide, high = size_of(client, case, paper, 2)
    first = size_of(client, case, paper, 1)
    before = text_of(client.get(url("paper_detail", case, paper.public_id)))

    answer = client.post(url("paper_turn", case, paper.public_id), {"turn": "left", "page": "2"})

    assert answer.headers["Location"] == url("paper_detail", case, paper.public_id) + "#page-2"
    assert size_of(client, case, paper, 2) == (high, wide)
    assert size_of(client, case, paper, 1) == first
    after = text_of(client.get(url("paper_detail", case, paper.public_id)))
    assert "Turned. Look if it stands upright now." in after
    addresses = [page.count(f"pages/2/?v={page.partition('pages/2/?v=')[2][:8]}") for page in (before, after)]
    assert addresses == [1, 1]
    assert before.partition("pages/2/?v=")[2][:8] != after.partition("pages/2/?v=")[2][:8]


@pytest.mark.parametrize("sent", [{}, {"turn": "over"}, {"turn": "", "page": "1"}])
def test_a_press_that_says_no_way_turns_nothing(client, case, paper, sent):
    keys = Document.objects.get().page_keys

    assert client.post(url("paper_turn", case, paper.public_id), sent).status_code == 302

    assert Document.objects.get().page_keys == keys


def test_what_was_typed_is_there_again_after_turning(client, case, paper):
    here = url("paper_edit", case, paper.public_id) + "?new=yes"
    version = client.get(here).context["form"].version
    typed = {**TYPED, **new_key(), "version": version, "from_page": here, "turn": "right"}

    answer = client.post(url("paper_turn", case, paper.public_id), typed)

    assert answer.headers["Location"] == here
    shown = text_of(client.get(here))
    assert "We kept what you typed." in shown
    assert 'value="From my doctor"' in shown
    assert client.post(here, typed).status_code == 302, "its version still holds"


def test_nobody_is_led_to_another_address(client, case, paper):
    sent = {"turn": "right", "from_page": "https://example.com/"}

    answer = client.post(url("paper_turn", case, paper.public_id), sent)

    assert answer.headers["Location"] == url("paper_detail", case, paper.public_id)


def test_in_a_closed_request_nothing_is_turned(client, case, paper):
    close_case(case=case, because="STOPPED", by=actor_for(case.opened_by), at=paper.received_at)
    keys = Document.objects.get().page_keys

    client.post(url("paper_turn", case, paper.public_id), {"turn": "left"})

    assert Document.objects.get().page_keys == keys


def test_the_list_shows_small_pictures(client, case, paper):
    small, large = (size_of(client, case, paper, query=query) for query in ("?small=yes", ""))

    assert max(small) < max(large) / 2
    assert "&amp;small=yes" in text_of(client.get(url("paper_list", case)))


def test_the_file_is_a_download_as_it_came_and_never_a_page(client, case, paper):
    answer = client.get(url("paper_file", case, paper.public_id))

    assert b"".join(answer.streaming_content) == files.read(paper.file_key)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="paper-')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert AuditEntry.objects.filter(action="documents.downloaded").count() == 1


PAGES = ("paper_list", "paper_detail", "paper_file", "paper_page")
CHANGES = ("paper_add", "paper_edit", "paper_turn", "paper_move", "paper_use", "paper_remove", "want")


def address(name, case, paper):
    more = {"paper_list": [], "paper_add": [], "want": ["referral"], "paper_page": [paper.public_id, 1]}
    return url(name, case, *more.get(name, [paper.public_id]))


@pytest.mark.parametrize("name", [*PAGES, *CHANGES])
def test_strangers_and_other_facilities_find_nothing(case, paper, client_for, name):
    way = "post" if name in CHANGES else "get"
    for found in (client_for(make_user()), client_for(make_member(make_facility()), second_factor=True)):
        assert getattr(found, way)(address(name, case, paper)).status_code == 404


def test_who_may_only_look_sees_papers_and_changes_nothing(facility, case, paper, client_for):
    helper = make_user()
    CaseAccess.objects.create(organization=facility, case=case, user=helper, relation="HELPER", level="VIEW")
    client = client_for(helper)

    for name in PAGES:
        assert client.get(address(name, case, paper)).status_code == 200
    for name in CHANGES:
        assert client.post(address(name, case, paper)).status_code == 403
    shown = text_of(client.get(address("paper_list", case, paper)))
    assert "You are helping Ana" in shown
    for words in ("Move", "Leave out of packet", url("paper_add", case), url("want", case, "referral")):
        assert words not in shown


def test_staff_of_the_facility_do_what_the_patient_does(facility, case, paper, client_for):
    client = client_for(make_member(facility), second_factor=True)

    assert client.post(address("paper_use", case, paper), {"use": "no"}).status_code == 302

    assert Document.objects.get().in_packet is False


def test_a_paper_of_one_case_is_not_found_through_another(case, paper, client_for):
    own = make_case(user=make_user())
    client = client_for(own.opened_by)

    for name in (*PAGES, *CHANGES):
        if name not in ("paper_list", "paper_add", "want"):
            way = "post" if name in CHANGES else "get"
            assert getattr(client, way)(address(name, own, paper)).status_code == 404


def test_a_page_of_the_directory_is_no_paper(client, case):
    listing = kept_paper(case, kind=DocumentKind.DIRECTORY_LISTING)

    assert client.get(url("paper_detail", case, listing.public_id)).status_code == 404
    assert "(0)" in text_of(client.get(url("paper_list", case)))
