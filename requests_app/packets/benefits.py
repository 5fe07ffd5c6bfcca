"""What the plan said about its benefits: among the calls of a packet, and on a sheet of its own.

A packet prints who said what about network, approval and where to send, and no amounts: what a person has
paid so far proves no gap. The sheet is for the team, the provider’s office and the person, and prints them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.benefits import shape
from requests_app.benefits.presenters import label_of, said
from requests_app.casefile import schema
from requests_app.models import BenefitWay
from requests_app.packets import wording
from requests_app.packets.parts import CallRow, Fact
from requests_app.packets.sheet_parts import Asked, Sheet, SheetRefused

PATH = "benefit_checks"
TITLE = "Benefits, as the plan told them"
# What a reader at the plan can look up in the call it took.
IN_PACKET = (
    "service",
    "network",
    "needs_approval",
    "approval_phone",
    "approval_fax",
    "approval_portal",
    "knows_gap_path",
)
LEFT_OPEN = ("", "UNSURE", "NOT_SAID")
NOTE = "What a plan says on the phone or on its website is no promise that it pays."
MADE_BY = {"PATIENT": "", "CAREGIVER": "by a caregiver", "STAFF": "by admissions staff"}


@dataclass(frozen=True)
class Block:
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Summary:
    who: tuple[Fact, ...]
    source: tuple[Fact, ...]
    blocks: tuple[Block, ...]
    changes: tuple[Fact, ...]
    changed_since: str
    note: str


def rows(case: schema.CaseFile, *, first: int) -> tuple[CallRow, ...]:
    """The checks that say anything a packet prints, numbered on from the calls."""
    told = [check for check in case.benefit_checks if any(_in_packet(check))]
    return tuple(_row(number, check) for number, check in enumerate(told, start=first))


def _row(number: int, check: schema.BenefitCheck) -> CallRow:
    way = str(BenefitWay(check.way).label)
    made_by = {"CAREGIVER": _("Made by a caregiver or helper"), "STAFF": _("Made by admissions staff")}
    return CallRow(
        number=number,
        title=_("Benefits asked about (%(way)s)") % {"way": way[:1].lower() + way[1:]},
        when=wording.day_text(check.checked_on),
        who=tuple(part for part in (check.said_by, check.team, made_by.get(check.made_by, "")) if part),
        reference=check.reference,
        request_number="",
        said=tuple(_in_packet(check)),
        promised="",
        notes="",
    )


def benefits_sheet(asked: Asked) -> Sheet:
    """The check that is named; the newest when none is."""
    checks = asked.case.benefit_checks
    places = range(len(checks))
    named = [one for one in places if not asked.about or str(checks[one].key) == asked.about]
    if not named:
        raise SheetRefused(gettext_lazy("Write down first what the plan said about the benefits."))
    check = checks[named[-1]]
    earlier = checks[named[-1] - 1] if named[-1] else None
    summary = Summary(
        who=tuple(_who(asked.case)),
        source=tuple(_source(check)),
        blocks=tuple(_blocks(check)),
        changes=tuple(_changes(check, earlier)),
        changed_since=wording.day_text(earlier.checked_on) if earlier else "",
        note=NOTE,
    )
    return Sheet(
        title=TITLE, name="benefits", template="packets/sheets/benefits.html", parts={"summary": summary}
    )


def _who(case: schema.CaseFile) -> Iterator[Fact]:
    born = wording.day_text(case.patient.birth_date)
    yield Fact("Patient", wording.with_commas(wording.patient_name(case), f"born {born}" if born else ""), "")
    plan = wording.with_commas(case.coverage.insurer, case.coverage.plan_kind)
    yield Fact("Plan", plan, "coverage.insurer")
    yield Fact("Member ID", case.coverage.member_id, "coverage.member_id")
    yield Fact("Group number", case.coverage.group_number, "coverage.group_number")
    yield Fact("Provider asked about", case.provider.name, "provider.name")


def _source(check: schema.BenefitCheck) -> Iterator[Fact]:
    way = wording.with_commas(str(BenefitWay(check.way).label), MADE_BY[check.made_by])
    yield Fact("Day", wording.day_text(check.checked_on), "")
    yield Fact("How", way, "")
    yield Fact("Who said it", wording.with_commas(check.said_by, check.team), "")
    yield Fact("Reference", check.reference, "")


def _blocks(check: schema.BenefitCheck) -> Iterator[Block]:
    found = (
        ("Coverage and provider", shape.PLAN),
        ("In network", shape.IN_NETWORK),
        ("Out of network", shape.OUT_OF_NETWORK),
        ("Approval before care", shape.APPROVAL),
    )
    for title, names in found:
        if facts := tuple(_facts(check, names)):
            yield Block(title, facts)


def _changes(check: schema.BenefitCheck, earlier: schema.BenefitCheck | None) -> Iterator[Fact]:
    if earlier is None:
        return
    for name in shape.differing(_values(earlier), _values(check)):
        was, now = said(name, getattr(earlier, name)), said(name, getattr(check, name))
        yield Fact(str(label_of(name)), f"{now} (before: {was})", "")


def _facts(check: schema.BenefitCheck, names: tuple[str, ...]) -> Iterator[Fact]:
    for name in names:
        if text := said(name, getattr(check, name)):
            yield Fact(str(label_of(name)), text, PATH)


def _in_packet(check: schema.BenefitCheck) -> Iterator[Fact]:
    """What was left open proves nothing."""
    yield from _facts(check, tuple(name for name in IN_PACKET if getattr(check, name) not in LEFT_OPEN))


def _values(check: schema.BenefitCheck) -> dict[str, object]:
    return {name: getattr(check, name) for name in shape.SAID}
