from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from requests_app.appeals import services
from requests_app.models import Appeal, Case, Decision, Packet, PeerToPeer, Recipient
from requests_app.packets.services import ask_for_packet
from requests_app.submissions.services import record_submission
from tests.appeals.making import DATED, NOW, TODAY, denied_case, send, start
from tests.factories.people import actor_for, sign_in

pytestmark = pytest.mark.usefixtures("db")


def browser(case: Case) -> Client:
    client = Client()
    sign_in(client, case.opened_by)
    return client


def at(name: str, case: Case, appeal: Appeal | None = None) -> str:
    return reverse(f"appeals:{name}", args=[case.public_id, *([appeal.public_id] if appeal else [])])


def test_every_page_opens_before_and_after_sending_and_when_decided():
    case, decision = denied_case()
    appeal = start(case, decision)
    client = browser(case)
    pages = [
        "appeal_detail",
        "deadline",
        "claim_file",
        "proof",
        "statement",
        "route",
        "answer_due",
        "withdraw",
    ]
    for name in pages:
        assert client.get(at(name, case, appeal)).status_code == 200, name
    for name in ("appeal_list", "start", "peer", "peer_edit"):
        assert client.get(at(name, case)).status_code == 200, name
    send(appeal)
    for name in ("appeal_detail", "outcome", "answer_due", "claim_file"):
        assert client.get(at(name, case, appeal)).status_code == 200, name
    services.record_outcome(
        appeal=appeal,
        outcome="UPHELD",
        heard_on=TODAY,
        decided_on=None,
        is_in_writing=False,
        by=actor_for(case.opened_by),
        at=NOW,
    )
    assert client.get(at("appeal_detail", case, appeal)).status_code == 200
    assert client.get(at("outcome", case, appeal)).status_code == 200


def test_both_days_stand_side_by_side_with_their_sources_and_the_sum():
    case, decision = denied_case(appeal_by=date(2027, 3, 1))
    appeal = start(case, decision)
    text = browser(case).get(at("appeal_detail", case, appeal)).content.decode()
    assert "Monday, March 1, 2027" in text
    assert "Saturday, May 15, 2027" in text
    assert "November 16, 2026 (the date on the letter) + 180 calendar days = Saturday, May 15, 2027" in text
    assert "It is earlier than the day of the rule, so it counts." in text
    assert reverse("knowledge:why", args=["us-erisa-appeal-window"]) in text


def test_a_day_that_was_only_heard_is_not_called_the_letters():
    case, decision = denied_case(
        letter_dated_on=None, decided_on=DATED, appeal_by=date(2027, 3, 1), is_in_writing=False
    )
    text = browser(case).get(at("appeal_detail", case, start(case, decision))).content.decode()
    assert "Monday, March 1, 2027" in text
    assert "What the plan said." in text
    assert "letter says" not in text


def test_starting_leads_to_the_appeal():
    case, decision = denied_case()
    client = browser(case)
    page = client.get(at("start", case))
    form = page.context["form"]
    answer = client.post(
        at("start", case),
        {"form_key": form.form_key, "level": "INTERNAL", "is_expedited": "NO"},
    )
    appeal = Appeal.objects.get(case=case)
    assert answer.url == at("appeal_detail", case, appeal)
    assert appeal.decision == decision


def test_nothing_chosen_is_told():
    case, _decision = denied_case()
    answer = browser(case).post(at("start", case), {"level": ""})
    assert answer.status_code == 422
    assert "Select who should look at it now" in answer.content.decode()


def test_a_text_about_fairness_is_pointed_out_once_and_kept():
    case, decision = denied_case()
    appeal = start(case, decision)
    client, url = browser(case), at("statement", case, appeal)
    typed = {"statement": "This is unfair.", "version": client.get(url).context["form"].version}
    answer = client.post(url, typed)
    assert answer.status_code == 422
    digest = answer.context["form"].warnings_digest
    assert client.post(url, {**typed, "confirmed_warnings": digest}).status_code == 302
    appeal.refresh_from_db()
    assert appeal.statement == "This is unfair."


def test_a_last_day_and_no_day_at_once_is_refused():
    case, decision = denied_case()
    appeal = start(case, decision)
    answer = browser(case).post(
        at("deadline", case, appeal),
        {
            "appeal_by_month": "3",
            "appeal_by_day": "1",
            "appeal_by_year": "2027",
            "appeal_by_not_stated": "yes",
        },
    )
    assert answer.status_code == 422
    assert "tick ‘The letter does not say’" in answer.content.decode()


def test_an_outcome_leads_on_to_the_answer():
    case, decision = denied_case()
    appeal = start(case, decision)
    send(appeal, on=date(2026, 11, 20))
    answer = browser(case).post(
        at("outcome", case, appeal), {"outcome": "OVERTURNED", "heard_on": "today", "is_in_writing": "YES"}
    )
    found = Decision.objects.get(appeal=appeal)
    assert answer.url == reverse("decisions:answer_detail", args=[case.public_id, found.public_id])


def test_no_outcome_page_before_it_was_sent():
    case, decision = denied_case()
    appeal = start(case, decision)
    assert browser(case).get(at("outcome", case, appeal)).url == at("appeal_detail", case, appeal)


def test_a_call_between_the_doctors_is_kept_with_its_window_and_outcome():
    case, decision = denied_case(peer_phone="800-555-0119", peer_by=date(2026, 12, 4))
    client = browser(case)
    form = client.get(at("peer_edit", case)).context["form"]
    assert form.initial["plan_phone"] == "800-555-0119"
    typed = {
        "clinician_name": "Dr. Ann Example",
        "window_until_month": "12",
        "window_until_day": "4",
        "window_until_year": "2026",
        "window_from": "LETTER",
    }
    assert client.post(at("peer_edit", case), typed).status_code == 302
    peer = PeerToPeer.objects.get(case=case)
    assert (peer.state, peer.decision, peer.window_until) == ("WANTED", decision, date(2026, 12, 4))
    followed = {(one.kind, one.about) for one in case.follow_ups.filter(state="OPEN")}
    assert ("PEER_BY", f"peer:{peer.pk}") in followed
    version = client.get(at("peer_held", case)).context["form"].version
    held = {"took_place": "YES", "held_on": "today", "outcome": "CHANGED", "version": version}
    assert client.post(at("peer_held", case), held).status_code == 302
    peer.refresh_from_db()
    assert (peer.state, peer.outcome) == ("HELD", "CHANGED")
    assert not case.follow_ups.filter(state="OPEN", about=f"peer:{peer.pk}").exists()
    assert "Write down the new answer" in client.get(at("peer", case)).content.decode()


def test_a_day_that_is_over_says_what_can_still_be_done():
    case, decision = denied_case(letter_dated_on=date(2026, 1, 5), appeal_by=date(2026, 7, 6))
    appeal = start(case, decision)
    text = browser(case).get(at("appeal_detail", case, appeal)).content.decode()
    assert "Ask the plan today if it takes a late appeal" in text


def test_sending_its_packet_sends_the_appeal_and_plans_no_call_about_the_request():
    case, decision = denied_case()
    appeal = start(case, decision)
    packet = ask_for_packet(
        case=case,
        sections=frozenset(),
        signed_name="Ana Sample",
        recipient=Recipient.APPEAL,
        appeal=appeal,
        by=actor_for(case.opened_by),
        at=NOW,
    )
    Packet.objects.filter(pk=packet.pk).update(
        state="READY", file_key="packets/a.pdf", pdf_sha256="0" * 64, pdf_bytes=1, pdf_pages=2, ready_at=NOW
    )
    packet.refresh_from_db()
    record_submission(
        case=case,
        packet=packet,
        sent_on=TODAY,
        way="FAX",
        sent_to="800-555-0177",
        confirmation_number="",
        confirmation_refused=True,
        is_expedited=True,
        proof_note="",
        by=actor_for(case.opened_by),
        at=NOW,
    )
    appeal.refresh_from_db()
    case.refresh_from_db()
    assert (appeal.state, appeal.sent_on, appeal.is_expedited) == ("SENT", TODAY, True)
    assert (case.status, case.next_action) == ("APPEALING", "APPEAL_CHECK")
    assert not case.follow_ups.filter(kind="CALL_2", state="OPEN").exists()
    assert appeal.answer_due_on == date(2026, 11, 26), "72 hours, by a rule that surely holds"
