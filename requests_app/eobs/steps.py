"""The order in which a statement is typed, and where somebody goes on who was called away."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.eobs.shown import FIELDS, Part
from requests_app.models import Case, ExplanationOfBenefits

LINES, LOOK = "lines", "look"
ORDER: tuple[str, ...] = (Part.DATES, Part.WHO, Part.NETWORK, LINES, Part.TOTALS, Part.NUMBERS, LOOK)
# `status` has a value from the beginning, so it tells nothing of how far somebody came.
SAYS_NOTHING = {"status"}


def url_of(name: str, case: Case, *more: object) -> str:
    return reverse(f"eobs:{name}", args=[case.public_id, *more])


def step_url(eob: ExplanationOfBenefits, step: str) -> str:
    if step == LOOK:
        return url_of("look_over", eob.case, eob.public_id)
    if step == LINES:
        return url_of("line_list", eob.case, eob.public_id)
    return url_of("claim_edit", eob.case, eob.public_id, str(step))


def next_url(eob: ExplanationOfBenefits, step: str) -> str:
    return step_url(eob, ORDER[ORDER.index(step) + 1])


def back_url(eob: ExplanationOfBenefits, step: str) -> str:
    place = ORDER.index(step)
    return step_url(eob, ORDER[place - 1]) if place else url_of("eob_list", eob.case)


def step_text(step: str) -> str:
    return _("Step %(step)s of %(count)s") % {"step": ORDER.index(step) + 1, "count": len(ORDER)}


def resume_url(eob: ExplanationOfBenefits) -> str:
    """After the last page on which something was typed."""
    done = [step for step in ORDER[:-1] if is_begun(eob, step)]
    return next_url(eob, done[-1]) if done else step_url(eob, ORDER[0])


def initial_of(eob: ExplanationOfBenefits, step: Part, stored: dict[str, Any]) -> dict[str, Any]:
    """What the plan did is asked, not taken for granted, until the page was saved once."""
    return {**stored, "status": ""} if step is Part.DATES and not is_begun(eob, step) else stored


def is_begun(eob: ExplanationOfBenefits, step: str) -> bool:
    if step == LINES:
        return bool(eob.lines.all())
    names = [name for name in FIELDS[Part(step)] if hasattr(eob, name) and name not in SAYS_NOTHING]
    return any(getattr(eob, name) not in (None, "", []) for name in names)
