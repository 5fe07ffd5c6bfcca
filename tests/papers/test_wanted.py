"""Which papers a request wants, and how each stands: from facts alone, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from requests_app.models import DocumentKind
from requests_app.models.documents import OwedBy
from requests_app.papers.kinds import BY_KIND, BY_SLUG, KINDS
from requests_app.papers.wanted import Asked, Facts, State, business_days_since, need, wanted

MONDAY = date(2026, 11, 16)
ASKED_AT = datetime(2026, 11, 16, 17, tzinfo=UTC)
LETTER = DocumentKind.CLINICIAN_LETTER


NO_FACTS = Facts()


def one(kind, facts: Facts = NO_FACTS, *, came_at=None, asked=None, on: date = MONDAY):
    came, said = ({kind: value} if value else {} for value in (came_at, asked))
    return next(
        found
        for found in wanted(facts, documents={}, came_at=came, asked=said, on=on)
        if found.kind.kind == kind
    )


@pytest.mark.parametrize(
    ("kind", "facts", "is_wanted"),
    [
        (DocumentKind.INSURANCE_CARD, Facts(), True),
        (DocumentKind.DIRECTORY_LISTING, Facts(), True),
        (DocumentKind.CLINICIAN_LETTER, Facts(), True),
        (DocumentKind.DENIAL_LETTER, Facts(), False),
        (DocumentKind.DENIAL_LETTER, Facts(already_asked="WAITING"), False),
        (DocumentKind.DENIAL_LETTER, Facts(already_asked="SAID_NO"), True),
        (DocumentKind.DENIAL_LETTER, Facts(answers=frozenset({"DENIED"})), True),
        (DocumentKind.DENIAL_LETTER, Facts(answers=frozenset({"PARTLY"})), True),
        (DocumentKind.DENIAL_LETTER, Facts(answers=frozenset({"NO"})), True),
        (DocumentKind.DENIAL_LETTER, Facts(answers=frozenset({"APPROVED", ""})), False),
        (DocumentKind.PLAN_ANSWER, Facts(answers=frozenset({"APPROVED"})), True),
        (DocumentKind.PLAN_ANSWER, Facts(already_asked="SAID_YES_BILLS_WRONG"), True),
        (DocumentKind.PLAN_ANSWER, Facts(answers=frozenset({"NEEDS_MORE"})), False),
        (DocumentKind.REFERRAL, Facts(plan_kind="HMO"), True),
        (DocumentKind.REFERRAL, Facts(plan_kind="POS"), True),
        (DocumentKind.REFERRAL, Facts(plan_kind="PPO"), False),
        (DocumentKind.REFERRAL, Facts(plan_kind="UNSURE"), False),
        (DocumentKind.PLAN_FORM, Facts(has_form="YES"), True),
        (DocumentKind.PLAN_FORM, Facts(has_form="NO"), False),
        (DocumentKind.PLAN_FORM, Facts(), False),
        (DocumentKind.EOB, Facts(care_timing="STARTED"), True),
        (DocumentKind.EOB, Facts(care_timing="OVER"), True),
        (DocumentKind.EOB, Facts(care_timing="NOT_STARTED"), False),
        (DocumentKind.EOB, Facts(already_asked="SAID_YES_BILLS_WRONG"), True),
        (DocumentKind.NOTES, Facts(), False),
        (DocumentKind.OTHER, Facts(already_asked="SAID_NO", care_timing="OVER"), False),
    ],
)
def test_a_kind_is_wanted_when_the_facts_say_so(kind, facts, is_wanted):
    found = need(kind, facts)

    assert found.is_wanted is is_wanted
    assert str(found.because).endswith("."), "whichever it is, it says why"


def test_every_kind_says_why_it_helps_and_what_to_add():
    assert [str(kind.kind) for kind in KINDS if not (str(kind.why) and str(kind.example))] == []
    assert set(BY_SLUG) == {one.slug for one in KINDS}
    assert DocumentKind.PROOF_OF_SENDING not in BY_KIND, "that is added where the sending is written down"


def test_before_anybody_is_asked_it_is_wanted_from_who_usually_has_it():
    found = one(LETTER)

    assert (found.state, found.owed_by, found.since) == (State.WANTED, OwedBy.CLINICIAN, None)
    assert found.is_open


def test_from_the_day_somebody_is_asked_business_days_are_counted():
    asked = Asked(OwedBy.PLAN, ASKED_AT, MONDAY, note="Jo mails it")

    same_day = one(LETTER, asked=asked)
    assert (same_day.state, same_day.business_days) == (State.ASKED, 0)
    later = one(LETTER, asked=asked, on=date(2026, 11, 23))
    assert (later.owed_by, later.since, later.business_days) == (OwedBy.PLAN, MONDAY, 5)
    over_a_holiday = one(LETTER, asked=asked, on=date(2026, 11, 27))
    assert over_a_holiday.business_days == 8, "Thanksgiving does not count"


def test_when_it_comes_it_is_there_until_it_is_asked_for_again():
    came_at = datetime(2026, 11, 17, tzinfo=UTC)
    before = Asked(OwedBy.PATIENT, ASKED_AT, MONDAY)
    again = Asked(OwedBy.PATIENT, datetime(2026, 11, 18, tzinfo=UTC), date(2026, 11, 18))

    assert one(LETTER, came_at=came_at, asked=before).state == State.HAVE
    assert one(LETTER, came_at=came_at, asked=again).state == State.ASKED


def test_who_does_not_have_it_is_not_asked_any_more_unless_it_turns_up():
    no = Asked(OwedBy.PATIENT, ASKED_AT, MONDAY, is_not_had=True)

    assert one(LETTER, asked=no).state == State.NOT_HAD
    assert not one(LETTER, asked=no).is_open
    assert one(LETTER, asked=no, came_at=datetime(2026, 11, 18, tzinfo=UTC)).state == State.HAVE


def test_a_paper_nobody_asked_for_is_there_all_the_same():
    assert one(DocumentKind.NOTES, came_at=ASKED_AT).state == State.HAVE
    assert one(DocumentKind.NOTES).state == State.NOT_NEEDED
    asked = Asked(OwedBy.PATIENT, ASKED_AT, MONDAY)
    assert one(DocumentKind.EOB, asked=asked).is_open, "who asks for it wants it"


def test_a_day_that_has_not_come_counts_nothing():
    assert business_days_since(date(2026, 11, 30), MONDAY) == 0
    assert business_days_since(date(2026, 12, 31), date(2027, 1, 4)) == 1
