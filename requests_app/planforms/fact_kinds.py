"""What a fact of the case is to a form: a key, a name people choose it by, and how it is told. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from requests_app.casefile import labels
from requests_app.casefile.letters import ClinicianAnswers
from requests_app.casefile.logged import logged
from requests_app.casefile.offices import Office
from requests_app.casefile.schema import CareCode, CaseFile
from requests_app.planforms.spellings import Spellings, plain

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Lines of tables on forms. What a case has beyond them stands in “all” facts and in the packet itself.
MOST_CODES, MOST_OFFICES = 6, 5
GROUPS: dict[str, StrOrPromise] = {
    "request": _("The request"),
    "member": _("Member (the patient)"),
    "subscriber": _("Main person on the plan"),
    "plan": _("The plan"),
    "provider": _("Out-of-network provider"),
    "facility": _("Facility, when the care is a program"),
    "clinician": _("Clinician who signed a letter"),
    "care": _("The care"),
    "diagnosis": _("Diagnosis codes"),
    "service": _("Service codes"),
    "why": _("Why"),
    "network": _("In-network search"),
    "calls": _("Calls with the plan"),
    "signer": _("Who signs the packet"),
}


@dataclass(frozen=True)
class Told:
    """All that a form can be filled from: a frozen case file, and the signature of its packet.

    Without a signature nothing of the signer is written, not even a date.
    """

    case: CaseFile
    signed_name: str = ""
    signed_on: date | None = None

    @property
    def services(self) -> list[CareCode]:
        return [one for one in self.case.care.codes if one.kind != "DIAGNOSIS"][:MOST_CODES]

    @property
    def diagnoses(self) -> list[CareCode]:
        return [one for one in self.case.care.codes if one.kind == "DIAGNOSIS"][:MOST_CODES]

    @property
    def offices(self) -> list[Office]:
        return logged(self.case)

    @property
    def clinician(self) -> ClinicianAnswers:
        """Of the newest letter that was signed here; empty when there is none."""
        signed = [one for one in self.case.letters if not one.is_uploaded]
        return max(signed, key=lambda one: one.signed_at).answers if signed else ClinicianAnswers()

    @property
    def is_program(self) -> bool:
        return self.case.care.level_of_care in ("OUTPATIENT_PROGRAM", "DAY_PROGRAM", "RESIDENTIAL")

    @property
    def is_urgent(self) -> bool:
        """As the packet tells it: somebody with a license said that waiting could do harm."""
        care = self.case.care
        letters = [one.answers for one in self.case.letters if one.answers.is_urgent]
        return care.asks_for_speed or (care.timing != "OVER" and any(one.urgent_reason for one in letters))


@dataclass(frozen=True)
class Fact:
    """Something to write. `place` is where the person can fill it in (`presenters.URLS`)."""

    key: str
    label: StrOrPromise
    place: str
    spell: Callable[[Told], Spellings]

    @property
    def group(self) -> str:
        return self.key.partition(".")[0]


@dataclass(frozen=True)
class TickFact:
    """Something that is so or not."""

    key: str
    label: StrOrPromise
    place: str
    holds: Callable[[Told], bool]

    @property
    def group(self) -> str:
        return self.key.partition(".")[0]


def said(path: str) -> Callable[[Told], Spellings]:
    """What stands at this place of the case file, as it was typed."""
    place = attrgetter(path)
    return lambda told: plain(str(place(told.case)))


def written(name: str) -> Callable[[Told], Spellings]:
    """What the clinician wrote in a signed letter."""
    return lambda told: plain(str(getattr(told.clinician, name)))


def english(path: str, value: str) -> str:
    """A stored answer in the words of the product. The plan reads English."""
    with override("en"):
        return labels.value_text(path, value) if value else ""
