from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.casefile.export import case_file
from requests_app.cases.services import close_case
from requests_app.models import AuditEntry, CareCode, Case, CaseAccess, InsurerCall, Settlement, StatedFacts
from requests_app.strength.same_story import differences
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_user
from tests.strength.pages import letter, other_start, settle, text_of, url, version_on_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def case(user) -> Case:
    return make_case(user=user)


@pytest.fixture
def pages(client_for, user):
    return client_for(user)


def fresh(case: Case) -> Case:
    return Case.objects.select_related("care", "provider").get(pk=case.pk)


def codes(case: Case) -> set[str]:
    return set(case.codes.filter(removed_at__isnull=True).values_list("code", flat=True))


def test_both_values_are_shown_with_who_said_them(pages, case):
    other_start(case)

    text = text_of(pages.get(url("same_story", case)))

    assert "1 thing to settle" in text
    assert "December 7, 2026" in text
    assert "December 14, 2026" in text
    assert "The clinician’s letter (Dr. Ana Example)" in text


def test_one_click_takes_their_value_into_the_request(pages, case):
    other_start(case)

    text = text_of(settle(pages, case, topic="starts_on", choice="THEIRS"))

    assert fresh(case).care.starts_on == date(2026, 12, 14)
    assert "Saved. Your request says the same now." in text
    assert "thing to settle" not in text
    entry = AuditEntry.objects.get(action="strength.settled")
    assert entry.details == {"topic": "starts_on", "source": "CLINICIAN", "choice": "THEIRS"}


def test_one_click_keeps_ours_and_says_who_owes_the_correction(pages, case):
    other_start(case)

    text = text_of(settle(pages, case, topic="starts_on", choice="OURS"))

    assert fresh(case).care.starts_on == date(2026, 12, 7)
    assert "Waiting on" in text
    assert "The clinician: correct the letter" in text
    assert "thing to settle" not in text
    assert "says the same as your request" not in text
    check = text_of(pages.get(url("check", case)))
    assert "The clinician’s letter still has to be corrected" in check
    assert "The start date is the same in all papers" not in check


def test_a_wrong_click_on_ours_is_taken_back_from_the_waiting_list(pages, case):
    other_start(case)
    shown = version_on_page(pages, case, "starts_on")
    settle(pages, case, topic="starts_on", choice="OURS")

    text = text_of(settle(pages, case, topic="starts_on", choice="THEIRS", version=shown))

    assert fresh(case).care.starts_on == date(2026, 12, 14)
    assert "Waiting on" not in text


def test_a_settled_pair_opens_again_when_the_letter_changes(pages, case):
    row = other_start(case)
    settle(pages, case, topic="starts_on", choice="OURS")
    StatedFacts.objects.filter(pk=row.pk).update(starts_on=date(2026, 12, 21))

    assert "1 thing to settle" in text_of(pages.get(url("same_story", case)))


def test_nobody_settles_a_pair_that_changed_since_it_was_shown(pages, case):
    row = other_start(case)
    shown = version_on_page(pages, case, "starts_on")
    StatedFacts.objects.filter(pk=row.pk).update(starts_on=date(2026, 12, 21))

    text = text_of(settle(pages, case, topic="starts_on", choice="THEIRS", version=shown))

    assert "One of the two values was changed meanwhile." in text
    assert fresh(case).care.starts_on == date(2026, 12, 7)
    assert not Settlement.objects.exists()


def test_a_second_click_finds_nothing_left_to_settle(pages, case):
    other_start(case)
    shown = version_on_page(pages, case, "starts_on")
    settle(pages, case, topic="starts_on", choice="THEIRS", version=shown)

    text = text_of(settle(pages, case, topic="starts_on", choice="THEIRS", version=shown))

    assert "These two say the same now." in text
    assert Settlement.objects.count() == 1


def test_a_letter_without_revenue_codes_takes_none_away(pages, case):
    assert "0905" in codes(case)
    letter(case, service_codes=["S9480"])

    settle(pages, case, topic="service_codes", choice="THEIRS")

    assert {"S9480", "0905"} <= codes(case)
    assert "H0015" not in codes(case)
    assert differences(case_file(case)) == ()


def test_their_codes_replace_ours_and_keep_what_stays(pages, case):
    kept = case.codes.get(code="H0015")
    CareCode.objects.filter(pk=kept.pk).update(units=36)
    letter(case, service_codes=["H0015", "90791", "0912"], diagnosis_codes=["F33.1"])

    settle(pages, case, topic="service_codes", choice="THEIRS")
    settle(pages, case, topic="diagnosis_codes", choice="THEIRS")

    assert codes(case) == {"F33.1", "H0015", "90791", "0912"}
    assert case.codes.get(code="H0015").units == 36
    assert case.codes.get(code="0912").kind == "REVENUE"
    assert case.codes.get(code="F33.1").added_by == "CLINICIAN"
    assert differences(case_file(case)) == ()


def test_codes_from_the_phone_are_added_to_ours(pages, case):
    InsurerCall.objects.create(
        organization_id=case.organization_id,
        case=case,
        kind="PROVIDER",
        called_on=date(2026, 11, 17),
        answers={"service_codes": "90853", "codes_said_by": "OFFICE"},
    )

    settle(pages, case, topic="service_codes", choice="THEIRS", source="LOG")

    assert codes(case) == {"F33.2", "H0015", "0905", "90853"}


@pytest.mark.parametrize(
    ("says", "topic", "column", "value"),
    [
        ({"amount": 24, "amount_unit": "VISITS"}, "amount", "care.amount", 24),
        ({"level_of_care": "DAY_PROGRAM"}, "level_of_care", "care.level_of_care", "DAY_PROGRAM"),
        ({"specialty": "Dermatology"}, "specialty", "care.specialty", "Dermatology"),
        ({"provider_name": "Placeholder Clinic"}, "provider_name", "provider.name", "Placeholder Clinic"),
        ({"provider_npi": "2000004004"}, "provider_npi", "provider.npi", "2000004004"),
        ({"waiting_harms": "NO"}, "urgency", "care.clinician_says_waiting_harms", "NO"),
    ],
)
def test_each_kind_of_value_can_be_taken_over(pages, case, says, topic, column, value):
    letter(case, **says)

    settle(pages, case, topic=topic, choice="THEIRS")

    section, _dot, name = column.partition(".")
    assert getattr(getattr(fresh(case), section), name) == value
    assert differences(case_file(case)) == ()


def test_urgency_follows_what_was_taken_over(pages, case):
    Case.objects.filter(pk=case.pk).update(is_urgent=True)
    letter(case, waiting_harms="NO")

    settle(pages, case, topic="urgency", choice="THEIRS")

    assert not fresh(case).is_urgent


def test_an_end_before_the_start_is_not_taken_over(pages, case):
    letter(case, ends_on=date(2026, 12, 1))

    text = text_of(settle(pages, case, topic="ends_on", choice="THEIRS"))

    assert "The end would be before the start." in text
    assert fresh(case).care.ends_on == date(2027, 2, 5)


def test_what_the_request_does_not_say_cannot_be_kept(pages, case):
    type(case.care).objects.filter(pk=case.care.pk).update(specialty="")
    letter(case, specialty="Psychiatry")
    shown = version_on_page(pages, case, "specialty")

    settle(pages, case, topic="specialty", choice="OURS", version=shown)

    assert not Settlement.objects.exists()


def test_a_closed_request_is_not_changed(pages, case, user):
    other_start(case)
    shown = version_on_page(pages, case, "starts_on")
    close_case(case=case, because="STOPPED", by=actor_for(user), at=timezone.now())

    text = text_of(settle(pages, case, topic="starts_on", choice="THEIRS", version=shown))

    assert "This request is closed" in text
    assert fresh(case).care.starts_on == date(2026, 12, 7)


@pytest.mark.parametrize(
    "values", [{}, {"choice": "BOTH"}, {"choice": "OURS", "topic": "x" * 500, "source": "Y"}]
)
def test_a_post_that_no_button_makes_changes_nothing(pages, case, values):
    other_start(case)

    assert pages.post(url("settle", case), values).status_code == 302
    assert not Settlement.objects.exists()


def test_who_may_only_look_sees_the_differences_and_no_buttons(client_for, case):
    other_start(case)
    helper = make_user()
    CaseAccess.objects.create(
        organization_id=case.organization_id, case=case, user=helper, relation="HELPER", level="VIEW"
    )
    pages = client_for(helper)

    assert "<button" not in text_of(pages.get(url("same_story", case))).split("<h1")[1].split("<footer")[0]
    assert pages.post(url("settle", case), {"choice": "THEIRS"}).status_code == 403


def test_a_stranger_cannot_tell_that_the_request_exists(client_for, case):
    pages = client_for(make_user())

    assert pages.get(url("same_story", case)).status_code == 404
    assert pages.post(url("settle", case), {}).status_code == 404


def test_the_task_list_says_who_owes_a_correction(pages, case):
    other_start(case)
    settle(pages, case, topic="starts_on", choice="OURS")

    text = text_of(pages.get(reverse("tracker:task_list", args=[case.public_id])))

    assert "<strong>Your clinician</strong>: to correct: start date" in text
