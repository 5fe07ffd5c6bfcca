from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import codes, fields
from requests_app.common.dates import long_date
from requests_app.common.forms import PortalForm
from requests_app.models import AmountUnit, LevelOfCare

UNITS = (
    (AmountUnit.VISITS, _("Visits")),
    (AmountUnit.DAYS, _("Days")),
    (AmountUnit.HOURS, _("Hours")),
    (AmountUnit.UNITS, _("Units")),
)
BETWEEN_CODES = re.compile(r"[\s,;]+")
MOST_CODES = 20


class CodesField(fields.TextField):
    """Several codes in one box, as a list in the order typed. `read` makes one clean, or refuses it."""

    def __init__(self, *, read: Callable[[str], str], **options: Any) -> None:
        super().__init__(required=False, max_length=200, spellcheck=False, **options)
        self.read = read

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        words = [word for word in BETWEEN_CODES.split(super().to_python(value) or "") if word]
        found: list[str] = []
        for word in words:
            try:
                found.append(self.read(word))
            except codes.CodeProblem:
                raise self.problem(_("“%(code)s” is not a code") % {"code": word[:20]}) from None
        if len(found) > MOST_CODES:
            raise self.problem(_("Enter up to %(count)s codes") % {"count": MOST_CODES})
        return list(dict.fromkeys(found))

    def run_validators(self, value: Any) -> None:
        """Each code was read by itself; the length of the text was checked by the box."""


def _service_code(text: str) -> str:
    return codes.clean_service_code(text).code


class StatedForm(PortalForm):
    """What another paper says. Every question is optional: a paper says what it says."""

    caption = _("Do all papers say the same?")
    why = _("Type it as it stands there, even where you think it is wrong. We show you what differs.")
    button = _("Save and compare")

    stated_by = fields.NameField(label=_("Name on the paper"), name=_("Name"), required=False)
    stated_on = fields.DayField(
        label=_("Date on the paper"), name=_("Date"), when=fields.When.PAST_OR_TODAY, required=False
    )
    diagnosis_codes = CodesField(
        read=codes.clean_diagnosis_code,
        label=_("Diagnosis codes"),
        hint=_("Like F33.2. Several with a comma between"),
    )
    service_codes = CodesField(
        read=_service_code,
        label=_("Service codes"),
        hint=_("Like 90837 or H0015. Several with a comma between"),
    )
    starts_on = fields.DayField(label=_("Start date"), required=False)
    ends_on = fields.DayField(label=_("End date"), required=False)
    amount = fields.NumberField(
        label=_("How many visits or days?"),
        hint=_("Like 12 visits or 30 days"),
        smallest=1,
        largest=999,
        required=False,
    )
    amount_unit = fields.SelectField(
        label=_("Counted in"),
        choices=UNITS,
        unchosen=_("Not said"),
        required=False,
    )
    level_of_care = fields.SelectField(
        label=_("How is the care given?"), choices=LevelOfCare, unchosen=_("Not said"), required=False
    )
    provider_name = fields.TextField(
        label=_("Name of the provider"), required=False, max_length=150, spellcheck=False
    )
    provider_npi = fields.NpiField(required=False)
    specialty = fields.TextField(label=_("Specialty"), required=False, max_length=100, width=20)
    waiting_harms = fields.SelectField(
        label=_("Does it say waiting could cause harm?"),
        choices=(("YES", _("Yes")), ("NO", _("No"))),
        unchosen=_("Not said"),
        required=False,
    )

    def __init__(self, *args: Any, heading: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.heading = heading

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error(
                "ends_on",
                _("End date must be the same as or after %(start)s") % {"start": long_date(start)},
            )
        if cleaned.get("amount") and "amount_unit" in cleaned and not cleaned["amount_unit"]:
            self.add_error("amount_unit", _("Select visits, days, hours or units"))
        return cleaned
