"""The one next thing to do about a claim that was, or is to be, sent back."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.claims.findings import Result, Review
from requests_app.common.dates import weekday_date
from requests_app.complaints.clock import AskOn
from requests_app.models import (
    Appeal,
    AppealState,
    Decision,
    ExplanationOfBenefits,
    Reprocessing,
    ReprocessingOutcome,
    ReprocessingState,
)
from requests_app.reprocessing.presenters import Next, eob_url, url_of

State, Outcome = ReprocessingState, ReprocessingOutcome


def next_of(
    back: Reprocessing,
    *,
    asking: AskOn | None,
    correction: ExplanationOfBenefits | None,
    review: Review | None,
    denial: Decision | None,
    today: date,
) -> Next | None:
    """`correction`: the claim that took its place, with its `review`. `denial`: the no to appeal."""
    if back.state == State.DECIDED:
        return _after_answer(back, correction, review, denial)
    if correction is not None:
        return _corrected(back, correction, review)
    if back.state == State.SENT:
        return _waiting(back, asking, today)
    if back.state == State.PREPARING:
        return Next(
            _("Call the plan, or send the letter below. Then write down when and how you asked."),
            url_of("script", back),
            _("See what to say"),
            url_of("asked", back),
            _("I asked the plan"),
        )
    return None


def _corrected(back: Reprocessing, correction: ExplanationOfBenefits, review: Review | None) -> Next:
    """A newer statement is there: as it reads, it is put right or not."""
    if back.state == State.PREPARING:
        return Next(
            _("A corrected statement took the place of this one. Look at that one first."),
            eob_url(correction),
            _("Look at the corrected statement"),
            url_of("withdraw", back),
            _("This is not needed any more"),
        )
    if review is not None and review.verdict == Result.WRONG:
        text = _("A corrected statement is here, but something in it still does not match.")
    else:
        text = _("A corrected statement is here. We found nothing in it that does not match.")
    return Next(
        text,
        url_of("outcome", back),
        _("Write down what came of it"),
        eob_url(correction),
        _("Look at the corrected statement"),
    )


def _waiting(back: Reprocessing, asking: AskOn | None, today: date) -> Next:
    if asking is None:
        text = _("The plan looks at it. Write down its answer when it comes.")
    elif asking.day <= today:
        text = _("Nothing heard? Call the plan today and ask what became of it.")
    else:
        text = _("The plan looks at it. If you hear nothing, ask on %(day)s.") % {
            "day": weekday_date(asking.day)
        }
    return Next(
        text,
        url_of("outcome", back),
        _("They answered"),
        url_of("answer_due", back),
        _("I asked again, and it is still open"),
    )


def _after_answer(
    back: Reprocessing,
    correction: ExplanationOfBenefits | None,
    review: Review | None,
    denial: Decision | None,
) -> Next:
    is_still_wrong = correction is not None and review is not None and review.verdict == Result.WRONG
    if correction is not None and is_still_wrong:
        start = reverse("reprocessing:start", args=[back.case.public_id, correction.public_id])
        return Next(
            _("The corrected statement still does not match your approval."),
            eob_url(correction),
            _("See what does not match"),
            start,
            _("Send that one back"),
        )
    if back.outcome == Outcome.CORRECTED:
        return _put_right(back, correction)
    appeal = _appeal_against(denial)
    if appeal is not None:
        return Next(
            _("Your appeal was decided.")
            if appeal.state == AppealState.DECIDED
            else _("You began an appeal about this claim."),
            reverse("appeals:appeal_detail", args=[back.case.public_id, appeal.public_id]),
            _("Go to the appeal"),
        )
    return Next(
        _("A no is not the end. You can appeal what the plan decided about this claim."),
        url_of("appeal", back),
        _("Appeal it"),
    )


def _put_right(back: Reprocessing, correction: ExplanationOfBenefits | None) -> Next:
    if correction is not None:
        return Next(
            _("Nothing more to do here. Check the next bill the same way."),
            eob_url(correction),
            _("Look at the corrected statement"),
        )
    return Next(
        _("When the corrected statement (EOB) comes, add it. We check it again."),
        reverse("eobs:eob_add", args=[back.case.public_id]),
        _("Add the corrected statement"),
    )


def _appeal_against(denial: Decision | None) -> Appeal | None:
    """The newest that was begun and not taken back."""
    if denial is None:
        return None
    return denial.appeals_against.exclude(state=AppealState.WITHDRAWN).order_by("-id").first()
