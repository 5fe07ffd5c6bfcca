"""A statement as the pages show it: cards of the list, what was typed, its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.common.dates import long_date
from requests_app.common.money import dollars
from requests_app.common.time_zones import day_at
from requests_app.documents.presenters import PagePicture
from requests_app.eobs.fields import plain_number
from requests_app.eobs.shown import Part, codes_text, service_text
from requests_app.eobs.steps import LOOK, is_begun, step_url, url_of
from requests_app.models import (
    BillKind,
    Case,
    ClaimStatus,
    Document,
    EobLine,
    ExplanationOfBenefits,
    Frequency,
    NetworkShown,
    PayerOrder,
)
from requests_app.papers import presenters as papers

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# As in the forms; the plain names are those of the tables.
STATUS: dict[str, StrOrPromise] = dict(ClaimStatus.choices)
LINES_A_PAGE = 20
LINE_AMOUNTS = (
    "billed",
    "allowed",
    "plan_paid",
    "deductible",
    "copay",
    "coinsurance",
    "not_covered",
    "patient_owes",
)


@dataclass(frozen=True)
class Row:
    label: StrOrPromise
    value: StrOrPromise
    change_url: str = ""
    change_hidden: StrOrPromise = ""


@dataclass(frozen=True)
class Group:
    title: StrOrPromise
    rows: list[Row]
    change_url: str = ""


@dataclass(frozen=True)
class LineRow:
    """One line for the table; `cells` in the order of `heads()`."""

    number: int
    title: str
    told: str
    cells: list[tuple[StrOrPromise, str]]
    edit_url: str
    remove_url: str


def title_of(eob: ExplanationOfBenefits) -> str:
    """Says when, and nothing of what or with whom."""
    if eob.service_from is None:
        return _("Statement without a day of care")
    first, last = eob.service_from, eob.service_to
    if last is None or last == first:
        return _("Care on %(day)s") % {"day": long_date(first)}
    return _("Care from %(first)s to %(last)s") % {"first": long_date(first), "last": long_date(last)}


def days_text(first: date, last: date | None) -> str:
    if last is None or last == first:
        return long_date(first)
    return _("%(first)s to %(last)s") % {"first": long_date(first), "last": long_date(last)}


def amount_text(amount: Decimal | None) -> str:
    """Nothing shown is not zero, and never looks like it."""
    return dollars(amount) if amount is not None else _("Not shown")


def pictures(eob: ExplanationOfBenefits) -> list[PagePicture]:
    """Of the paper beside the form."""
    document = eob.document
    if document is None or document.removed_at is not None:
        return []
    return papers.pictures(eob.case, document)


def groups(eob: ExplanationOfBenefits, *, may_edit: bool) -> list[Group]:
    """What was typed of the whole claim, in the order in which it was asked."""
    told = {
        Part.DATES: (_("Dates"), _dates(eob)),
        Part.WHO: (_("Who sent the bill"), _who(eob)),
        Part.NETWORK: (_("Network"), [Row(_("The statement says"), network_text(eob.network))]),
        Part.TOTALS: (_("Totals"), _totals(eob)),
        Part.NUMBERS: (_("Numbers"), _numbers(eob)),
    }
    return [
        Group(title, rows, f"{step_url(eob, part)}?from={LOOK}" if may_edit else "")
        for part, (title, rows) in told.items()
    ]


def network_text(network: str) -> StrOrPromise:
    return dict(NetworkShown.choices).get(network, _("Not answered yet"))


def line_rows(
    eob: ExplanationOfBenefits, *, may_edit: bool, after: int = 0, most: int = LINES_A_PAGE
) -> list[LineRow]:
    """`most` lines, those after the first `after`."""
    lines: Sequence[EobLine] = list(eob.lines.all())[after : after + most]
    return [_line_row(eob, line, number, may_edit) for number, line in enumerate(lines, start=after + 1)]


def lines_text(count: int) -> str:
    return ngettext("%(count)s line so far", "%(count)s lines so far", count) % {"count": count}


def heads() -> list[StrOrPromise]:
    return [
        _("Billed"),
        _("Allowed"),
        _("Plan paid"),
        _("Deductible"),
        _("Copay"),
        _("Coinsurance"),
        _("Not covered"),
        _("You owe"),
    ]


def _line_row(eob: ExplanationOfBenefits, line: EobLine, number: int, may_edit: bool) -> LineRow:
    service, days = service_text(line), line.service_from
    parts = [
        service,
        line.words,
        days_text(days, line.service_to) if days else "",
        _("how many: %(units)s") % {"units": plain_number(line.units)} if line.units is not None else "",
        str(network_text(line.network)) if line.network else "",
        codes_text(eob, line_id=line.pk),
    ]
    own = (eob.public_id, line.public_id)
    return LineRow(
        number=number,
        title=_("Line %(number)s") % {"number": number},
        told=" · ".join(part for part in parts if part),
        cells=[
            (head, amount_text(getattr(line, name))) for head, name in zip(heads(), LINE_AMOUNTS, strict=True)
        ],
        edit_url=url_of("line_edit", eob.case, *own) if may_edit else "",
        remove_url=url_of("line_remove", eob.case, *own) if may_edit else "",
    )


def _dates(eob: ExplanationOfBenefits) -> list[Row]:
    care = days_text(eob.service_from, eob.service_to) if eob.service_from else ""
    is_told = eob.finished_at is not None or is_begun(eob, Part.DATES)
    return [
        Row(_("What the plan did"), STATUS[eob.status] if is_told else _("Not answered yet")),
        Row(_("Days of care"), care or _("Not shown")),
        Row(_("The plan got the claim"), _day(eob.received_on)),
        Row(_("The plan processed it"), _day(eob.processed_on)),
    ]


def _who(eob: ExplanationOfBenefits) -> list[Row]:
    kinds: dict[str, StrOrPromise] = dict(BillKind.choices)
    rows = [
        Row(_("Provider on the statement"), eob.billing_name or _("Not shown")),
        Row(_("Whose fees"), kinds.get(eob.kind, _("Not shown"))),
    ]
    more = {
        _("Doctor or therapist"): eob.rendering_name,
        _("NPI"): eob.billing_npi,
        _("Tax ID"): eob.billing_tax_id,
    }
    return rows + [Row(label, value) for label, value in more.items() if value]


def _totals(eob: ExplanationOfBenefits) -> list[Row]:
    rows = [
        Row(_("Billed"), amount_text(eob.billed)),
        Row(_("Allowed"), amount_text(eob.allowed)),
        Row(_("Plan paid"), amount_text(eob.plan_paid)),
        Row(_("You owe"), amount_text(eob.patient_owes)),
    ]
    if eob.other_paid is not None:
        rows.insert(3, Row(_("Another plan paid"), amount_text(eob.other_paid)))
    codes = codes_text(eob, line_id=None)
    return [*rows, Row(_("Note codes"), codes)] if codes else rows


def _numbers(eob: ExplanationOfBenefits) -> list[Row]:
    places: dict[str, StrOrPromise] = dict(Frequency.choices)
    orders: dict[str, StrOrPromise] = dict(PayerOrder.choices)
    rows = [Row(_("Claim number"), eob.claim_number or _("Not shown"))]
    more: dict[str, StrOrPromise] = {
        _("Authorization number"): eob.authorization_number,
        _("A corrected claim?"): places.get(eob.frequency, ""),
        _("Number of the claim before it"): eob.prior_claim_number,
        _("Plan on the statement"): eob.payer_name,
        _("Which of your plans"): orders.get(eob.payer_order, ""),
    }
    return rows + [Row(label, value) for label, value in more.items() if value]


def _day(day: date | None) -> str:
    return long_date(day) if day else _("Not shown")


def photo_choices(case: Case, found: Sequence[Document]) -> list[tuple[str, str]]:
    return [
        (
            str(one.public_id),
            _("%(paper)s, added on %(day)s")
            % {
                "paper": papers.title_of(one),
                "day": long_date(day_at(one.received_at, zone=case.time_zone)),
            },
        )
        for one in found
    ]
