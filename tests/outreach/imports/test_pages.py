"""A list from a file: read, looked at, picked from, added whole or not at all."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from requests_app.cases.services import close_case
from requests_app.models import AuditEntry, Case, CaseAccess, OfficeImport, OutreachOffice
from requests_app.outreach.imports import services
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_user, sign_in
from tests.intake.pages import hidden

FILES = Path(__file__).resolve().parents[1] / "files"


@pytest.fixture
def case(db) -> Case:
    return make_case()


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


def start_url(case: Case) -> str:
    return reverse("outreach:import_start", args=[case.public_id])


def preview_url(found: OfficeImport) -> str:
    return reverse("outreach:import_preview", args=[found.case.public_id, found.public_id])


def list_url(case: Case) -> str:
    return reverse("outreach:office_list", args=[case.public_id])


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def upload(client, case: Case, data: bytes, name: str = "list.csv", **more):
    page = client.get(start_url(case))
    answers = {"file": SimpleUploadedFile(name, data), "found_in": "PLAN_WEBSITE", **more}
    return client.post(start_url(case), {**hidden(page), **answers})


def read_file(client, case: Case, name: str, **more) -> OfficeImport:
    response = upload(client, case, (FILES / name).read_bytes(), name, **more)
    found = OfficeImport.objects.get(case=case)
    assert response["Location"] == preview_url(found)
    return found


def pick(client, found: OfficeImport, *places: int, **more):
    page = client.get(preview_url(found))
    return client.post(preview_url(found), {**hidden(page), "picked": [str(one) for one in places], **more})


@pytest.mark.parametrize(
    ("name", "kind", "count"),
    [
        ("list_en.csv", "CSV", 3),
        ("list_es_latin1.csv", "CSV", 2),
        ("list_tab_utf16.csv", "CSV", 1),
        ("plan_net_bundle.json", "PLAN_NET", 7),
        ("qhp_providers.json", "QHP", 6),
    ],
)
def test_a_list_is_read_and_nothing_is_added_before_a_yes(name, kind, count, case, client):
    found = read_file(client, case, name)

    assert (found.kind, found.state, len(found.rows)) == (kind, "PREVIEW", count)
    assert not OutreachOffice.objects.exists()
    text = text_of(client.get(preview_url(found)))
    assert "Nothing is added yet." in text
    assert text.count('name="picked"') == count
    assert text.count("checked") >= count
    assert "Call to ask if they take new patients" in text


def test_what_was_picked_is_added_with_all_its_facts(case, client):
    found = read_file(client, case, "plan_net_bundle.json", found_at="https://directory.plan.example.org/")
    assert "Check the NPI, one number looks wrong" in text_of(client.get(preview_url(found)))
    places = {row["name"]: place for place, row in enumerate(found.rows)}

    added = pick(client, found, places["Alva Sample, MD"], places["Sample Behavioral Center"])

    assert added["Location"] == list_url(case)
    first, second = OutreachOffice.objects.filter(case=case).order_by("id")
    assert (first.name, first.kind, first.listed_accepting) == ("Alva Sample, MD", "PERSON", "YES")
    assert (first.street, first.state, first.zip_code) == ("100 Example Avenue, Suite 4", "AZ", "85004")
    assert (first.found_in, first.found_at) == ("PLAN_WEBSITE", "https://directory.plan.example.org/")
    assert first.found_on is not None
    assert (second.kind, second.listed_accepting, second.result) == ("FACILITY", "NO", "")
    found.refresh_from_db()
    assert (found.state, found.rows) == ("TAKEN", [])
    entry = AuditEntry.objects.get(action="outreach.list_taken")
    assert entry.details == {"kind": "PLAN_NET", "count": 2}
    assert "Saved. 2 names added to your list." in text_of(client.get(list_url(case)))
    assert client.get(preview_url(found))["Location"] == list_url(case)


def test_rows_that_were_left_out_are_named_with_their_reason(case, client):
    text = text_of(client.get(preview_url(read_file(client, case, "list_en.csv"))))

    assert "1 row was left out" in text
    assert "Row 5: it has no name" in text


def test_offices_that_are_there_already_are_said_and_not_ticked(case, client):
    own = {"organization_id": case.organization_id, "case": case}
    OutreachOffice.objects.create(**own, name="sample, hanna m.d.", phone="602.555.0141")
    found = read_file(client, case, "list_en.csv")

    text = text_of(client.get(preview_url(found)))

    assert "1 of them you already have." in text
    assert text.count("You already have this one") == 1
    assert text.count(" checked") == 2
    assert pick(client, found, 0).status_code == 302
    assert OutreachOffice.objects.count() == 2


def test_a_double_click_adds_once(case, client):
    found = read_file(client, case, "list_en.csv")
    posted = {**hidden(client.get(preview_url(found))), "picked": ["0", "1"]}

    first, second = client.post(preview_url(found), posted), client.post(preview_url(found), posted)

    assert first["Location"] == second["Location"] == list_url(case)
    assert OutreachOffice.objects.count() == 2


def test_the_back_button_and_other_ticks_hear_that_the_list_is_done(case, client):
    found = read_file(client, case, "list_en.csv")
    page = hidden(client.get(preview_url(found)))
    client.post(preview_url(found), {**page, "picked": ["0"]})

    again = client.post(preview_url(found), {**page, "picked": ["1"]}, follow=True)

    assert "This list is done: it was added or thrown away." in text_of(again)
    assert OutreachOffice.objects.count() == 1


def test_when_one_row_cannot_be_added_none_is(case, client):
    found = read_file(client, case, "list_en.csv")
    broken = [*found.rows]
    broken[1] = {**broken[1], "name": "x" * 400}
    OfficeImport.objects.filter(pk=found.pk).update(rows=broken)
    found.refresh_from_db()
    found.case = case

    with pytest.raises(Exception, match="too long"):
        services.take_rows(
            office_import=found, places=[0, 1, 2], by=actor_for(case.opened_by), at=timezone.now()
        )

    assert not OutreachOffice.objects.exists()
    assert OfficeImport.objects.get(pk=found.pk).state == "PREVIEW"


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"PK\x03\x04", "100% offices.xlsx", "“100% offices.xlsx” is no text"),
        (b"Color\nred\n", "colors.csv", "has no column with names. Its first line says: Color"),
        (b'{"resourceType": "Patient"}', "patient.json", "is another kind of file (Patient)"),
        (b'{"resourceType": "Bundle"', "half.json", "breaks off or has a mistake"),
        (b"", "empty.csv", "“empty.csv” is empty"),
    ],
)
def test_a_file_that_is_no_list_is_refused_by_name(data, name, words, case, client):
    refused = upload(client, case, data, name)

    assert refused.status_code == 422
    assert words in text_of(refused)
    assert not OfficeImport.objects.exists()


def test_without_a_file_the_page_asks_for_one(case, client):
    page = client.get(start_url(case))
    refused = client.post(start_url(case), {**hidden(page), "found_in": "LETTER"})

    assert refused.status_code == 422
    assert "Select the file with the list" in text_of(refused)


def test_nothing_picked_is_an_error_and_nothing_is_lost(case, client):
    found = read_file(client, case, "list_en.csv")

    refused = pick(client, found)

    assert refused.status_code == 422
    assert "Select at least one office" in text_of(refused)
    assert client.post(preview_url(found), {"picked": ["99"]}).status_code == 422


def test_ticks_that_came_after_the_session_had_ended_are_offered_again(case, client):
    found = read_file(client, case, "list_en.csv")
    page = hidden(client.get(preview_url(found)))
    session = client.session
    session["seen_at"] -= 3600
    session.save()

    client.post(preview_url(found), {**page, "picked": ["1"]})
    sign_in(client, case.opened_by)
    again = text_of(client.get(preview_url(found)))

    assert "We kept what you typed." in again
    boxes = re.findall(r'<input[^>]*name="picked"[^>]*>', again)
    assert ["checked" in box for box in boxes] == [False, True, False]
    assert not OutreachOffice.objects.exists()


def test_of_a_long_list_the_person_picks_by_words_that_are_posted(case, client):
    rows = "".join(f"Office {one},{'Mesa' if one % 50 == 7 else 'Phoenix'}\n" for one in range(250))
    upload(client, case, f"Name,City\n{rows}".encode())
    found = OfficeImport.objects.get(case=case)

    long = text_of(client.get(preview_url(found)))
    assert "The list is long" in long
    assert long.count('name="picked"') == 100
    assert " checked" not in long
    some = client.post(preview_url(found), {"show": "yes", "words": "mesa"})
    text = text_of(some)
    assert some.status_code == 200
    assert text.count('name="picked"') == 5
    assert "No office has these words" in text_of(
        client.post(preview_url(found), {"show": "yes", "words": "nowhere"})
    )
    added = client.post(preview_url(found), {**hidden(some), "words": "mesa", "picked": ["7", "57"]})

    assert added.status_code == 302
    assert set(OutreachOffice.objects.values_list("name", flat=True)) == {"Office 7", "Office 57"}


def test_a_list_can_be_thrown_away_and_is_offered_again_until_then(case, client):
    found = read_file(client, case, "list_en.csv")
    assert preview_url(found) in text_of(client.get(start_url(case)))
    drop = reverse("outreach:import_drop", args=[case.public_id, found.public_id])

    assert client.post(drop)["Location"] == list_url(case)
    found.refresh_from_db()
    assert (found.state, found.rows) == ("DROPPED", [])
    client.post(drop)
    assert preview_url(found) not in text_of(client.get(start_url(case)))


def test_a_new_list_takes_the_place_of_the_one_that_waits(case, client):
    first = read_file(client, case, "list_en.csv")
    upload(client, case, (FILES / "list_es_latin1.csv").read_bytes())

    first.refresh_from_db()
    assert (first.state, first.rows) == ("DROPPED", [])
    assert OfficeImport.objects.filter(case=case, state="PREVIEW").count() == 1


def test_a_closed_request_takes_no_list(case, client):
    found = read_file(client, case, "list_en.csv")
    page = hidden(client.get(preview_url(found)))
    close_case(case=case, because="STOPPED", by=actor_for(case.opened_by), at=timezone.now())

    refused = client.post(preview_url(found), {**page, "picked": ["0"]})

    assert refused.status_code == 422
    assert "This request is closed" in text_of(refused)
    assert not OutreachOffice.objects.exists()


def test_lists_of_others_do_not_exist(case, client, client_for):
    found = read_file(client, case, "list_en.csv")
    other = make_case()
    helper = make_user()
    CaseAccess.objects.create(
        organization_id=case.organization_id, case=case, user=helper, relation="HELPER", level="VIEW"
    )

    own = reverse("outreach:import_preview", args=[other.public_id, found.public_id])
    assert client_for(other.opened_by).get(own).status_code == 404
    assert client_for(other.opened_by).get(preview_url(found)).status_code == 404
    assert client_for(helper).get(preview_url(found)).status_code == 403
