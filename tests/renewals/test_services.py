"""What may be written down of a renewal, in which order, and what follows from it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from requests_app.cases.services import close_case
from requests_app.decisions.end_warnings import plan_end_warnings
from requests_app.drafts.clash import Clash
from requests_app.drafts.versions import version_of
from requests_app.models import CaseAccess, CoverageChange, FollowUp, NextAction, Renewal
from requests_app.renewals import changes, queries, services
from requests_app.renewals.services import RenewalRefused
from tests.factories.people import actor_for, make_user
from tests.renewals.making import ENDS, approve, begin, save

NEXT = {"starts_on": date(2027, 2, 6), "ends_on": date(2027, 4, 7), "amount": 24, "amount_unit": "DAYS"}


def who(case):
    return actor_for(case.opened_by)


def warn(decision):
    plan_end_warnings(decision=decision, by=who(decision.case), at=timezone.now())


def open_days(case) -> list[date]:
    found = case.follow_ups.filter(kind="RENEW", state=FollowUp.State.OPEN)
    return list(found.order_by("due_on").values_list("due_on", flat=True))


def used(decision, units=3, line=None, **values):
    return services.add_used(
        decision=decision,
        values={"line": line, "used_on": date(2027, 1, 4), "units": units, "source": "ENTERED", "note": ""}
        | values,
        by=who(decision.case),
        at=timezone.now(),
    )


def test_what_was_used_counts_until_it_is_taken_out(approval, line):
    one = used(approval, 3, line)
    used(approval, 2)
    assert queries.units_of(approval).in_all[0].left == 31
    services.remove_used(used=one, by=who(approval.case), at=timezone.now())
    assert queries.units_of(approval).in_all[0].used == 2


def test_a_line_of_another_answer_takes_no_use(case, approval):
    other = approve(case, decided_on=date(2026, 12, 20))
    with pytest.raises(RenewalRefused):
        used(approval, 3, other.lines.get())


def test_one_renewal_is_open_at_a_time(case, approval):
    first, second = begin(case, approval), begin(case, approval)
    assert first.pk == second.pk
    assert case.renewals.count() == 1


def test_beginning_is_the_next_step_until_what_ends_first(case, approval):
    begin(case, approval)
    case.refresh_from_db()
    assert (case.next_action, case.waiting_on, case.due_on) == (NextAction.RENEW, "PATIENT", ENDS)


def test_a_renewal_goes_on_from_the_answer_that_counts_now(case, approval):
    approval.replaced_at = timezone.now()
    approval.save(update_fields=["replaced_at"])
    with pytest.raises(RenewalRefused):
        begin(case, approval)


def test_two_people_at_one_page_see_both_values(case, approval):
    renewal = begin(case, approval)
    save(renewal, queries.WHAT_NEXT, **NEXT)
    with pytest.raises(Clash):
        save(renewal, queries.WHAT_NEXT, **{**NEXT, "amount": 30})


def test_two_days_that_do_not_fit_together_are_refused(case, approval):
    renewal = begin(case, approval)
    with pytest.raises(RenewalRefused):
        save(renewal, queries.WHAT_NEXT, starts_on=date(2027, 3, 1), ends_on=date(2027, 2, 1))


def test_once_sent_it_says_what_was_sent(case, approval):
    renewal = begin(case, approval)
    save(renewal, queries.WHAT_NEXT, **NEXT)
    services.mark_sent(renewal=renewal, sent_on=date(2027, 1, 20), by=who(case), at=timezone.now())
    services.mark_sent(renewal=renewal, sent_on=date(2027, 1, 25), by=who(case), at=timezone.now())
    renewal.refresh_from_db()
    assert (renewal.state, renewal.sent_on) == ("SENT", date(2027, 1, 20))
    with pytest.raises(RenewalRefused):
        save(renewal, queries.PROGRESS, progress="More", progress_by="Dana", progress_on=date(2027, 1, 2))


def test_the_end_is_warned_of_twice_and_not_after_it_was_asked_again(case, approval):
    warn(approval)
    assert open_days(case) == [ENDS - timedelta(days=14)]  # thirty days before is over already
    renewal = begin(case, approval)
    services.mark_sent(renewal=renewal, sent_on=date(2027, 1, 20), by=who(case), at=timezone.now())
    assert open_days(case) == []
    assert case.follow_ups.get(kind="RENEW").state == FollowUp.State.DONE
    warn(approval)
    assert open_days(case) == []


def test_a_later_end_moves_the_warnings(case, approval):
    warn(approval)
    approval.ends_on = date(2027, 6, 30)
    approval.save()
    warn(approval)
    assert open_days(case) == [date(2027, 5, 31), date(2027, 6, 16)]


@pytest.mark.parametrize("change", [{"answer": "DENIED"}, {"removed_at": timezone.now()}, {"ends_on": None}])
def test_an_answer_that_gives_nothing_warns_of_nothing(case, approval, change):
    warn(approval)
    for name, value in change.items():
        setattr(approval, name, value)
    approval.save()
    warn(approval)
    assert open_days(case) == []


def test_taken_back_the_warnings_come_again(case, approval):
    renewal = begin(case, approval)
    services.mark_sent(renewal=renewal, sent_on=date(2027, 1, 20), by=who(case), at=timezone.now())
    services.withdraw(renewal=renewal, by=who(case), at=timezone.now())
    assert open_days(case) == [ENDS - timedelta(days=14)]
    assert begin(case, approval).pk != renewal.pk


def test_a_fax_that_arrives_after_it_was_taken_back_is_out_all_the_same(case, approval):
    renewal = begin(case, approval)
    services.withdraw(renewal=renewal, by=who(case), at=timezone.now())
    services.mark_sent(renewal=renewal, sent_on=date(2027, 1, 20), by=who(case), at=timezone.now())
    renewal.refresh_from_db()
    assert (renewal.state, renewal.withdrawn_at) == ("SENT", None)


def test_what_a_clinician_signed_fills_what_nobody_wrote(case, approval):
    renewal = begin(case, approval)
    told = {"by": who(case), "at": timezone.now(), "on": date(2027, 1, 19)}
    services.take_progress(case=case, progress="Two goals met.", by_name="Dana Example, MD", **told)
    services.take_progress(case=case, progress="Other words.", by_name="Sam Example", **told)
    renewal.refresh_from_db()
    assert (renewal.progress, renewal.progress_by) == ("Two goals met.", "Dana Example, MD")


def test_a_closed_request_is_not_written_to(case, approval):
    close_case(case=case, because="APPROVED", by=who(case), at=timezone.now())
    case.refresh_from_db()
    with pytest.raises(RenewalRefused):
        begin(case, approval)
    with pytest.raises(RenewalRefused):
        used(approval)


def test_who_may_only_look_writes_nothing(case, approval):
    friend = make_user()
    CaseAccess.objects.create(
        organization=case.organization, case=case, user=friend, relation="HELPER", level="VIEW"
    )
    with pytest.raises(PermissionDenied):
        services.start_renewal(case=case, decision=approval, by=actor_for(friend), at=timezone.now())
    assert not Renewal.objects.filter(case=case).exists()


LEAVES = {
    "kind": "PROVIDER_LEFT",
    "provider_name": "Sample Clinic",
    "happens_on": date(2027, 2, 1),
    "notice_on": date(2027, 1, 11),
    "course": "SERIOUS",
}


def change(case, **values) -> CoverageChange:
    made = changes.add_change(case=case, values={**LEAVES, **values}, by=who(case), at=timezone.now())
    made.case = case
    return made


def continuity_days(case) -> list[date]:
    found = case.follow_ups.filter(kind="CONTINUITY", state=FollowUp.State.OPEN)
    return list(found.values_list("due_on", flat=True))


def test_a_counted_right_is_reminded_of_two_weeks_before_it_ends(case):
    change(case)
    assert continuity_days(case) == [date(2027, 4, 11) - timedelta(days=14)]


@pytest.mark.parametrize("values", [{"kind": "PLAN_CHANGED"}, {"course": "UNSURE"}, {"notice_on": None}])
def test_without_a_counted_day_nobody_is_reminded(case, values):
    change(case, **values)
    assert continuity_days(case) == []


def test_a_corrected_notice_moves_the_reminder_and_taking_it_out_ends_it(case):
    made = change(case)
    stored = queries.values_of(made, queries.CHANGE)
    changes.edit_change(
        change=made,
        typed={**stored, "notice_on": date(2027, 1, 4)},
        shown_version=version_of(stored),
        by=who(case),
        at=timezone.now(),
    )
    assert continuity_days(case) == [date(2027, 4, 4) - timedelta(days=14)]
    changes.remove_change(change=made, by=who(case), at=timezone.now())
    assert continuity_days(case) == []
