"""The forms of the short pages of an office."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from requests_app.common.forms import PortalForm
from requests_app.models import OutreachAttempt, OutreachOffice
from requests_app.outreach.forms.about import AboutForm, ListingForm, PlaceForm
from requests_app.outreach.forms.contact import AgainForm, ContactForm, EndedForm, ResultForm
from requests_app.outreach.forms.follow_up import BY_KIND
from requests_app.outreach.forms.lists import ConfirmForm, PartDoneForm
from requests_app.outreach.forms.names import NamesForm
from requests_app.outreach.forms.offer import NotesForm, OfferForm, TravelForm
from requests_app.outreach.steps import Step, fields_of, follow_up_of

__all__ = ["AboutForm", "ConfirmForm", "NamesForm", "PartDoneForm", "for_step"]

_BY_STEP: dict[Step, type[PortalForm]] = {
    Step.ABOUT: AboutForm,
    Step.PLACE: PlaceForm,
    Step.LISTING: ListingForm,
    Step.CONTACT: ContactForm,
    Step.RESULT: ResultForm,
    Step.NOTES: NotesForm,
}


def for_step(
    step: Step, office: OutreachOffice, tries: Collection[OutreachAttempt], *args: Any, **options: Any
) -> PortalForm | None:
    """The form of this page, or None when the office has no such page now."""
    if kind := _BY_STEP.get(step):
        return kind(*args, **options)
    if step == Step.AGAIN:
        return AgainForm(*args, tries=tries, **options)
    if step == Step.ENDED:
        return EndedForm(*args, **options) if tries else None
    shown = fields_of(office, step)
    if step == Step.TRAVEL:
        return TravelForm(*args, **options) if shown else None
    if step == Step.OFFER:
        return _only(shown, OfferForm(*args, tries=tries, **options)) if shown else None
    fitting = BY_KIND.get(follow_up_of(office)) if step == Step.FOLLOW_UP else None
    return fitting(*args, tries=tries, **options) if fitting else None


def _only(shown: Collection[str], form: PortalForm) -> PortalForm:
    for name in [name for name in form.fields if name not in shown]:
        del form.fields[name]
    return form
