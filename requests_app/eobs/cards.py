"""The list of statements: how each looks, and what all of them come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.claims.findings import Result, Review
from requests_app.common.money import dollars
from requests_app.eobs.presenters import Row, amount_text, network_text, title_of
from requests_app.eobs.steps import resume_url, url_of
from requests_app.models import ExplanationOfBenefits, Reprocessing, ReprocessingState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MARKS = {Result.RIGHT: "RIGHT", Result.WRONG: "WRONG", Result.CANNOT_TELL: "CANNOT_TELL"}


@dataclass(frozen=True)
class Card:
    title: str
    url: str
    status: str
    facts: list[Row]
    note: StrOrPromise = ""


@dataclass(frozen=True)
class Totals:
    sentences: list[str]
    in_question: str


def half_done(eobs: Sequence[ExplanationOfBenefits]) -> list[Card]:
    return [
        Card(title_of(one), resume_url(one), "STARTED", _facts(one, None))
        for one in eobs
        if one.finished_at is None
    ]


def checked(
    eobs: Sequence[ExplanationOfBenefits],
    reviews: Mapping[int, Review],
    sent_back: Sequence[Reprocessing],
) -> list[Card]:
    """Those that count now, what does not match first."""
    order = [Result.WRONG, Result.CANNOT_TELL, Result.RIGHT]
    found = sorted(
        (one for one in eobs if one.pk in reviews), key=lambda one: order.index(_verdict(one, reviews))
    )
    back = {one.eob_id: one for one in sent_back}
    return [
        Card(
            title_of(one),
            url_of("eob_detail", one.case, one.public_id),
            MARKS[_verdict(one, reviews)],
            _facts(one, reviews[one.pk]),
            _back_text(back.get(one.pk)),
        )
        for one in found
    ]


def earlier(eobs: Sequence[ExplanationOfBenefits]) -> list[Card]:
    """What a corrected statement took the place of."""
    return [
        Card(title_of(one), url_of("eob_detail", one.case, one.public_id), "", _facts(one, None))
        for one in eobs
        if one.replaced_at is not None
    ]


def totals(reviews: Mapping[int, Review]) -> Totals | None:
    if not reviews:
        return None
    found = [one.verdict for one in reviews.values()]
    right, wrong, open_ = (found.count(one) for one in (Result.RIGHT, Result.WRONG, Result.CANNOT_TELL))
    count = len(found)
    sentences = [ngettext("%(count)s checked", "%(count)s checked", count) % {"count": count}]
    if right:
        sentences.append(ngettext("%(count)s looks right", "%(count)s look right", right) % {"count": right})
    if wrong:
        text = ngettext("%(count)s does not match", "%(count)s do not match", wrong)
        sentences.append(text % {"count": wrong})
    if open_:
        text = ngettext("%(count)s we cannot tell", "%(count)s we cannot tell", open_)
        sentences.append(text % {"count": open_})
    amount = sum((one.in_question for one in reviews.values()), Decimal(0))
    return Totals(sentences, dollars(amount) if amount else "")


def _verdict(eob: ExplanationOfBenefits, reviews: Mapping[int, Review]) -> Result:
    return reviews[eob.pk].verdict


def _facts(eob: ExplanationOfBenefits, review: Review | None) -> list[Row]:
    rows = [
        Row(_("Provider on the statement"), eob.billing_name),
        Row(_("Network"), network_text(eob.network)),
    ]
    if eob.finished_at is not None or eob.billed is not None:
        rows.append(Row(_("Billed"), amount_text(eob.billed)))
    if eob.finished_at is not None or eob.patient_owes is not None:
        rows.append(Row(_("You owe"), amount_text(eob.patient_owes)))
    if eob.provider_asks is not None:
        rows.append(Row(_("The provider asks for"), amount_text(eob.provider_asks)))
    if review is not None and review.in_question:
        rows.append(Row(_("Money in question"), dollars(review.in_question)))
    return rows


def _back_text(back: Reprocessing | None) -> str:
    if back is None:
        return ""
    if back.state == ReprocessingState.SENT:
        return _("You asked the plan to process it again.")
    return _("You are getting ready to ask the plan to process it again.")
