from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from requests_app.casefile import schema
from requests_app.clinicians.letter_forms.base import LetterForm, leave_first_empty, rows_of
from requests_app.common import codes, fields
from requests_app.common.dates import long_date
from requests_app.letters.signing import NO_SERVICE
from requests_app.models import AmountUnit, LevelOfCare

ROW, UNITS_OF = "service_", "units_"
UNITS = (
    (AmountUnit.VISITS, _("Visits")),
    (AmountUnit.DAYS, _("Days")),
    (AmountUnit.HOURS, _("Hours")),
    (AmountUnit.UNITS, _("Units")),
)
PLAIN = (
    "level_of_care",
    "care_specialty",
    "starts_on",
    "ends_on",
    "amount",
    "amount_unit",
    "frequency",
)
# One of them alone would make another sense.
KEPT_TOGETHER = (("starts_on", "ends_on"), ("amount", "amount_unit"))


class ServicesForm(LetterForm):
    heading = _("Services you recommend")
    why = _("In billing codes: program names mean nothing to a plan.")
    answers_named = ("services", *PLAIN)

    level_of_care = fields.SelectField(
        label=_("Level of care"), choices=LevelOfCare, unchosen=_("Select one"), required=False
    )
    care_specialty = fields.TextField(
        label=_("Specialty that is needed"), max_length=100, width=30, required=False
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
        label=_("Counted in"), choices=UNITS, unchosen=_("Select one"), required=False
    )
    frequency = fields.TextField(
        label=_("How often?"),
        hint=_("Like 3 days a week"),
        name=_("How often"),
        max_length=60,
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *args: Any,
        answers: schema.ClinicianAnswers,
        **options: Any,
    ) -> None:
        numbers = range(1, rows_of(data, ROW, len(answers.services)) + 1)
        self.rows = [(f"{ROW}{number}", f"{UNITS_OF}{number}") for number in numbers]
        self.known = {_written(one): one for one in answers.services}
        made: dict[str, Any] = {}
        for place, (code, units) in enumerate(self.rows):
            made |= {code: _code(place, answers.services), units: _units(place)}
        self.base_fields = {**made, **{name: self.base_fields[name] for name in PLAIN}}  # type: ignore[misc]
        super().__init__(data, *args, answers=answers, **options)

    @property
    def notes_under(self) -> Mapping[str, str]:  # type: ignore[override]
        return {
            "service_codes": self.rows[-1][1],
            "level_of_care": "level_of_care",
            "specialty": "care_specialty",
            "starts_on": "starts_on",
            "ends_on": "ends_on",
            "amount": "amount_unit",
        }

    @classmethod
    def initial_of(cls, answers: schema.ClinicianAnswers) -> dict[str, Any]:
        found: dict[str, Any] = {name: getattr(answers, name) for name in PLAIN}
        for place, one in enumerate(answers.services, start=1):
            found |= {f"{ROW}{place}": _written(one), f"{UNITS_OF}{place}": one.units}
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if any(cleaned.get(code) for code, _number in self.rows) or self._has_wrong_row():
            leave_first_empty(self, self.rows[0][0])
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            text = _("End date must be the same as or after %(start)s")
            self.add_error("ends_on", text % {"start": long_date(start)})
        if cleaned.get("amount") and "amount_unit" in cleaned and not cleaned["amount_unit"]:
            self.add_error("amount_unit", _("Select visits, days, hours or units"))
        return cleaned

    def value_of(self, name: str) -> Any:
        for pair in KEPT_TOGETHER:
            if name in pair and any(one in self.errors for one in pair):
                return getattr(self.answers, name)
        if name != "services":
            return super().value_of(name)
        if self._has_wrong_row():
            return self.answers.services
        found: dict[str, schema.LetterCode] = {}
        for code, units in self.rows:
            if written := self.cleaned_data.get(code):
                found.setdefault(written, self._letter_code(written, self.cleaned_data.get(units)))
        return list(found.values())

    def _letter_code(self, written: str, units: int | None) -> schema.LetterCode:
        read = codes.clean_service_code(written)
        before = self.known.get(written)
        return schema.LetterCode(
            kind="REVENUE" if read.kind == codes.ServiceCodeKind.REVENUE else "SERVICE",
            code=read.code,
            modifier=read.modifier,
            own_words=before.own_words if before else "",
            units=units,
        )

    def _has_wrong_row(self) -> bool:
        return any(
            name in self.errors and self.data.get(name, "").strip() for row in self.rows for name in row
        )


def _written(code: schema.LetterCode) -> str:
    return f"{code.code}-{code.modifier}" if code.modifier else code.code


def _code(place: int, have: list[schema.LetterCode]) -> fields.ServiceCodeField:
    hint = have[place].own_words if place < len(have) else ""
    if place == 0 and not have:
        hint = gettext("Like 90837 or H0015, or a revenue code like 0905")
    label = _("Service code %(number)s") % {"number": place + 1}
    return fields.ServiceCodeField(label=label, hint=hint, empty=NO_SERVICE, required=place == 0)


def _units(place: int) -> fields.NumberField:
    label = _("Units of service %(number)s") % {"number": place + 1}
    return fields.NumberField(label=label, smallest=1, largest=999, required=False)
