from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import Organization, TemplateUse

LONGEST = 5000


class _WordsForm(PortalForm):
    why = _("A draft can wait for its Spanish text. To publish it, both are needed.")
    button = _("Save as a draft")

    name = fields.TextField(
        label=_("Name"),
        hint=_("How your team finds it. Patients never see it"),
        max_length=60,
        empty=_("Enter a name"),
    )
    text_en = fields.LongTextField(
        label=_("Text in English"), max_length=LONGEST, rows=9, empty=_("Write the English text")
    )
    text_es = fields.LongTextField(
        label=_("Text in Spanish"),
        max_length=LONGEST,
        rows=9,
        required=False,
    )


class NewTemplateForm(_WordsForm):
    heading = _("New template")

    use = fields.ChoiceField(
        label=_("What is it for?"),
        choices=TemplateUse,
        empty=_("Select what the template is for"),
        hints={
            TemplateUse.IN_APP: _("Patients read it after they sign in"),
            TemplateUse.TEXT: _("It leaves the app: no word about health, care, a plan or money"),
            TemplateUse.MAIL: _("It leaves the app: no word about health, care, a plan or money"),
        },
    )
    facility = fields.ChoiceField(
        label=_("Which facility is it for?"), choices=(), empty=_("Select the facility")
    )

    def __init__(
        self, *args: Any, today: date, facilities: Iterable[Organization] = (), **options: Any
    ) -> None:
        super().__init__(*args, today=today, **options)
        choices = [(str(one.pk), one.name) for one in facilities]
        if len(choices) > 1:
            self.fields["facility"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["facility"]
        self.order_fields(["name", "use", "facility", "text_en", "text_es"])


class TemplateForm(_WordsForm):
    heading = _("Change the template")


class PublishForm(PortalForm):
    heading = _("Publish this template?")
    button = _("Publish")


class RetireForm(PortalForm):
    heading = _("Put this template away?")
    button = _("Put it away")
