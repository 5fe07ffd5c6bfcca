"""The checks and the differences, in words for the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from requests_app.casefile import schema
from requests_app.common.dates import long_date
from requests_app.knowledge import library
from requests_app.knowledge.readiness import insurer_name
from requests_app.knowledge.records import Record
from requests_app.models import AmountUnit, Case, LevelOfCare
from requests_app.strength import links
from requests_app.strength.findings import GOOD, GROUPS, MUST, STRONGER, Finding, Link
from requests_app.strength.readiness import ASK, MET, MISSING, NOT_ABOUT, TestState
from requests_app.strength.same_story import CLINICIAN, LOG, PLAN_FORM, Mismatch

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GROUP_TITLES: dict[str, StrOrPromise] = {
    MUST: gettext_lazy("Must fix before you send"),
    STRONGER: gettext_lazy("Would make it stronger"),
    GOOD: gettext_lazy("Looks good"),
}
FIX_FIRST = gettext_lazy("Fix first, and send what is missing")
TOPIC_LABELS: dict[str, StrOrPromise] = {
    "diagnosis_codes": gettext_lazy("Diagnosis codes"),
    "service_codes": gettext_lazy("Service codes"),
    "starts_on": gettext_lazy("Start date"),
    "ends_on": gettext_lazy("End date"),
    "amount": gettext_lazy("How many visits or days"),
    "provider_name": gettext_lazy("Name of the provider"),
    "provider_npi": gettext_lazy("Provider’s NPI"),
    "provider_tax_id": gettext_lazy("Provider’s tax ID"),
    "specialty": gettext_lazy("Specialty"),
    "level_of_care": gettext_lazy("How the care is given"),
    "urgency": gettext_lazy("Waiting could cause harm"),
}
SOURCE_LABELS: dict[str, StrOrPromise] = {
    CLINICIAN: gettext_lazy("The clinician’s letter"),
    PLAN_FORM: gettext_lazy("The plan’s form"),
    LOG: gettext_lazy("The provider, by phone"),
}
OWED_LABELS: dict[str, StrOrPromise] = {
    "CLINICIAN": gettext_lazy("The clinician: correct the letter"),
    "PATIENT": gettext_lazy("You: correct the plan’s form"),
    "PROVIDER": gettext_lazy("The provider’s office: use the right value"),
}
# Which page says it with our own words, to type a third value.
OWN_PAGE: dict[str, Link] = {
    "diagnosis_codes": links.CODES,
    "service_codes": links.CODES,
    "provider_name": links.step("provider", "name"),
    "provider_npi": links.step("provider", "numbers"),
    "provider_tax_id": links.step("provider", "numbers"),
    "specialty": links.step("care", "need"),
    "level_of_care": links.step("care", "need"),
    "urgency": links.step("care", "harm"),
}
DATES_PAGE = links.step("care", "dates")
START_WITH: tuple[tuple[str, StrOrPromise, Link], ...] = (
    ("care", gettext_lazy("Describe the care"), links.step("care", "need")),
    ("plan", gettext_lazy("Tell us about your plan"), links.step("plan", "insurer")),
    ("provider", gettext_lazy("Name the provider you want"), links.step("provider", "name")),
    ("call", gettext_lazy("Call 1: Open the request"), links.call("CALL_1")),
    ("offices", gettext_lazy("Call in-network offices"), links.OFFICES),
)
TEST_ORDER = (MISSING, ASK, MET, NOT_ABOUT)
ENOUGH_TO_CHECK = 2
FIRST_STEPS = 3


@dataclass(frozen=True)
class FindingLine:
    id: str
    title: str
    reason: str
    source: str
    record: Record | None
    fix_url: str


@dataclass(frozen=True)
class Group:
    key: str
    title: StrOrPromise
    lines: tuple[FindingLine, ...]


@dataclass(frozen=True)
class TestLine:
    label: StrOrPromise
    text: str
    whose: str
    checked_on: date
    record: Record | None
    fix_url: str


@dataclass(frozen=True)
class DifferenceCard:
    topic: str
    source: str
    version: str
    title: StrOrPromise
    ours: str
    theirs: str
    says: StrOrPromise
    said: str
    is_missing_here: bool
    is_settled: bool
    owed: StrOrPromise
    own_url: str


def counted(findings: Sequence[Finding]) -> str:
    """“2 must-fix items, 4 ideas, 9 look good.”"""
    numbers = {group: sum(one.group == group for one in findings) for group in GROUPS}
    return _("%(must)s, %(ideas)s, %(good)s.") % {
        "must": ngettext("%(count)s must-fix item", "%(count)s must-fix items", numbers[MUST])
        % {"count": numbers[MUST]},
        "ideas": ngettext("%(count)s idea", "%(count)s ideas", numbers[STRONGER])
        % {"count": numbers[STRONGER]},
        "good": ngettext("%(count)s looks good", "%(count)s look good", numbers[GOOD])
        % {"count": numbers[GOOD]},
    }


def groups(case: Case, findings: Sequence[Finding], offices: Sequence[UUID]) -> list[Group]:
    """`offices` are in the order of the case file, by which a finding names its office."""
    found = []
    for key in GROUPS:
        lines = tuple(_line(case, one, offices) for one in findings if one.group == key)
        if lines:
            is_too_late = key == MUST and case.is_sent
            found.append(Group(key, FIX_FIRST if is_too_late else GROUP_TITLES[key], lines))
    return found


def _line(case: Case, finding: Finding, offices: Sequence[UUID]) -> FindingLine:
    # What holds needs no proof, but for the limit that everything is held against.
    is_explained = finding.group != GOOD or finding.place.startswith("evidence.")
    record = library.find(finding.source) if finding.has_record and is_explained else None
    url = url_of(case, Link(finding.url_name, finding.url_kwargs))
    if finding.office is not None and finding.url_name == links.OFFICES.url_name:
        url = reverse("outreach:office_detail", args=[case.public_id, offices[finding.office]])
    if finding.url_name == links.SAME_STORY.url_name and finding.part:
        _page, topic, source = finding.place.split(".")
        url += f"#{topic}-{source}"
    return FindingLine(
        id=f"{finding.id}-{finding.part}" if finding.part else finding.id,
        title=finding.title,
        reason=finding.reason,
        source="" if finding.has_record else finding.source,
        record=record,
        fix_url="" if finding.group == GOOD else url,
    )


def url_of(case: Case, link: Link) -> str:
    return reverse(link.url_name, kwargs={"case_id": case.public_id, **link.url_kwargs})


def tests_counted(states: Sequence[TestState]) -> str:
    """“What insurers look for: 7 met, 1 missing, 2 to ask”"""
    numbers = {key: sum(one.state == key for one in states) for key in (MET, MISSING, ASK)}
    return _("What insurers look for: %(met)s met, %(missing)s missing, %(ask)s to ask") % {
        "met": numbers[MET],
        "missing": numbers[MISSING],
        "ask": numbers[ASK],
    }


def tests(case: Case, states: Sequence[TestState]) -> list[TestLine]:
    return [
        TestLine(
            label=one.label,
            text=str(one.test.text),
            whose=insurer_name(one.test),
            checked_on=one.test.checked_on,
            record=library.find(one.test.record_id),
            fix_url=url_of(case, one.link) if one.state == MISSING else "",
        )
        for one in sorted(states, key=lambda one: TEST_ORDER.index(one.state))
    ]


def first_steps(case: Case, file: schema.CaseFile) -> list[tuple[StrOrPromise, str]]:
    """The three to start with, when so little is filled in that checks would only list the boxes."""
    have = {
        "care": bool(file.care.description),
        "plan": bool(file.coverage.insurer),
        "provider": bool(file.provider.name),
        "call": any(call.kind != "PROVIDER" for call in file.insurer_calls),
        "offices": any(office.result for office in file.offices),
    }
    if sum(have.values()) >= ENOUGH_TO_CHECK:
        return []
    missing = [(title, url_of(case, link)) for key, title, link in START_WITH if not have[key]]
    return missing[:FIRST_STEPS]


def difference_cards(case: Case, found: Sequence[Mismatch]) -> list[DifferenceCard]:
    return [
        DifferenceCard(
            topic=one.topic,
            source=one.source,
            version=one.version,
            title=TOPIC_LABELS[one.topic],
            ours=value_text(one.topic, one.ours) or _("Nothing"),
            theirs=value_text(one.topic, one.theirs),
            says=SOURCE_LABELS[one.source],
            said=", ".join(
                part for part in (one.said_by, long_date(one.said_on) if one.said_on else "") if part
            ),
            is_missing_here=one.is_missing_here,
            is_settled=one.is_settled,
            owed=OWED_LABELS.get(one.owed_by, ""),
            own_url=url_of(case, OWN_PAGE.get(one.topic, DATES_PAGE)),
        )
        for one in found
    ]


def value_text(topic: str, value: str) -> str:
    """A kept value as people read it."""
    if not value:
        return ""
    match topic:
        case "diagnosis_codes" | "service_codes":
            return ", ".join(value.split())
        case "starts_on" | "ends_on":
            return long_date(date.fromisoformat(value))
        case "amount":
            number, unit = value.split()
            return _("%(number)s %(unit)s") % {"number": number, "unit": AmountUnit(unit).label}
        case "level_of_care":
            return str(LevelOfCare(value).label)
        case "urgency":
            return str({"YES": _("Yes"), "NO": _("No")}[value])
    return value
