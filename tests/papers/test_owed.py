"""Say who has a paper and who owes it, and see for how long."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from requests_app.cases.services import close_case
from requests_app.common.time_zones import day_at
from requests_app.models import AuditEntry, InsurerCall, Track, WantedPaper
from requests_app.papers.presenters import summary_text
from requests_app.papers.queries import wanted_of
from tests.factories.cases import make_case
from tests.factories.letters import make_letter_request
from tests.factories.people import actor_for, make_facility, make_member
from tests.factories.planforms import make_case_form
from tests.papers.pages import add, kept_paper, new_key, said, text_of, url


@pytest.fixture
def case(db):
    return make_case()


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


def states(case, on=None):
    return {one.kind.slug: str(one.state) for one in wanted_of(case, on=on or timezone.localdate())}


def test_the_page_of_a_kind_says_why_it_helps_and_leads_to_adding_it(client, case):
    shown = text_of(client.get(url("want", case, "insurance-card")))

    assert "The plan finds you by them." in shown
    assert "A photo of the front and one of the back." in shown
    assert f'href="{url("paper_add", case)}?kind=insurance-card"' in shown


@pytest.mark.parametrize("kind", ["directory-listing", "proof-of-sending", "nothing", "CALL_1"])
def test_there_is_no_page_for_what_is_kept_elsewhere(client, case, kind):
    assert client.get(url("want", case, kind)).status_code == 404


def test_who_was_asked_owes_it_from_that_day(client, case):
    answer = said(client, case, "clinician-letter", says="ASK", owed_by="CLINICIAN", note="Asked the desk")

    assert answer.headers["Location"] == url("paper_list", case)
    row = WantedPaper.objects.get()
    assert (row.state, row.owed_by, row.note, row.asked_by) == (
        "WANTED", "CLINICIAN", "Asked the desk", case.opened_by
    )  # fmt: skip
    assert "Waiting for the clinician since" in text_of(client.get(url("paper_list", case)))
    assert AuditEntry.objects.filter(action="papers.asked").count() == 1


def test_still_waiting_keeps_the_day_and_asking_again_begins_anew(client, case):
    said(client, case, "referral", says="ASK", owed_by="CLINICIAN")
    long_ago = timezone.now() - timedelta(days=20)
    WantedPaper.objects.update(asked_at=long_ago)

    said(client, case, "referral", says="KEEP", owed_by="PATIENT")
    row = WantedPaper.objects.get()
    assert (row.asked_at, row.owed_by) == (long_ago, "PATIENT")

    said(client, case, "referral", says="ASK", owed_by="PATIENT")
    assert WantedPaper.objects.get().asked_at > long_ago + timedelta(days=19)


def test_what_nobody_has_is_not_asked_for_any_more(client, case):
    said(client, case, "insurance-card", says="NOT_HAD", owed_by="PATIENT")

    assert states(case)["insurance-card"] == "NOT_HAD"
    assert "You said that you don’t have it." in text_of(client.get(url("paper_list", case)))
    add(client, case, kind="insurance-card")
    assert states(case)["insurance-card"] == "HAVE", "it turned up"


def test_what_is_in_the_list_cannot_be_said_to_be_missing(client, case):
    kept_paper(case)

    answer = said(client, case, "referral", says="NOT_HAD", owed_by="PATIENT")

    assert answer.status_code == 422
    assert "This paper is in your list." in text_of(answer)


def test_two_people_who_say_who_owes_it_see_both(client, case):
    here = url("want", case, "referral")
    version = client.get(here).context["form"].version
    said(client, case, "referral", says="ASK", owed_by="PLAN")

    typed = {"says": "ASK", "owed_by": "PATIENT", "note": "mine", **new_key(), "version": version}
    answer = client.post(here, typed)

    assert answer.status_code == 422
    assert "The plan" in text_of(answer)
    assert "mine" in text_of(answer)


def test_nothing_is_chosen_for_somebody(client, case):
    answer = client.post(url("want", case, "referral"), {**new_key(), "owed_by": ""})

    assert answer.status_code == 422
    assert "Select how it stands" in text_of(answer)
    assert "Select who has to get it" in text_of(answer)


def test_the_facts_of_the_case_decide_what_is_wanted(case):
    assert states(case)["denial-letter"] == "NOT_NEEDED"
    own = {"organization": case.organization, "case": case}
    InsurerCall.objects.create(**own, kind="CALL_1", called_on=date(2026, 11, 1), answers={"has_form": "YES"})
    InsurerCall.objects.create(**own, kind="CALL_4", called_on=date(2026, 11, 9), answers={"answer": "NO"})
    case.care.timing = "STARTED"
    case.coverage.plan_kind = "HMO"

    found = states(case)

    for slug in ("plan-form", "denial-letter", "eob", "referral", "insurance-card"):
        assert found[slug] == "WANTED"


def test_an_outcome_of_a_track_counts_as_well(case):
    own = {"organization": case.organization, "case": case}
    Track.objects.update_or_create(**own, kind="PRIOR_AUTH", defaults={"outcome": "DENIED"})

    assert states(case)["denial-letter"] == "WANTED"


def test_a_call_that_is_a_draft_or_was_removed_says_nothing(case):
    own = {"organization": case.organization, "case": case, "kind": "CALL_1", "answers": {"has_form": "YES"}}
    InsurerCall.objects.create(**own, is_draft=True)
    InsurerCall.objects.create(**own, removed_at=timezone.now())

    assert states(case)["plan-form"] == "NOT_NEEDED"


def test_the_short_line_counts_what_is_there_and_what_is_to_come(case):
    kept_paper(case)

    assert summary_text(wanted_of(case, on=timezone.localdate())) == "1 added, 3 still wanted"


def test_a_closed_request_is_read_only(client, case):
    paper = kept_paper(case)
    close_case(case=case, because="STOPPED", by=actor_for(case.opened_by), at=timezone.now())

    assert url("paper_add", case) not in text_of(client.get(url("paper_list", case)))
    answer = said(client, case, "referral", says="ASK", owed_by="PLAN")
    assert "This request is closed" in text_of(answer)
    client.post(url("paper_use", case, paper.public_id), {"use": "no"})
    paper.refresh_from_db()
    assert paper.in_packet is True


def test_a_form_that_we_fill_in_is_no_longer_waited_for(client, case):
    said(client, case, "plan-form", says="ASK", owed_by="PLAN")
    form = make_case_form(case, by=case.opened_by)

    assert states(case)["plan-form"] == "HAVE"
    assert "Added." in text_of(client.get(url("paper_list", case)))
    type(form).objects.filter(pk=form.pk).update(removed_at=timezone.now())
    assert states(case)["plan-form"] == "ASKED"


def test_the_clinician_who_was_asked_first_owes_it_longest_while_the_link_works(case):
    long_ago, lately = (timezone.now() - timedelta(days=days) for days in (10, 1))
    first = make_letter_request(case, by=case.opened_by, at=long_ago)
    make_letter_request(case, by=case.opened_by, at=lately, email="other@clinic.example")

    def since():
        found = {one.kind.slug: one for one in wanted_of(case, on=timezone.localdate())}
        return found["clinician-letter"].since

    assert since() == day_at(long_ago, zone=case.time_zone)
    type(first).objects.filter(pk=first.pk).update(expires_at=timezone.now() - timedelta(days=2))
    assert since() == day_at(lately, zone=case.time_zone)


def test_the_number_of_queries_does_not_grow_with_the_papers(case, django_assert_num_queries):
    from tests.documents import making

    case = type(case).objects.select_related("coverage", "care").get(pk=case.pk)
    with django_assert_num_queries(5):
        wanted_of(case, on=timezone.localdate())
    for color in ("red", "green", "blue"):
        kept_paper(case, data=making.picture(color=color))
    with django_assert_num_queries(5):
        wanted_of(case, on=timezone.localdate())


def test_staff_see_on_their_page_what_is_owed_and_for_how_long(client_for):
    facility = make_facility()
    case = make_case(facility=facility)
    said(client_for(case.opened_by), case, "plan-form", says="ASK", owed_by="PLAN")
    WantedPaper.objects.update(asked_at=timezone.now() - timedelta(days=14))

    shown = text_of(client_for(make_member(facility), second_factor=True).get(f"/q/{case.public_id}/"))

    assert "0 added, 4 still wanted" in shown
    assert "Waiting for the plan since" in shown
    assert "business days." in shown
