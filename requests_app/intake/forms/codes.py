"""The codes list of C06: one code a page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import codes, fields
from requests_app.common.forms import PortalForm
from requests_app.knowledge import diagnoses
from requests_app.models import CareCode

_OWN_WORDS = _("What is it for, in your own words?")


class DiagnosisForm(PortalForm):
    heading = _("Add a diagnosis code")
    button = _("Save this code")

    code = fields.DiagnosisCodeField(hint=_("Like F33.2"))
    own_words = fields.TextField(
        label=_OWN_WORDS, name=_("Your answer"), required=False, max_length=120, spellcheck=True
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if code := cleaned.get("code"):
            self._look_up(code)
        return cleaned

    def columns(self) -> dict[str, Any]:
        return {"kind": CareCode.Kind.DIAGNOSIS, **self.cleaned_data}

    def _look_up(self, code: str) -> None:
        """Lists change each year and clinicians know better, so a code that looks wrong is kept as well."""
        found = diagnoses.diagnosis(code)
        if found is None:
            self.warn(
                "code",
                _("We do not find this code in the %(year)s list. Check it with your clinician.")
                % {"year": diagnoses.release().year},
            )
        elif not found.is_billable:
            self.warn(
                "code",
                _("%(code)s names a group of codes. Plans ask for the full code: ask your clinician.")
                % {"code": found.code},
            )


class ServiceForm(PortalForm):
    heading = _("Add a service code")
    why = _(
        "Service codes have 5 letters or numbers. Revenue codes, like 0905, have 4 numbers and go here too."
    )
    button = _("Save this code")

    code = fields.ServiceCodeField(
        hint=_("Like 90837 or H0015, with a modifier like H0015-HQ if there is one")
    )
    units = fields.NumberField(
        label=_("How many units?"),
        hint=_("Like 12. Leave it empty if you are not sure"),
        smallest=1,
        largest=999,
        required=False,
    )
    own_words = fields.TextField(label=_OWN_WORDS, name=_("Your answer"), required=False, max_length=120)

    def columns(self) -> dict[str, Any]:
        read = codes.clean_service_code(self.cleaned_data["code"])
        is_revenue = read.kind == codes.ServiceCodeKind.REVENUE
        return {
            **self.cleaned_data,
            "kind": CareCode.Kind.REVENUE if is_revenue else CareCode.Kind.SERVICE,
            "code": read.code,
            "modifier": read.modifier,
        }


class FindForm(PortalForm):
    """Looks in the list and saves nothing."""

    button = _("Search")

    words = fields.TextField(
        label=_("Which diagnosis are you looking for?"),
        hint=_("A name or the start of a code"),
        empty=_("Enter a name or the start of a code"),
        name=_("Your answer"),
        max_length=80,
    )


FORMS: dict[str, type[DiagnosisForm] | type[ServiceForm]] = {
    "diagnosis": DiagnosisForm,
    "service": ServiceForm,
}
