"""Facts about the request, the care, its codes and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import chain

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from requests_app.casefile.schema import CareCode
from requests_app.planforms import spellings as spell
from requests_app.planforms.fact_kinds import MOST_CODES, Fact, Told, english, said, written
from requests_app.planforms.spellings import NOTHING, Spellings

KINDS = {
    "SINGLE_CASE_AGREEMENT": "Single case agreement",
    "BOTH": "Network gap exception and single case agreement",
}
# The product asks the person; the plan reads about them.
GAP_WORDS = {
    "NONE_OFFERS": "No in-network provider offers this care",
    "WAIT": "The wait in network is too long",
    "DISTANCE": "In-network providers are too far away",
    "NOT_TAKING": "In-network providers take no new patients, or the listing is wrong",
    "NEED": "In-network providers cannot meet a need (language, disability, age)",
    "CONTINUITY": "The member already sees this provider (continuity of care)",
}
UNITS = {"VISITS": "visit", "DAYS": "day", "HOURS": "hour", "UNITS": "unit"}


def _amount(told: Told) -> str:
    care = told.case.care
    if care.amount is None:
        return care.frequency
    unit = UNITS.get(care.amount_unit, "")
    amount = f"{care.amount} {unit}{'' if care.amount == 1 or not unit else 's'}".strip()
    return ", ".join(part for part in (amount, care.frequency) if part)


REQUEST = [
    Fact(
        "request.kind",
        _("What is asked for"),
        "",
        lambda t: spell.plain(KINDS.get(t.case.path, "Network gap exception")),
    ),
    Fact(
        "request.speed",
        _("“Urgent” or “Standard”"),
        "care.harm",
        lambda t: ("Urgent" if t.is_urgent else "Standard",),
    ),
    Fact(
        "request.date",
        _("Day of the request (the day the packet is signed)"),
        "signed",
        lambda t: spell.day(t.signed_on),
    ),
    Fact("request.reference", _("Our reference"), "", said("reference")),
    Fact(
        "request.in_network",
        _("The words “In-network benefit level”"),
        "",
        lambda _t: ("In-network benefit level",),
    ),
]
CARE = [
    Fact("care.description", _("Care, in plain words"), "care.need", said("care.description")),
    Fact("care.specialty", _("Specialty needed"), "care.need", said("care.specialty")),
    Fact(
        "care.level",
        _("Level of care"),
        "care.need",
        lambda t: spell.plain(english("care.level_of_care", t.case.care.level_of_care)),
    ),
    Fact("care.starts", _("First date"), "care.dates", lambda t: spell.day(t.case.care.starts_on)),
    Fact("care.ends", _("Last date"), "care.dates", lambda t: spell.day(t.case.care.ends_on)),
    Fact(
        "care.span",
        _("First to last date"),
        "care.dates",
        lambda t: spell.joined(
            [one for day in (t.case.care.starts_on, t.case.care.ends_on) for one in spell.day(day)[:1]], " - "
        ),
    ),
    Fact(
        "care.amount",
        _("How many, the number only"),
        "care.dates",
        lambda t: spell.number(t.case.care.amount),
    ),
    Fact("care.amount_text", _("How many, in words"), "care.dates", lambda t: spell.plain(_amount(t))),
    Fact(
        "care.unit",
        _("Visits, days, hours or units"),
        "care.dates",
        lambda t: spell.plain(english("care.amount_unit", t.case.care.amount_unit)),
    ),
    Fact("care.frequency", _("How often"), "care.dates", said("care.frequency")),
]


def _of_code(kind: str, place: int, value: Callable[[CareCode], Spellings]) -> Callable[[Told], Spellings]:
    def spelled(told: Told) -> Spellings:
        codes = told.diagnoses if kind == "diagnosis" else told.services
        return value(codes[place]) if place < len(codes) else NOTHING

    return spelled


def _with_day(place: int, day: Callable[[Told], date | None]) -> Callable[[Told], Spellings]:
    """The days of the care, on each line that has a code."""
    return lambda told: spell.day(day(told)) if place < len(told.services) else NOTHING


def _listed(codes: list[CareCode]) -> Spellings:
    return spell.joined([f"{c.code}-{c.modifier}" if c.modifier else c.code for c in codes], ", ")


DIAGNOSIS = [
    Fact("diagnosis.all", _("All codes, in one line"), "codes", lambda t: _listed(t.diagnoses)),
    *chain.from_iterable(
        (
            Fact(
                f"diagnosis.{n + 1}.code",
                format_lazy(_("Diagnosis {number}: code"), number=n + 1),
                "codes",
                _of_code("diagnosis", n, lambda c: spell.code(c.code)),
            ),
            Fact(
                f"diagnosis.{n + 1}.words",
                format_lazy(_("Diagnosis {number}: words"), number=n + 1),
                "codes",
                _of_code("diagnosis", n, lambda c: spell.plain(c.own_words)),
            ),
        )
        for n in range(MOST_CODES)
    ),
]
SERVICE = [
    Fact("service.all", _("All codes, in one line"), "codes", lambda t: _listed(t.services)),
    *chain.from_iterable(
        (
            Fact(
                f"service.{n + 1}.code",
                format_lazy(_("Service {number}: code"), number=n + 1),
                "codes",
                _of_code("service", n, lambda c: spell.plain(c.code)),
            ),
            Fact(
                f"service.{n + 1}.modifier",
                format_lazy(_("Service {number}: modifier"), number=n + 1),
                "codes",
                _of_code("service", n, lambda c: spell.plain(c.modifier)),
            ),
            Fact(
                f"service.{n + 1}.units",
                format_lazy(_("Service {number}: units"), number=n + 1),
                "codes",
                _of_code("service", n, lambda c: spell.number(c.units)),
            ),
            Fact(
                f"service.{n + 1}.words",
                format_lazy(_("Service {number}: words"), number=n + 1),
                "codes",
                _of_code("service", n, lambda c: spell.plain(c.own_words)),
            ),
            Fact(
                f"service.{n + 1}.from",
                format_lazy(_("Service {number}: first date"), number=n + 1),
                "care.dates",
                _with_day(n, lambda t: t.case.care.starts_on),
            ),
            Fact(
                f"service.{n + 1}.to",
                format_lazy(_("Service {number}: last date"), number=n + 1),
                "care.dates",
                _with_day(n, lambda t: t.case.care.ends_on),
            ),
        )
        for n in range(MOST_CODES)
    ),
]


def _story(told: Told) -> Spellings:
    story = told.case.story
    return spell.joined((story.need_now, story.tried, story.waiting), "\n")


WHY = [
    Fact("why.provider", _("Why this provider"), "why.reasons", said("provider.why_text")),
    Fact(
        "why.gap",
        _("Why in-network care does not work"),
        "care.reasons",
        lambda t: spell.joined([GAP_WORDS.get(one, "") for one in t.case.care.gap_reasons], ". "),
    ),
    Fact("why.story", _("Patient statement, all parts"), "story.need", _story),
    Fact("why.need_now", _("What is needed, and why now"), "story.need", said("story.need_now")),
    Fact("why.tried", _("What was tried"), "story.tried", said("story.tried")),
    Fact("why.waiting", _("What waiting does"), "story.waiting", said("story.waiting")),
    Fact("why.clinician_need", _("Clinician: why it is needed"), "clinician", written("need")),
    Fact(
        "why.clinician_network",
        _("Clinician: why nobody in network fits"),
        "clinician",
        written("why_not_network"),
    ),
    Fact("why.clinician_provider", _("Clinician: why this provider"), "clinician", written("why_provider")),
    Fact("why.urgent", _("Clinician: why it is urgent"), "clinician", written("urgent_reason")),
]
