"""The plan’s own form, filled in, as it was frozen with the packet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from requests_app.packets import wording
from requests_app.packets.more_parts import Fact, FormPage, PlanFormPart
from requests_app.packets.proof import Proof


def plan_form(proof: Proof) -> PlanFormPart | None:
    """Nothing when no form is on file for this plan."""
    form = proof.plan_form
    if not form:
        return None
    pages = list(form.get("pages", ()))
    return PlanFormPart(
        title=str(form.get("title", "")),
        source=_source(form.get("source", ""), form.get("checked_on", "")),
        pages=tuple(
            FormPage(
                number=number,
                asset=f"asset:form-{number}" if proof.pages.get(one["key"]) else "",
                key=one["key"],
                alt=one.get("alt")
                or _("The plan’s own form, filled in, page %(number)s of %(count)s")
                % {"number": number, "count": len(pages)},
            )
            for number, one in enumerate(pages, start=1)
        ),
        overflow=tuple(
            Fact(_addendum(one), str(one["value"]), "plan_form") for one in form.get("overflow", ())
        ),
        note=str(form.get("note", "")),
    )


def form_assets(part: PlanFormPart) -> dict[str, str]:
    """Address in the packet -> key of the picture."""
    return {page.asset: page.key for page in part.pages if page.asset}


def _addendum(one: Mapping[str, Any]) -> str:
    """With the number to which the box of the form points."""
    if not one.get("number"):
        return str(one["label"])
    return _("Addendum %(number)s: %(box)s") % {"number": one["number"], "box": one["label"]}


def _source(source: str, checked_on: str) -> str:
    day = wording.day_text(date.fromisoformat(checked_on)) if checked_on else ""
    told = _("checked %(day)s") % {"day": day} if day else ""
    return wording.with_commas(source, told)
