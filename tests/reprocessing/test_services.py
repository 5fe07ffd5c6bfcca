"""A claim sent back, from what is asked about to what came of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from requests_app.claims.findings import Kind
from requests_app.drafts.clash import Clash
from requests_app.drafts.versions import version_of
from requests_app.models import AuditEntry, Case, FollowUp, Recipient, Reprocessing
from requests_app.reprocessing import points, queries, services
from requests_app.reprocessing.services import BackRefused
from requests_app.submissions.after_sending import tell
from tests.factories.bills import make_eob, make_wrong_eob
from tests.reprocessing.claims import (
    ASKED,
    DAY,
    asked,
    begun,
    by,
    day_to_ask,
    decided,
    fresh,
    loaded,
    written,
)
from tests.tracks.pages import send


def test_the_points_are_frozen_with_the_money_that_is_in_question(case) -> None:
    back = begun(case)

    kinds = {one.kind for one in points.kept_points(back)}
    assert {Kind.NETWORK, Kind.DEDUCTIBLE, Kind.RATE} <= kinds
    assert back.in_question == Decimal("1000.00")
    assert back.state == "PREPARING"


def test_the_same_claim_is_sent_back_once_at_a_time(case) -> None:
    eob = make_wrong_eob(case)

    assert begun(case, eob).pk == begun(case, eob).pk


def test_a_claim_that_was_replaced_is_not_sent_back(case) -> None:
    eob = make_wrong_eob(case)
    eob.replaced_at = timezone.now()
    eob.save()

    with pytest.raises(BackRefused):
        begun(case, eob)


def test_fewer_points_put_less_money_in_question(case) -> None:
    eob = loaded(case, make_wrong_eob(case))
    review = points.reviewed(eob, today=DAY)
    rates = [one for one in points.differing(review) if one.kind == Kind.RATE]

    back = services.start(eob=eob, review=review, chosen=rates, by=by(case), at=timezone.now())

    assert back.in_question == Decimal("300.00")


def test_in_own_words_alone_no_money_is_named(case) -> None:
    eob = loaded(case, make_eob(case))
    review = points.reviewed(eob, today=DAY)

    back = services.start(eob=eob, review=review, chosen=[], by=by(case), at=timezone.now())

    assert (back.points, back.in_question) == ([], None)


def test_the_day_to_ask_is_ours_by_the_interval_of_the_case(case) -> None:
    Case.objects.filter(pk=case.pk).update(follow_up_every=2)

    back = asked(begun(case))

    follow_up = day_to_ask(back)
    assert (follow_up.kind, follow_up.due_on) == ("BILL", date(2026, 11, 25))


def test_the_day_that_the_plan_named_goes_first_and_a_correction_moves_it(case) -> None:
    back = asked(begun(case), answer_due_on=date(2026, 12, 4), answer_due_from="Jo, on the phone")
    assert day_to_ask(back).due_on == date(2026, 12, 7), "the first business day after it"

    asked(back, answer_due_on=date(2026, 12, 10), answer_due_from="Jo, on the phone")

    assert day_to_ask(back).due_on == date(2026, 12, 11)
    assert FollowUp.objects.filter(kind="BILL").count() == 1


def test_asked_again_the_next_day_counts_from_then(case) -> None:
    back = asked(begun(case), sent_on=date(2026, 11, 16))
    typed = {"asked_again_on": DAY, "answer_due_on": None, "answer_due_from": "", "number": "R-8"}

    written(back, services.record_still_waiting, services.WAITING, typed)

    follow_up = day_to_ask(back)
    assert (follow_up.state, follow_up.due_on) == ("OPEN", date(2026, 11, 27)), "Thanksgiving does not count"
    assert fresh(back).number == "R-8"


def test_while_nothing_else_is_to_do_the_queue_shows_whose_turn_it_is(case) -> None:
    back = begun(case)
    assert step_of(case) == ("FIX_BILL", "PATIENT", None)

    asked(back)
    assert step_of(case) == ("FIX_BILL", "PLAN", date(2026, 11, 27))

    decided(fresh(back), "CORRECTED")
    assert step_of(case)[0] == "NONE"


def test_a_step_about_the_request_stays(case) -> None:
    Case.objects.filter(pk=case.pk).update(next_action="RENEW")
    case.next_action = "RENEW"

    asked(begun(case))

    assert step_of(case)[0] == "RENEW"


def test_an_answer_ends_the_reminder_and_may_not_be_older_than_the_asking(case) -> None:
    back = asked(begun(case))
    with pytest.raises(BackRefused):
        decided(back, "REFUSED", on=date(2026, 11, 20))

    back = decided(back, "REFUSED", answer="Processed correctly.")

    assert (back.state, back.outcome, back.answer) == ("DECIDED", "REFUSED", "Processed correctly.")
    assert day_to_ask(back).state == "DONE"


def test_the_corrected_claim_is_found_and_linked_by_its_history(case) -> None:
    eob = make_wrong_eob(case)
    back = asked(begun(case, eob))
    first = make_eob(case, claim_number="CLM-2", replaces=eob)
    last = make_eob(case, claim_number="CLM-3", replaces=first)

    assert queries.correction_of(fresh(back).eob) == last, "followed to the one that counts now"
    assert decided(back, "CORRECTED").corrected == last
    assert decided(fresh(back), "REFUSED").corrected is None


def test_taken_back_it_stays_in_the_list_and_reminds_of_nothing(case) -> None:
    back = asked(begun(case))

    for _time in range(2):
        services.withdraw(back=back, by=by(case), at=timezone.now())

    assert [one.state for one in queries.all_of(case)] == ["WITHDRAWN"]
    assert (day_to_ask(back).state, step_of(case)[0]) == ("CANCELLED", "NONE")
    assert AuditEntry.objects.filter(action="reprocessing.withdrawn").count() == 1


def test_what_the_plan_has_is_not_rewritten(case) -> None:
    back = asked(begun(case))

    with pytest.raises(BackRefused):
        written(back, services.save_statement, services.STATEMENT, {"statement": "Late.", "send_to": ""})
    review = points.reviewed(back.eob, today=DAY)
    with pytest.raises(BackRefused):
        services.save_points(
            back=back, review=review, chosen=[], shown_version=None, by=by(case), at=timezone.now()
        )


def test_two_people_who_write_different_numbers_see_both(case) -> None:
    back = asked(begun(case))
    stale = version_of(services.shown(Reprocessing(), services.ASKED))

    with pytest.raises(Clash) as clash:
        services.record_asked(
            back=back, typed={**ASKED, "number": "OTHER"}, shown_version=stale, by=by(case), at=timezone.now()
        )
    assert clash.value.fields == {"number": "R-7"}


def test_a_closed_request_takes_nothing(case) -> None:
    back = begun(case)
    Case.objects.filter(pk=case.pk).update(status="CLOSED")

    with pytest.raises(BackRefused):
        asked(back)


def test_the_plan_was_asked_when_the_packet_is_sent(case) -> None:
    back = begun(case)
    submission = send(case, date(2026, 11, 20), to=Recipient.BILL)
    submission.packet.reprocessing = back

    for _time in range(2):
        tell(submission, by=by(case), at=timezone.now())

    back = fresh(back)
    assert (back.state, back.sent_on, back.way) == ("SENT", date(2026, 11, 20), "FAX")
    assert day_to_ask(back).due_on == date(2026, 11, 25)
    assert AuditEntry.objects.filter(action="reprocessing.asked").count() == 1


def test_the_day_of_a_person_stays_when_the_packet_goes_out_later(case) -> None:
    back = asked(begun(case), sent_on=date(2026, 11, 18))
    submission = send(case, DAY, to=Recipient.BILL)
    submission.packet.reprocessing = back

    tell(submission, by=by(case), at=timezone.now())

    assert (fresh(back).sent_on, fresh(back).way) == (date(2026, 11, 18), "PHONE")


def step_of(case: Case) -> tuple[str, str, date | None]:
    row = Case.objects.get(pk=case.pk)
    return row.next_action, row.waiting_on, row.due_on
