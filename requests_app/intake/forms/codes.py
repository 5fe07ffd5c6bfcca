"""The codes list of C06: one code a page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import codes, fields
from requests_app.common.forms import PortalForm
from requests_app.models import CareCode

_OWN_WORDS = _("What is it for, in your own words?")


class DiagnosisForm(PortalForm):
    heading = _("Add a diagnosis code")
    button = _("Save this code")

    code = fields.DiagnosisCodeField(hint=_("Like F33.2"))
    own_words = fields.TextField(
        label=_OWN_WORDS, name=_("Your answer"), required=False, max_length=120, spellcheck=True
    )

    def columns(self) -> dict[str, Any]:
        return {"kind": CareCode.Kind.DIAGNOSIS, **self.cleaned_data}


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


FORMS: dict[str, type[DiagnosisForm] | type[ServiceForm]] = {
    "diagnosis": DiagnosisForm,
    "service": ServiceForm,
}
