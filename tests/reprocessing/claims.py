"""Claims that do not match an approval, and what people do about them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from requests_app.cases.queries import get_case_or_404
from requests_app.drafts.versions import version_of
from requests_app.eobs.queries import get_eob_or_404
from requests_app.models import Case, ExplanationOfBenefits, FollowUp, Reprocessing
from requests_app.reprocessing import points, queries, services
from requests_app.reprocessing.views.asking import SECTIONS
from tests.factories.bills import make_wrong_eob
from tests.factories.people import actor_for

DAY = date(2026, 11, 23)
ASKED: dict[str, Any] = {
    "sent_on": DAY,
    "way": "PHONE",
    "number": "R-7",
    "person": "Jo",
    "answer_due_on": None,
    "answer_due_from": "",
}


def loaded(case: Case, eob: ExplanationOfBenefits) -> ExplanationOfBenefits:
    whole = get_case_or_404(actor_for(case.opened_by), case.public_id, *SECTIONS)
    return get_eob_or_404(whole, eob.public_id)


def begun(case: Case, eob: ExplanationOfBenefits | None = None) -> Reprocessing:
    found = loaded(case, eob or make_wrong_eob(case))
    review = points.reviewed(found, today=DAY)
    return services.start(
        eob=found, review=review, chosen=points.differing(review), by=by(case), at=timezone.now()
    )


def asked(back: Reprocessing, **more: Any) -> Reprocessing:
    written(back, services.record_asked, services.ASKED, {**ASKED, **more})
    return fresh(back)


def decided(back: Reprocessing, outcome: str, on: date = DAY, answer: str = "") -> Reprocessing:
    typed = {"outcome": outcome, "decided_on": on, "answer": answer}
    written(back, services.record_outcome, services.OUTCOME, typed)
    return fresh(back)


def written(back: Reprocessing, service: Any, names: tuple[str, ...], typed: dict[str, Any]) -> None:
    version = version_of(services.shown(back, names))
    service(back=back, typed=typed, shown_version=version, by=by(back.case), at=timezone.now())


def fresh(back: Reprocessing) -> Reprocessing:
    return queries.get_back_or_404(back.case, back.public_id)


def by(case: Case):
    return actor_for(case.opened_by)


def day_to_ask(back: Reprocessing) -> FollowUp:
    return FollowUp.objects.filter(case=back.case, about=f"bill:{back.pk}").latest("id")
