"""What the pages of an agreement show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.agreements import queries
from requests_app.agreements.offer_rows import standing_of, url_of
from requests_app.agreements.points import Found, Point, Standing, points
from requests_app.agreements.shown import Part
from requests_app.agreements.texts import LABELS, SAY, STANDINGS
from requests_app.common.dates import long_date
from requests_app.documents.presenters import Row
from requests_app.models import Agreement, AgreementState, CareCode, Case
from requests_app.models.agreements import OfferBy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

IN_PROTECTION = (Point.FACILITY, Point.PROFESSIONAL, Point.COST_SHARE, Point.NO_BILLING)
MARKS = {Standing.SETTLED: "DONE", Standing.OPEN: "TO_DO", Standing.LESS: "PROBLEM"}


@dataclass(frozen=True)
class PointRow:
    """`say` is empty where nothing is left to ask; `url`: where it is written down, for who may type."""

    label: StrOrPromise
    mark: str
    text: str
    say: StrOrPromise
    url: str


@dataclass(frozen=True)
class Next:
    """The one next thing."""

    text: StrOrPromise
    url: str
    button: StrOrPromise


def part_url(case: Case, part: Part, *, is_new: bool = False) -> str:
    found = f"{url_of('terms', case)}?part={part}"
    return f"{found}&new=yes" if is_new else found


def point_rows(
    case: Case, agreement: Agreement, codes: Sequence[CareCode], *, may_edit: bool
) -> list[PointRow]:
    """Load the case with its care."""
    asked = queries.asked_of(case, codes)
    offer = queries.offer_that_counts(queries.kept_offers(agreement))
    offer_url = url_of("offer_detail", case, offer.public_id) if offer else url_of("offer_add", case)
    found = points(queries.terms_of(agreement, offer), asked)
    return [_point_row(case, one, offer_url if may_edit else "", may_edit=may_edit) for one in found]


def _point_row(case: Case, found: Found, offer_url: str, *, may_edit: bool) -> PointRow:
    text = str(STANDINGS[found.standing])
    if found.missing:
        text = _("No rate for: %(codes)s") % {"codes": ", ".join(str(one) for one in found.missing)}
    elif found.standing is Standing.LESS and found.point in (Point.FACILITY, Point.PROFESSIONAL):
        text = _("Not covered")
    elif found.standing is Standing.LESS and found.point in (Point.COST_SHARE, Point.NO_BILLING):
        text = _("The agreement does not say it")
    part = Part.PROTECTION if found.point in IN_PROTECTION else Part.EXTENT
    url = offer_url if found.point is Point.RATES else part_url(case, part) if may_edit else ""
    say = "" if found.is_settled else SAY[found.point]
    return PointRow(LABELS[found.point], MARKS[found.standing], text, say, url)


def open_lines(rows: Sequence[PointRow]) -> list[StrOrPromise]:
    return [row.say for row in rows if row.say]


def term_groups(case: Case, agreement: Agreement, *, may_edit: bool) -> list[dict[str, Any]]:
    """The terms as they are written down, in the order of their pages."""
    row = agreement
    groups: list[tuple[Part, StrOrPromise, list[tuple[str, str]]]] = [
        (Part.WHO, _("Who makes it"), list(_who(row))),
        (Part.EXTENT, _("For how long, and how much"), list(_extent(row))),
        (Part.PROTECTION, _("What it says about bills"), list(_protection(row))),
        (Part.BILLING, _("Billing"), [(_("Notes"), row.billing_notes)]),
    ]
    return [
        {
            "title": title,
            "rows": [{"label": label, "value": value} for label, value in lines if value],
            "change_url": part_url(case, part) if may_edit else "",
        }
        for part, title, lines in groups
    ]


def _who(row: Agreement) -> Iterator[tuple[str, str]]:
    yield _("Plan"), row.plan_party
    yield _("Contact at the plan"), ", ".join(one for one in (row.plan_contact, row.plan_phone) if one)
    yield _("Provider"), row.provider_party
    yield _("Who signs for the provider"), row.provider_signer
    yield _("NPI"), row.provider_npi
    yield _("Tax ID"), row.provider_tax_id


def _extent(row: Agreement) -> Iterator[tuple[str, str]]:
    yield _("First day"), long_date(row.starts_on) if row.starts_on else ""
    yield _("Last day"), long_date(row.ends_on) if row.ends_on else ""
    yield _("How much care"), amount_text(row.amount, row.amount_unit)
    yield _("Number"), row.number


def _protection(row: Agreement) -> Iterator[tuple[str, str]]:
    yield _("Covers the facility’s bill"), row.get_covers_facility_display()
    yield _("Covers the bills of the doctors and therapists"), row.get_covers_professional_display()
    yield _("Only your in-network share"), row.get_in_network_cost_share_display()
    yield _("No bill for the rest"), row.get_no_billing_the_rest_display()


def amount_text(amount: int | None, unit: str) -> str:
    if amount is None:
        return ""
    told = {
        "VISITS": ngettext("%(number)s visit", "%(number)s visits", amount),
        "DAYS": ngettext("%(number)s day", "%(number)s days", amount),
        "HOURS": ngettext("%(number)s hour", "%(number)s hours", amount),
        "UNITS": ngettext("%(number)s unit", "%(number)s units", amount),
    }
    return told.get(unit, "%(number)s") % {"number": amount}


def asked_text(case: Case) -> str:
    """What was asked for, beside the question what was agreed."""
    care = case.care
    amount = amount_text(care.amount, care.amount_unit)
    if care.starts_on and care.ends_on:
        span = _("%(start)s to %(end)s") % {
            "start": long_date(care.starts_on),
            "end": long_date(care.ends_on),
        }
    else:
        span = long_date(care.starts_on) if care.starts_on else ""
    return ", ".join(one for one in (span, amount) if one)


def signed_rows(case: Case, agreement: Agreement) -> list[Row]:
    rows = []
    if agreement.signed_on:
        rows.append(Row(_("Signed on"), long_date(agreement.signed_on)))
    if agreement.ended_because:
        rows.append(Row(_("Why nothing came of it"), agreement.ended_because))
    return rows


def next_of(case: Case, agreement: Agreement | None, *, on: date, has_answer: bool) -> Next:
    """What brings the agreement further."""
    if agreement is None:
        return Next(
            _("Begin with who talks to whom, or with the first offer. The provider’s office usually starts."),
            part_url(case, Part.WHO),
            _("Write down who makes the agreement"),
        )
    offers = queries.kept_offers(agreement)
    if agreement.state == AgreementState.SIGNED:
        return _after_signing(case, agreement, has_answer=has_answer)
    if agreement.state == AgreementState.AGREED:
        return Next(
            _("An offer is accepted. Now get it in writing, signed by both sides, before care begins."),
            url_of("signed", case),
            _("It is signed"),
        )
    waiting = [one for one in offers if standing_of(one, offers, on=on)[0] in ("WAITING", "PROBLEM")]
    if waiting:
        text = (
            _("The plan made an offer. The provider says yes or no, or asks for another rate.")
            if waiting[-1].made_by == OfferBy.PLAN
            else _("The provider made an offer. Call the plan and ask who has it and when they answer.")
        )
        return Next(text, url_of("offer_answer", case, waiting[-1].public_id), _("Write down the answer"))
    return Next(
        _("No offer is on the table. The provider’s office can make one; the draft letter below helps."),
        url_of("offer_add", case),
        _("Write down an offer"),
    )


def _after_signing(case: Case, agreement: Agreement, *, has_answer: bool) -> Next:
    if agreement.signed_copy_id is None:
        return Next(
            _("It is signed. Add the signed copy, so that you have it when a bill is wrong."),
            url_of("signed", case),
            _("Add the signed copy"),
        )
    answers = reverse("decisions:answer_list", args=[case.public_id])
    if not has_answer:
        return Next(
            _("It is signed. Write down what the plan answered, so that each line can be checked."),
            f"{reverse('decisions:answer_add', args=[case.public_id])}?about=SCA",
            _("Write down the plan’s answer"),
        )
    if agreement.decision is not None:
        answers = reverse("decisions:answer_detail", args=[case.public_id, agreement.decision.public_id])
    return Next(
        _("It is signed. Check each line of the plan’s answer against it, then each bill."),
        answers,
        _("Check the plan’s answer"),
    )
