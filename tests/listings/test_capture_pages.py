"""Keep a page of the plan's directory: from the file to the list, and out of it again."""

from __future__ import annotations

import pytest

from requests_app.casefile.export import case_file
from requests_app.models import AuditEntry, Document, ListingCapture, OutreachOffice
from tests.documents import making
from tests.factories.cases import make_case
from tests.listings.pages import SEEN, keep, kept_capture, new_key, upload, url


@pytest.fixture
def case(db):
    return make_case()


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


@pytest.fixture
def office(case):
    return OutreachOffice.objects.create(organization=case.organization, case=case, name="Example Clinic")


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_kept_page_is_shown_with_its_day_its_office_and_its_fingerprint(client, case, office):
    answer = keep(client, case, office=str(office.public_id), found_at="https://plan.example.com/find?page=2")

    capture = ListingCapture.objects.get()
    assert answer.headers["Location"] == url("capture_detail", case, capture.public_id)
    shown = text_of(client.get(answer.headers["Location"]))
    for words in ("Example Clinic", "plan.example.com/find?page=2", capture.document.sha256, "PNG, 1 page"):
        assert words in shown
    assert 'alt="Directory page you kept, picture 1 of 1. Taking new patients"' in shown
    assert (capture.office, capture.in_packet) == (office, True)
    assert "Example Clinic" in text_of(client.get(url("listing_list", case)))


def test_it_can_be_left_out_of_the_packet_and_taken_in_later(client, case):
    keep(client, case, in_packet="")
    capture = ListingCapture.objects.get()
    assert capture.in_packet is False
    page = client.get(url("capture_edit", case, capture.public_id))

    answer = client.post(
        url("capture_edit", case, capture.public_id),
        {**SEEN, **new_key(), "version": page.context["form"].version},
    )

    assert answer.status_code == 302
    capture.refresh_from_db()
    assert capture.in_packet is True


def test_two_people_who_change_the_same_page_see_both_texts(client, case):
    capture = kept_capture(case, shows="first")
    page = client.get(url("capture_edit", case, capture.public_id))
    ListingCapture.objects.update(shows="of somebody else")

    answer = client.post(
        url("capture_edit", case, capture.public_id),
        {**SEEN, "shows": "mine", **new_key(), "version": page.context["form"].version},
    )

    assert answer.status_code == 422
    assert "of somebody else" in text_of(answer)
    assert "mine" in text_of(answer)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty"),
        (b"<html></html>", "The file must be a PDF, JPG, PNG or HEIC"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 9, "We could not open this"),
        (making.pdf(password="x"), "The file has a password"),
        (making.pdf_with_action("opening"), "has a program or another file inside"),
        (making.truncated_jpeg(), "Part of this picture is missing"),
        (making.png_of(50_000, 50_000), "The picture is too large to open"),
    ],
)
def test_a_file_we_do_not_keep_is_explained_at_its_field_and_nothing_typed_is_lost(client, case, data, words):
    answer = keep(client, case, data=data, shows="my own words")

    shown = text_of(answer)
    assert answer.status_code == 422
    assert words in shown
    assert 'href="#id_file"' in shown
    assert "my own words" in shown
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_says_how_large_it_may_be(client, case, settings):
    settings.UPLOAD_LARGEST_FILE = 2 * 1024 * 1024

    answer = keep(client, case, data=making.picture() + b"x" * 3 * 1024 * 1024)

    assert answer.status_code == 422
    assert "The file must be smaller than 2 MB" in text_of(answer)


def test_without_a_file_it_says_so(client, case):
    answer = client.post(url("capture_add", case), {**SEEN, **new_key()})

    assert answer.status_code == 422
    assert "Select a file" in text_of(answer)


def test_a_good_file_with_a_missing_day_must_be_chosen_again_and_says_so(client, case):
    answer = keep(client, case, seen_on="")

    assert answer.status_code == 422
    assert "Choose the file again" in text_of(answer)
    assert not Document.objects.exists()


def test_the_same_file_twice_is_kept_once(client, case):
    keep(client, case)

    answer = keep(client, case, name="other.png")

    assert answer.status_code == 422
    assert "You already added this file" in text_of(answer)
    assert ListingCapture.objects.count() == 1


def test_a_double_click_keeps_one_page_and_leads_to_it(client, case):
    key = new_key()

    first, second = keep(client, case, **key), keep(client, case, **key)

    assert first.headers["Location"] == second.headers["Location"]
    assert ListingCapture.objects.count() == 1


def test_the_back_button_and_another_file_keep_both(client, case):
    key = new_key()
    keep(client, case, **key)

    keep(client, case, data=making.picture(color="blue"), **key)

    assert ListingCapture.objects.count() == 2


def test_a_long_file_says_what_is_shown_and_printed(client, case):
    capture = kept_capture(case, data=making.pdf(20))
    Document.objects.update(pages=30)

    shown = text_of(client.get(url("capture_detail", case, capture.public_id)))

    assert "The file has 30 pages. We show and print the first 20." in shown
    assert shown.count('class="page-picture"') == 20


def test_a_page_is_turned_from_its_own_page(client, case):
    capture = kept_capture(case, data=making.pdf(2))
    keys = Document.objects.get().page_keys

    answer = client.post(url("capture_turn", case, capture.public_id), {"turn": "right", "page": "2"})

    assert answer.headers["Location"] == url("capture_detail", case, capture.public_id) + "#page-2"
    turned = Document.objects.get().page_keys
    assert (turned[0], turned[1] != keys[1]) == (keys[0], True)
    assert "Turned. Look if it stands upright now." in text_of(client.get(answer.headers["Location"]))


def test_removing_asks_first_and_hides_it_from_the_list_and_from_later_packets(client, case, office):
    capture = kept_capture(case, office=str(office.public_id))
    assert case_file(case).offices[0].captures
    here = url("capture_remove", case, capture.public_id)
    assert "A packet you already made does not change" in text_of(client.get(here))

    answer = client.post(here, new_key())

    assert answer.status_code == 302
    assert client.post(here, new_key()).status_code == 302, "a second click"
    assert not case_file(case).offices[0].captures
    assert "(0)" in text_of(client.get(url("listing_list", case)))
    assert client.get(url("capture_detail", case, capture.public_id)).status_code == 404
    assert Document.objects.get().removed_at is not None


def test_a_page_about_an_office_that_is_gone_stays_among_the_others(client, case, office):
    kept_capture(case, office=str(office.public_id))
    OutreachOffice.objects.update(removed_at=office.created_at)

    shown = text_of(client.get(url("listing_list", case)))

    assert "Several offices, or none of them" in shown
    assert "Example Clinic" not in shown


def test_the_list_can_show_one_office(client, case, office):
    kept_capture(case, office=str(office.public_id), shows="of the clinic")
    kept_capture(case, data=making.picture(color="blue"), shows="of nobody")

    shown = text_of(client.get(url("listing_list", case) + f"?office={office.public_id}"))

    assert "of the clinic" in shown
    assert "of nobody" not in shown
    for odd in ("x", "00000000-0000-4000-8000-000000000000", ""):
        assert client.get(url("listing_list", case) + f"?office={odd}").status_code == 200


def test_an_office_of_another_case_cannot_be_named(client, case):
    other = make_case()
    foreign = OutreachOffice.objects.create(organization=other.organization, case=other, name="Far Clinic")

    answer = keep(client, case, office=str(foreign.public_id))

    assert answer.status_code in (302, 422)
    assert not ListingCapture.objects.filter(office=foreign).exists()


def test_the_timeline_tells_of_it_without_words_of_the_file(client, case):
    keep(client, case, name="secret diagnosis.png")

    assert set(
        AuditEntry.objects.filter(action__startswith="listings.").values_list("action", flat=True)
    ) == {"listings.capture_kept"}
    entries = str(list(AuditEntry.objects.values("details")))
    assert "secret" not in entries


def test_an_upload_after_the_session_ended_keeps_the_text_and_asks_for_the_file_again(client, case):
    client.logout()

    answer = client.post(
        url("capture_add", case), {**SEEN, "shows": "my own words", **new_key(), "file": upload()}
    )
    assert answer.status_code == 302
    assert not Document.objects.exists()
    client.force_login(case.opened_by)

    shown = text_of(client.get(url("capture_add", case)))
    assert "my own words" in shown
    assert "Choose your file again" in shown


def test_a_change_of_language_keeps_the_text_and_asks_for_the_file_again(client, case):
    here = url("capture_add", case)
    typed = {**SEEN, "shows": "my own words", **new_key(), "from_page": here, "language": "es"}

    answer = client.post("/language/", {**typed, "file": upload()}, follow=True)

    assert answer.redirect_chain[-1][0] == here
    assert "my own words" in text_of(answer)
    assert "We kept what you typed. Press" not in text_of(answer)
