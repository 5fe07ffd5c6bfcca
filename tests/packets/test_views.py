from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from requests_app.common.time_zones import day_at
from requests_app.models import (
    AuditEntry,
    Case,
    CaseAccess,
    Packet,
    PacketState,
    Promise,
    RequestedProvider,
    User,
)
from requests_app.packets import files, presenters
from requests_app.packets.parts import Section
from requests_app.packets.views import LOOK_FOR
from requests_app.strength.queries import findings_of
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member, make_user
from tests.packets.making import ask, keep_promises, ready_packet, stored_case

pytestmark = pytest.mark.usefixtures("db")
SIGNED = {"is_true": "yes", "signed_name": "Maya Sample"}


def url(name: str, case: Case, packet: Packet | None = None) -> str:
    ids = [case.public_id, packet.public_id] if packet else [case.public_id]
    return reverse(f"packets:{name}", args=ids)


def viewer_of(case: Case) -> User:
    helper = make_user()
    CaseAccess.objects.create(
        organization=case.organization, case=case, user=helper, relation="HELPER", level="VIEW"
    )
    return helper


def key_in(response) -> str:
    return response.context["form"].form_key


def test_from_choosing_to_a_downloaded_packet(client_for):
    case = stored_case()
    client = client_for(case.opened_by)
    who = client.post(url("options", case), {"recipient": "INSURER"})
    assert who.url == url("options", case) + "?for=INSURER"
    chosen = client.post(who.url, {"sections": ["search", "cover"]})
    assert chosen.url == url("review", case) + "?with=cover&with=search"
    review = client.get(chosen.url)
    assert "Your packet is not sent yet: check it first" in review.text
    assert review.text.count("Make my packet") == 2
    sign_url = review.context["sign_url"]
    key = key_in(client.get(sign_url))
    signed = client.post(sign_url, {**SIGNED, "form_key": key})
    packet = Packet.objects.get(case=case)
    assert signed.url == url("packet_detail", case, packet)
    assert packet.sections == ["cover", "search"]
    assert "We are making it. About 20 seconds." in client.get(signed.url).text

    keep_promises()
    ready = client.get(signed.url).text
    assert "Packet 1 is ready" in ready
    assert "Not sent yet" in ready
    assert "Packet ready." in ready
    response = client.get(url("download", case, packet))
    packet.refresh_from_db()
    assert b"".join(response.streaming_content) == files.read(packet.file_key)
    assert response["Content-Disposition"] == f'attachment; filename="request-{case.reference}-1.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert AuditEntry.objects.filter(action="packets.downloaded", target_id=packet.public_id).count() == 1


def test_a_double_click_asks_for_one_packet(client_for):
    case = stored_case()
    client = client_for(case.opened_by)
    key = key_in(client.get(url("sign", case)))
    answers = [client.post(url("sign", case), {**SIGNED, "form_key": key}) for _click in range(2)]
    assert answers[0].url == answers[1].url
    assert Packet.objects.count() == Promise.objects.filter(kind="packet").count() == 1


@pytest.mark.parametrize("name", ["options", "sign"])
def test_an_empty_form_says_what_is_missing(client_for, name):
    case = stored_case()
    response = client_for(case.opened_by).post(url(name, case), {})
    assert response.status_code == 422
    assert "There is a problem" in response.text
    assert "<title>Error: " in response.text


def test_another_name_than_in_the_answers_is_pointed_out_once(client_for):
    case = stored_case()
    client = client_for(case.opened_by)
    typed = {**SIGNED, "signed_name": "M. Sample"}
    first = client.post(url("sign", case), typed)
    assert first.status_code == 422
    assert "the name in your answers is Maya Sample" in first.text
    confirmed = {**typed, "confirmed_warnings": first.context["form"].warnings_digest}
    assert client.post(url("sign", case), confirmed).status_code == 302
    assert Packet.objects.get().signed_name == "M. Sample"


def test_a_caregiver_signs_with_their_own_name(client_for):
    case = stored_case("pediatric-subspecialty-caregiver")
    client = client_for(case.opened_by)
    assert "You sign for the patient, with your own name." in client.get(url("sign", case)).text
    assert client.post(url("sign", case), {**SIGNED, "signed_name": "carla example"}).status_code == 302


# No form of the plan is on file, and these stand in packets for other readers.
ELSEWHERE = ("form", "appeals", "renewal", "bills")


def test_the_review_shows_the_whole_packet_with_links_to_change_it(client_for):
    case = stored_case()
    client = client_for(case.opened_by)
    text = client.get(url("review", case) + "?" + urlencode([("with", one) for one in Section])).text
    for shown in ("Maya Sample", "SMH204417890", "Saguaro Sample Behavioral Health", "SMH-1104-33821"):
        assert shown in text
    for name, change in presenters.urls_of(case).items():
        assert f'href="{change}"' in text or name in ELSEWHERE, name
        assert client.get(change).status_code == 200


def test_what_prints_as_not_given_is_named_with_a_link(client_for):
    case = stored_case()
    RequestedProvider.objects.filter(case=case).update(tax_id="")
    client = client_for(case.opened_by)
    response = client.get(url("review", case))
    missing, peer = response.context["warnings"].missing
    assert peer.url == reverse("clinicians:ask_list", args=[case.public_id])
    assert (missing.label, missing.url) == (
        "Tax ID",
        reverse("intake:step", args=[case.public_id, "provider", "numbers"]),
    )


def test_what_must_be_fixed_is_named_with_a_link_and_does_not_hinder(client_for):
    case = stored_case()
    case.insurer_calls.all().delete()
    response = client_for(case.opened_by).get(url("review", case))
    must_fix = {one.label: one.url for one in response.context["warnings"].must_fix}
    found = [
        one for one in findings_of(case, day_at(timezone.now(), zone=case.time_zone)) if one.group == "MUST"
    ]
    assert set(must_fix) == {one.title for one in found}
    assert must_fix
    assert all(f'href="{address}"' in response.text for address in must_fix.values())
    assert "You can still make the packet." in response.text
    assert response.context["sign_url"]


def test_each_section_says_how_much_it_would_hold(client_for):
    case = stored_case("spanish-speaking-patient")
    text = client_for(case.opened_by).get(url("options", case) + "?for=INSURER").text
    for hint in (
        "8 offices",
        "1 page: each office, beside the standard for your plan",
        "Not signed yet",
        "3 requests and 1 question",
        "Nothing is marked for the packet yet",
    ):
        assert hint in text


def test_every_page_a_missing_fact_points_to_is_there(client_for):
    case = make_case(filled=False, for_whom="MY_CHILD")
    client = client_for(case.opened_by)
    for task, step in set(presenters.STEPS.values()) - {("plan", "subscriber")}:
        assert client.get(reverse("intake:step", args=[case.public_id, task, step])).status_code == 200


def test_nothing_can_be_chosen_before_the_answers_are_there(client_for):
    case = make_case(filled=False)
    client = client_for(case.opened_by)
    assert client.get(url("options", case)).url == url("packet_list", case)
    assert "Describe the care" in client.get(url("packet_list", case)).text
    review = client.get(url("review", case))
    assert "Make my packet" not in review.text
    assert client.post(url("sign", case), SIGNED).status_code == 422


def test_while_it_is_made_htmx_hears_nothing_until_something_changed(client_for):
    case = stored_case()
    packet = ask(case, sections=frozenset())
    client, htmx = client_for(case.opened_by), {"HX-Request": "true"}
    here = url("packet_detail", case, packet)
    assert 'hx-trigger="every 3s"' in client.get(here).text
    assert client.get(here, headers=htmx).status_code == 204
    keep_promises()
    ready = client.get(here, headers=htmx)
    assert "Packet 1 is ready" in ready.text
    assert "<html" not in ready.text


def test_after_two_minutes_the_page_stops_looking(client_for):
    case = stored_case()
    packet = ask(case, sections=frozenset())
    Promise.objects.filter(kind="packet").update(created_at=timezone.now() - 2 * LOOK_FOR)
    text = client_for(case.opened_by).get(url("packet_detail", case, packet)).text
    assert "every 3s" not in text
    assert "Refresh this page" in text


def test_one_that_could_not_be_made_can_be_tried_again(client_for):
    case = stored_case()
    packet = ask(case, sections=frozenset())
    Packet.objects.filter(pk=packet.pk).update(state=PacketState.FAILED)
    Promise.objects.filter(kind="packet").update(state="FAILED")
    client = client_for(case.opened_by)
    here = url("packet_detail", case, packet)
    assert "Try again" in client.get(here).text
    assert client.post(url("packet_retry", case, packet)).url == here
    keep_promises()
    assert "Packet 1 is ready" in client.get(here).text


def test_the_next_packet_says_what_changed(client_for):
    case = stored_case()
    ready_packet(case)
    RequestedProvider.objects.filter(case=case).update(fax="480-555-0199")
    packet = ask(case, sections=frozenset())
    text = client_for(case.opened_by).get(url("packet_detail", case, packet)).text
    assert "Fax number of the provider" in text
    assert "480-555-0199 (before: 480-555-0156)" in text


def test_somebody_who_may_only_look_downloads_but_does_not_make(client_for):
    case = stored_case()
    packet = ready_packet(case)
    client = client_for(viewer_of(case))
    assert client.get(url("download", case, packet)).status_code == 200
    review = client.get(url("review", case))
    assert review.status_code == 200
    assert "Make my packet" not in review.text
    assert client.get(url("sign", case)).status_code == 403
    assert client.post(url("packet_retry", case, packet)).status_code == 403


def test_staff_of_the_facility_download_the_same_packet(client_for):
    facility = make_facility()
    case = stored_case(facility=facility)
    packet = ready_packet(case)
    staff = make_member(facility)
    response = client_for(staff, second_factor=True).get(url("download", case, packet))
    assert b"".join(response.streaming_content) == files.read(packet.file_key)


@pytest.mark.parametrize("name", ["packet_detail", "download"])
def test_a_stranger_and_another_case_get_404(client_for, name):
    case, other = stored_case(), make_case()
    packet = ready_packet(case)
    see_everything()
    assert client_for(make_user()).get(url(name, case, packet)).status_code == 404
    assert client_for(other.opened_by).get(url(name, other, packet)).status_code == 404


def test_a_file_that_is_not_the_one_we_made_is_not_handed_out(client_for):
    case = stored_case()
    packet = ready_packet(case)
    files.write_whole(packet.file_key, b"%PDF-1.7 other")
    client = client_for(case.opened_by)
    response = client.get(url("download", case, packet), follow=True)
    assert "We could not open this file." in response.text
    assert not AuditEntry.objects.filter(action="packets.downloaded").exists()


def test_what_people_typed_is_escaped(client_for):
    case = stored_case()
    case.story.tried = "<script>alert(1)</script>"
    case.story.save()
    text = client_for(case.opened_by).get(url("review", case) + "?with=statement").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_the_number_of_queries_does_not_grow_with_the_log(client_for):
    small, large = stored_case("continuity-after-plan-change"), stored_case()
    counts = []
    for case in (small, large):
        client = client_for(case.opened_by)
        with CaptureQueriesContext(connection) as seen:
            client.get(url("review", case) + "?with=search&with=calls&with=statement")
        counts.append(len(seen))
    assert counts[0] == counts[1]
