"""The talks as people walk through them: offers back and forth, a yes, the signature, the plan's answer."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from requests_app.models import Agreement, AuditEntry, Decision, Offer, OfferRate, Track
from tests.agreements.making import OFFERED, new_key, offer_of, on, url
from tests.documents import making
from tests.factories.cases import make_case
from tests.listings.pages import upload

TERMS_OF_BILLS = {
    "covers_facility": "YES",
    "covers_professional": "YES",
    "in_network_cost_share": "YES",
    "no_billing_the_rest": "NO",
}


@pytest.fixture
def case(db):
    return make_case()


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def post(client, path: str, **typed):
    page = client.get(path)
    version = page.context["form"].version
    return client.post(path, {**typed, **new_key(), **({"version": version} if version else {})})


def test_a_day_that_cannot_be_the_answers_is_told_on_the_page(client, case):
    Track.objects.create(
        organization_id=case.organization_id, case=case, kind="SCA", asked_on=date(2026, 11, 20)
    )
    answer = post(
        client,
        url("signed", case),
        is_signed="YES",
        **on("signed_on", date(2026, 11, 19)),
        **on("starts_on", date(2026, 12, 7)),
        **on("ends_on", date(2027, 2, 5)),
        is_answer="yes",
        file=upload(making.picture(), name="signed.png"),
    )
    assert answer.status_code == 422
    assert "The answer cannot come before it was asked for" in text_of(answer)
    assert not Agreement.objects.exists()


def test_from_the_first_offer_to_the_signed_agreement(client, case):
    assert "Begin with who talks to whom" in text_of(client.get(url("agreement", case)))
    first = post(
        client,
        url("offer_add", case),
        made_by="PROVIDER",
        offered_on="other",
        **on("offered_on", OFFERED),
        person="Dana",
    )
    offer = Offer.objects.get()
    assert first.headers["Location"] == url("offer_detail", case, offer.public_id)
    rate = url("rate_add", case, offer.public_id)
    assert 'value="H0015"' in text_of(client.get(f"{rate}?code=H0015"))
    post(client, rate, code="h0015", words="Program day", rate="$480", unit="DAYS")
    post(
        client,
        url("offer_add", case),
        made_by="PLAN",
        offered_on="other",
        **on("offered_on", date(2026, 11, 18)),
        with_last_rates="yes",
    )
    counter = Offer.objects.get(made_by="PLAN")
    copied = counter.rates.get()
    post(
        client, url("rate_edit", case, copied.public_id),
        code="H0015", words="Program day", rate="410.50", unit="DAYS",
    )  # fmt: skip

    shown = text_of(client.get(url("agreement", case)))
    assert "Rates side by side" in shown
    assert "$480.00 for one day" in shown
    assert "$410.50 for one day" in shown
    assert "No rate for: 0905" in shown

    post(
        client,
        url("offer_answer", case, counter.public_id),
        answer="ACCEPTED",
        **on("answered_on", date(2026, 11, 19)),
    )
    assert "Now get it in writing" in text_of(client.get(url("agreement", case)))
    post(client, f"{url('terms', case)}?part=protection", **TERMS_OF_BILLS)
    signed = post(
        client,
        url("signed", case),
        is_signed="YES",
        **on("signed_on", date(2026, 11, 20)),
        **on("starts_on", date(2026, 12, 7)),
        **on("ends_on", date(2027, 2, 5)),
        number="SCA-77",
        is_answer="yes",
        file=upload(making.picture(), name="signed.png"),
    )

    assert signed.headers["Location"] == url("agreement", case)
    agreement, decision = Agreement.objects.get(), Decision.objects.get()
    assert (agreement.state, agreement.decision_id) == ("SIGNED", decision.pk)
    assert [(one.code, str(one.rate)) for one in decision.lines.all()] == [("H0015", "410.50")]
    shown = text_of(client.get(url("agreement", case)))
    assert "The agreement does not say it" in shown
    assert "Open the signed copy" in shown
    told = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"agreements.offer_recorded", "agreements.offer_accepted", "agreements.signed"} <= told


def test_the_pages_of_the_terms_follow_each_other_until_all_are_seen(client, case):
    first = f"{url('terms', case)}?part=who"
    page = text_of(client.get(first))
    assert 'value="Sample Health Plan"' in page
    assert 'value="1234567893"' in page

    saved = post(client, first, plan_party="Sample Health Plan", provider_party="Example Desert Program")

    assert saved.headers["Location"].endswith("?part=extent")
    assert "You asked for: December 7, 2026 to February 5, 2027, 36 days" in text_of(
        client.get(saved.headers["Location"])
    )


def test_an_odd_code_is_asked_about_once_and_never_blocks(client, case):
    path = url("rate_add", case, offer_of(case).public_id)
    typed = {"code": "90837", "rate": "100", "unit": "VISITS", **new_key()}

    warned = client.post(path, typed)
    assert warned.status_code == 422
    assert "This code is not in your request" in text_of(warned)
    digest = warned.context["form"].warnings_digest
    assert client.post(path, {**typed, "confirmed_warnings": digest}).status_code == 302
    assert OfferRate.objects.get().code == "90837"


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("offer_add", {}, ["Select who made the offer", "Select when it was made"]),
        ("terms", {}, []),
        ("signed", {}, ["Select if both sides signed it"]),
        ("signed", {"is_signed": "YES"}, ["Enter the day it was signed"]),
        ("end", {}, ["Say in a few words why"]),
    ],
)
def test_what_is_missing_is_named_and_nothing_typed_is_lost(client, case, name, typed, words):
    answer = client.post(url(name, case), {**typed, **new_key()})

    assert answer.status_code == (422 if words else 302)
    for one in words:
        assert one in text_of(answer)


def test_a_double_click_is_one_offer(client, case):
    typed = {"made_by": "PLAN", "offered_on": "today", **new_key()}

    first, second = (client.post(url("offer_add", case), typed) for _click in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert Offer.objects.count() == 1


def test_who_may_only_look_sees_the_terms_and_no_button(case, client_for):
    from tests.factories.people import make_user

    helper = make_user()
    case.access.create(organization=case.organization, user=helper, relation="HELPER", level="VIEW")
    offer = offer_of(case, rates={"H0015": "310.50"})

    page = text_of(client_for(helper).get(url("agreement", case)))

    assert "$310.50 for one day" in page
    assert "Write down" not in page
    assert client_for(helper).get(url("offer_answer", case, offer.public_id)).status_code == 403


def test_the_offers_of_a_stranger_are_not_there(client, case):
    other = offer_of(make_case())

    assert client.get(url("offer_detail", case, other.public_id)).status_code == 404


def test_the_draft_letter_is_a_download_that_names_nobody(client, case):
    offer_of(case, rates={"H0015": "310.50"})

    answer = client.get(reverse("packets:sheet", args=[case.public_id, "agreement"]))

    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="agreement-draft-{case.reference}.pdf"'
    )
    assert "no-store" in answer.headers["Cache-Control"]
    assert AuditEntry.objects.filter(action="packets.sheet_taken").count() == 1
