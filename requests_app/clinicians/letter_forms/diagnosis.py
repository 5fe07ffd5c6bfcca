from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from requests_app.casefile import schema
from requests_app.clinicians.letter_forms.base import LetterForm, leave_first_empty, rows_of
from requests_app.common import fields
from requests_app.knowledge import diagnoses
from requests_app.letters.signing import NO_DIAGNOSIS

ROW = "diagnosis_"


class DiagnosisForm(LetterForm):
    heading = _("Diagnosis")
    answers_named = ("diagnoses", "since")

    since = fields.TextField(
        label=_("How long has your patient had this?"),
        hint=_("Like since March 2024, or about 2 years"),
        name=_("How long"),
        max_length=80,
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *args: Any,
        answers: schema.ClinicianAnswers,
        **options: Any,
    ) -> None:
        self.rows = [f"{ROW}{number + 1}" for number in range(rows_of(data, ROW, len(answers.diagnoses)))]
        self.known = {one.code: one for one in answers.diagnoses}
        made = {name: _code(place, answers.diagnoses) for place, name in enumerate(self.rows)}
        self.base_fields = {**made, "since": self.base_fields["since"]}  # type: ignore[misc]
        super().__init__(data, *args, answers=answers, **options)

    @property
    def notes_under(self) -> Mapping[str, str]:  # type: ignore[override]
        return {"diagnosis_codes": self.rows[-1]}

    @classmethod
    def initial_of(cls, answers: schema.ClinicianAnswers) -> dict[str, Any]:
        codes = {f"{ROW}{place}": one.code for place, one in enumerate(answers.diagnoses, start=1)}
        return {**codes, "since": answers.since}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if any(cleaned.get(name) for name in self.rows) or self._has_wrong_code():
            leave_first_empty(self, self.rows[0])
        for name in self.rows:
            code = cleaned.get(name)
            if code and code not in self.known:
                self._look_up(name, code)
        return cleaned

    def value_of(self, name: str) -> Any:
        if name != "diagnoses":
            return super().value_of(name)
        if self._has_wrong_code():
            return self.answers.diagnoses
        codes = dict.fromkeys(str(self.cleaned_data[row]) for row in self.rows if self.cleaned_data.get(row))
        return [self.known.get(code) or schema.LetterCode(kind="DIAGNOSIS", code=code) for code in codes]

    def _has_wrong_code(self) -> bool:
        return any(name in self.errors and self.data.get(name, "").strip() for name in self.rows)

    def _look_up(self, name: str, code: str) -> None:
        """Lists change each year and clinicians know better, so a code that looks wrong is kept as well."""
        found = diagnoses.diagnosis(code)
        if found is None:
            text = _("We do not find %(code)s in the %(year)s list.")
            self.warn(name, text % {"code": code, "year": diagnoses.release().year})
        elif not found.is_billable:
            text = _("%(code)s names a group of codes. Plans ask for the full code.")
            self.warn(name, text % {"code": code})


def _code(place: int, have: list[schema.LetterCode]) -> fields.DiagnosisCodeField:
    """The plain name of a code stands under its label, as the official list has it."""
    code = have[place].code if place < len(have) else ""
    known = diagnoses.diagnosis(code) if code else None
    hint = known.name if known else (have[place].own_words if code else "")
    label = _("Diagnosis code %(number)s") % {"number": place + 1}
    if not code and place == 0:
        hint = gettext("Like F33.2")
    return fields.DiagnosisCodeField(label=label, hint=hint, empty=NO_DIAGNOSIS, required=place == 0)
