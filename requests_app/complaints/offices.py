"""Which offices a complaint about this plan can go to, and why. Pure: a plan and a day in, offices out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from requests_app.knowledge.plans import PlanFacts
from requests_app.knowledge.records import Contactable, Record
from requests_app.knowledge.regulators import Place, RegulatorAnswer, regulators_for

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DECIDES = _("Watches over this plan")
MAY_DECIDE = _("Watches over this plan, if what we do not know yet fits")
HAS_A_SAY = _("Can have a say as well")


@dataclass(frozen=True)
class Office:
    """`decides`: it makes the plan keep the rules; else it can have a say. `is_certain`: without a doubt."""

    record: Record
    decides: bool
    is_certain: bool

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def reach(self) -> Contactable:
        return Place(self.record).reach

    @property
    def name(self) -> str:
        return str(self.reach.name)

    @property
    def label(self) -> str:
        """The name beside a box; an official name without a Spanish one is read aloud as English."""
        name = self.reach.name
        return format_html('<span lang="en">{}</span>', name) if name.is_only_english else str(name)

    @property
    def role(self) -> StrOrPromise:
        if not self.decides:
            return HAS_A_SAY
        return DECIDES if self.is_certain else MAY_DECIDE

    def needs_confirming(self, on: date) -> bool:
        return self.record.needs_confirming or self.record.is_old(on)


@dataclass(frozen=True)
class Offices:
    """`all` with those that decide first. Not certain: `ask` what the plan must be asked."""

    all: tuple[Office, ...]
    answer: RegulatorAnswer

    @property
    def is_certain(self) -> bool:
        return self.answer.is_certain

    @property
    def surely(self) -> tuple[Office, ...]:
        """Ticked at first: those that decide, when there is no doubt."""
        return tuple(one for one in self.all if one.decides and one.is_certain)

    def named(self, office_id: str) -> Office | None:
        return next((one for one in self.all if one.id == office_id), None)


def offices_for(plan: PlanFacts, on: date) -> Offices:
    answer = regulators_for(plan, on)
    return Offices(
        (
            *(Office(one.record, decides=True, is_certain=answer.is_certain) for one in answer.main),
            *(Office(one.record, decides=False, is_certain=answer.is_certain) for one in answer.also),
        ),
        answer,
    )
