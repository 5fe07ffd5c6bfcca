"""What the desk of a facility shows: claims of a remittance, what became of them, what does not match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.claims.amounts import differences
from requests_app.claims.findings import Result
from requests_app.common.dates import long_date
from requests_app.common.money import dollars
from requests_app.common.time_zones import day_at
from requests_app.eobs import queries, services
from requests_app.eobs.file_presenters import claim_title
from requests_app.eobs.forms.desk import BETWEEN
from requests_app.eobs.presenters import amount_text, title_of
from requests_app.eobs.remittances import Held
from requests_app.eobs.review import reviews_of
from requests_app.eobs.saving import Fate
from requests_app.eobs.steps import url_of
from requests_app.models import Case, EobFile, EobSource, ExplanationOfBenefits, ReprocessingState

MOST_SHOWN = 200
TICKED = (Fate.NEW, Fate.CORRECTS)


@dataclass(frozen=True)
class Offer:
    """Claims to pick, those that are there already, and those of requests that are closed."""

    choices: list[tuple[str, str]] = field(default_factory=list)
    hints: dict[str, str] = field(default_factory=dict)
    ticked: list[str] = field(default_factory=list)
    have: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    not_shown: int = 0


@dataclass(frozen=True)
class FileRead:
    """A file that was read: its name on the device it came from, and the day where the facility is."""

    name: str
    day: date
    url: str


@dataclass(frozen=True)
class Wrong:
    title: str
    number: str
    url: str
    in_question: str
    note: str


@dataclass(frozen=True)
class Row:
    """One request: what does not match, and how many of its statements do or cannot be told."""

    case: Case
    url: str
    patient: str
    plan: str
    wrong: list[Wrong]
    counts: str
    has_approval: bool
    amount: Decimal


@dataclass(frozen=True)
class Made:
    """One statement that a remittance brought."""

    reference: str
    patient: str
    title: str
    number: str
    url: str
    text: str
    paid: str
    owes: str


def offer(held: Sequence[Held], cases: Mapping[int, Case]) -> Offer:
    """In the order of the requests. A claim that fits several requests of a person is ticked for none."""
    found = Offer()
    by_case: dict[int, list[Held]] = defaultdict(list)
    for one in held:
        for pk in one.fit.requests:
            if pk in cases:
                by_case[pk].append(one)
    left = 0
    for pk in sorted(by_case, key=lambda pk: cases[pk].reference):
        case, mine = cases[pk], by_case[pk]
        if not case.is_open:
            found.closed.extend(f"{case.reference}: {claim_title(one.claim)}" for one in mine)
            continue
        told = services.fates(
            case=case,
            statements=[one.claim for one in mine],
            source=EobSource.X12,
            confirmed=range(len(mine)),
        )
        for kept in told:
            left += _add(found, case, mine[kept.place], kept.fate)
    return Offer(found.choices, found.hints, found.ticked, found.have, found.closed, left)


def _add(found: Offer, case: Case, one: Held, fate: Fate) -> int:
    """How many could not be shown."""
    title = f"{case.reference}, {case.patient.full_name}: {claim_title(one.claim)}"
    if fate in (Fate.SAME, Fate.OLDER, Fate.ANOTHER, Fate.UNSURE):
        found.have.append(title)
        return 0
    if len(found.choices) >= MOST_SHOWN:
        return 1
    key = f"{one.place}{BETWEEN}{case.pk}"
    found.choices.append((key, title))
    found.hints[key] = _hint(one, fate)
    if fate in TICKED and len(one.fit.requests) == 1:
        found.ticked.append(key)
    return 0


def _hint(one: Held, fate: Fate) -> str:
    claim = one.claim
    parts = [
        _("Corrects one that is there") if fate == Fate.CORRECTS else "",
        _("Looks like one that is there") if fate == Fate.LOOKS_SAME else "",
        _("Fits several requests of this person: select one") if len(one.fit.requests) > 1 else "",
        _("Known by its account or claim number") if one.fit.is_by_number else "",
        _("Claim %(number)s") % {"number": claim.claim_number} if claim.claim_number else "",
        _("Taken back by the plan") if claim.status == "REVERSED" else "",
        _("Billed %(amount)s") % {"amount": amount_text(claim.billed)},
        _("Plan paid %(amount)s") % {"amount": amount_text(claim.plan_paid)},
        _("Patient owes %(amount)s") % {"amount": amount_text(claim.patient_owes)},
        _("Its sums do not add up: see what we noticed") if differences(claim) else "",
    ]
    return " · ".join(str(part) for part in parts if part)


def files_read(found: Iterable[EobFile]) -> list[FileRead]:
    return [
        FileRead(
            one.name,
            day_at(one.received_at, zone=one.organization.time_zone),
            reverse("bills_desk:remittance_preview", args=[one.public_id]),
        )
        for one in found
    ]


def made_of(eobs: Iterable[ExplanationOfBenefits]) -> list[Made]:
    return [
        Made(
            reference=one.case.reference,
            patient=one.case.patient.full_name,
            title=title_of(one),
            number=one.claim_number,
            url=url_of("eob_detail", one.case, one.public_id),
            text=_("Took the place of the one before") if one.replaces_id else _("Added"),
            paid=amount_text(one.plan_paid),
            owes=amount_text(one.patient_owes),
        )
        for one in eobs
    ]


def rows(cases: Iterable[Case], *, today: date) -> list[Row]:
    """Load the cases with coverage, care, provider and costs; some ten queries for each."""
    return [_row(case, today) for case in cases]


def in_question(found: Iterable[Row]) -> str:
    total = sum((one.amount for one in found), Decimal(0))
    return dollars(total) if total else ""


def _row(case: Case, today: date) -> Row:
    eobs = list(queries.kept(case))
    told = reviews_of(case, eobs, today=today)
    back = {one.eob_id: one for one in queries.open_reprocessings(case)}
    wrong = [
        Wrong(
            title_of(one),
            one.claim_number,
            url_of("eob_detail", case, one.public_id),
            dollars(told.reviews[one.pk].in_question) if told.reviews[one.pk].in_question else "",
            _back_text(back[one.pk].state, back[one.pk].sent_on) if one.pk in back else "",
        )
        for one in eobs
        if one.pk in told.reviews and told.reviews[one.pk].verdict is Result.WRONG
    ]
    verdicts = [one.verdict for one in told.reviews.values()]
    return Row(
        case=case,
        url=reverse("eobs:eob_list", args=[case.public_id]),
        patient=case.patient.full_name,
        plan=case.coverage.insurer,
        wrong=wrong,
        counts=_counts(verdicts.count(Result.RIGHT), verdicts.count(Result.CANNOT_TELL)),
        has_approval=told.has_approval,
        amount=sum((one.in_question for one in told.reviews.values()), Decimal(0)),
    )


def _counts(right: int, open_: int) -> str:
    parts = []
    if right:
        parts.append(ngettext("%(count)s looks right", "%(count)s look right", right) % {"count": right})
    if open_:
        text = ngettext("%(count)s we cannot tell", "%(count)s we cannot tell", open_)
        parts.append(text % {"count": open_})
    return ", ".join(parts)


def _back_text(state: str, sent_on: date | None) -> str:
    if state == ReprocessingState.SENT and sent_on is not None:
        return _("Sent back on %(day)s") % {"day": long_date(sent_on)}
    return _("Getting ready to send it back")
