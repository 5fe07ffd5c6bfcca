"""Statements as people type them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from requests_app.drafts.versions import version_of
from requests_app.eobs import queries, typed
from requests_app.eobs.shown import LINE, Part, shown_line, shown_part
from requests_app.models import Case, EobLine, ExplanationOfBenefits
from tests.factories.people import actor_for


def url(name: str, case: Case, *more: object) -> str:
    return reverse(f"eobs:{name}", args=[case.public_id, *more])


def on(name: str, day: date) -> dict[str, str]:
    """A day as the three boxes send it."""
    return {f"{name}_month": str(day.month), f"{name}_day": str(day.day), f"{name}_year": str(day.year)}


def by_patient(case: Case) -> dict[str, Any]:
    return {"by": actor_for(case.opened_by), "at": timezone.now()}


def post(client, path: str, *, confirm: bool = False, **answers: Any):
    """As a browser does; `confirm`: and again where the page asks to look twice."""
    form = client.get(path).context["form"]
    data = {**answers, "form_key": str(uuid4())} | ({"version": form.version} if form.version else {})
    answer = client.post(path, data)
    if not confirm or answer.status_code != 422:
        return answer
    shown = answer.context["form"]
    return client.post(path, {**data, "confirmed_warnings": shown.warnings_digest})


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def fresh(eob: ExplanationOfBenefits) -> ExplanationOfBenefits:
    return queries.get_eob_or_404(eob.case, eob.public_id)


def begun(case: Case) -> ExplanationOfBenefits:
    return typed.begin(case=case, **by_patient(case))


def save_part(eob: ExplanationOfBenefits, part: Part, **answers: Any) -> ExplanationOfBenefits:
    stored = shown_part(fresh(eob), part)
    return typed.save_claim(
        eob=eob,
        part=part,
        typed={**stored, **answers},
        shown_version=version_of(stored),
        **by_patient(eob.case),
    )


def add_line(eob: ExplanationOfBenefits, **answers: Any) -> EobLine:
    empty = dict.fromkeys(LINE) | {"service": "", "words": "", "network": "", "codes": ""}
    return typed.add_line(eob=eob, typed={**empty, **answers}, **by_patient(eob.case))


def change_line(line: EobLine, **answers: Any) -> EobLine:
    whole = fresh(line.eob)
    stored = shown_line(queries.get_line_or_404(whole, line.public_id))
    return typed.change_line(
        line=line,
        typed={**stored, **answers},
        shown_version=version_of(stored),
        **by_patient(line.eob.case),
    )
