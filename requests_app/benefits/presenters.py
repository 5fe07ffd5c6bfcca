from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.benefits import shape
from requests_app.benefits.blocks import BLOCKS
from requests_app.benefits.shape import STAFF, values_of
from requests_app.cases.people import name_of
from requests_app.common.answers import answer_text
from requests_app.common.dates import long_date
from requests_app.costs.presenters import percent
from requests_app.models import BenefitCheck, BenefitWay, NetworkSaid

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_YES_OR_NO = ("coverage_active", "has_out_benefits", "needs_approval", "knows_gap_path")
_ANSWERS = (
    ("YES", gettext_lazy("Yes")),
    ("NO", gettext_lazy("No")),
    ("UNSURE", gettext_lazy("They could not say")),
)
_CHOICES: dict[str, Any] = {
    "way": BenefitWay.choices,
    "network": NetworkSaid.choices,
    **dict.fromkeys(_YES_OR_NO, _ANSWERS),
}


@dataclass(frozen=True)
class Row:
    label: StrOrPromise
    value: str


@dataclass(frozen=True)
class Group:
    title: StrOrPromise
    rows: list[Row]


@dataclass(frozen=True)
class Change:
    label: StrOrPromise
    before: str
    now: str


@dataclass(frozen=True)
class Card:
    """One check in the list. `facts` are the few things people look for first."""

    title: str
    url: str
    facts: list[Row]
    change_url: str
    remove_url: str
    sheet_url: str
    use_url: str


# How an answer is called where it is read: the questions of the form are for whoever fills them in.
LABELS: dict[str, StrOrPromise] = {
    "way": gettext_lazy("How it was found out"),
    "checked_on": gettext_lazy("Day"),
    "said_by": gettext_lazy("Who said it"),
    "team": gettext_lazy("Team or department"),
    "reference": gettext_lazy("Reference number"),
    "coverage_active": gettext_lazy("Coverage is active"),
    "coverage_from": gettext_lazy("Active since"),
    "coverage_until": gettext_lazy("Active until"),
    "plan_year_starts": gettext_lazy("The plan year starts"),
    "service": gettext_lazy("Care that was asked about"),
    "network": gettext_lazy("The provider, as they said"),
    "in_deductible": gettext_lazy("In-network deductible"),
    "in_deductible_met": gettext_lazy("Paid toward the in-network deductible so far"),
    "in_max": gettext_lazy("In-network yearly limit"),
    "in_max_met": gettext_lazy("Paid toward the in-network limit so far"),
    "in_copay": gettext_lazy("Copay for one visit or day, in network"),
    "in_coinsurance": gettext_lazy("The patient’s percentage, in network"),
    "has_out_benefits": gettext_lazy("The plan pays something out of network"),
    "out_deductible": gettext_lazy("Out-of-network deductible"),
    "out_deductible_met": gettext_lazy("Paid toward the out-of-network deductible so far"),
    "out_max": gettext_lazy("Out-of-network yearly limit"),
    "out_max_met": gettext_lazy("Paid toward the out-of-network limit so far"),
    "out_coinsurance": gettext_lazy("The patient’s percentage, out of network"),
    "limits": gettext_lazy("Limits"),
    "needs_approval": gettext_lazy("The care needs approval first"),
    "approval_phone": gettext_lazy("Phone for approvals"),
    "approval_fax": gettext_lazy("Fax for approvals"),
    "approval_portal": gettext_lazy("Website for approvals"),
    "knows_gap_path": gettext_lazy("They have a way to ask for a network gap exception"),
    "notes": gettext_lazy("Notes"),
}
FIRST_LOOKED_FOR = ("network", "needs_approval", "knows_gap_path", "has_out_benefits")


def card(check: BenefitCheck, *, may_change: bool, may_use: bool) -> Card:
    return Card(
        title=_("%(day)s, %(way)s")
        % {"day": long_date(check.checked_on), "way": str(check.get_way_display()).lower()},
        url=url_of("check_detail", check),
        facts=[
            *([Row(_("Who said it"), said_by(check))] if said_by(check) else []),
            *(row for name in FIRST_LOOKED_FOR if (row := _row(check, name)).value),
            Row(_("Written down by"), recorder(check)),
        ],
        change_url=url_of("check_edit", check) if may_change else "",
        remove_url=url_of("check_remove", check) if may_change else "",
        sheet_url=sheet_url(check),
        use_url=use_url(check) if may_use and has_amounts(check) else "",
    )


def groups(check: BenefitCheck, *, shows_notes: bool) -> list[Group]:
    """Only what was said; a group with nothing in it is left out."""
    found = []
    for title, names in BLOCKS:
        rows = [_row(check, name) for name in names if name != "notes" or shows_notes]
        if kept := [row for row in rows if row.value]:
            found.append(Group(title, kept))
    return found


def changes(check: BenefitCheck, earlier: BenefitCheck | None) -> list[Change]:
    """What the plan said otherwise the time before."""
    if earlier is None:
        return []
    names = shape.differing(values_of(earlier), values_of(check))
    return [
        Change(label_of(name), said(name, getattr(earlier, name)), said(name, getattr(check, name)))
        for name in names
    ]


def said(name: str, value: Any) -> str:
    if name in shape.PERCENTS and isinstance(value, Decimal):
        return percent(value)
    return answer_text(value, _CHOICES.get(name))


def said_by(check: BenefitCheck) -> str:
    """“Sam J., member services, reference R-77”"""
    parts = [check.said_by, check.team]
    if check.reference:
        parts.append(_("reference %(number)s") % {"number": check.reference})
    return ", ".join(part for part in parts if part)


def recorder(check: BenefitCheck) -> str:
    if check.made_by == STAFF:
        return check.recorded_by.full_name or _("The admissions team")
    return name_of(check.recorded_by_id, case=check.case)


def has_amounts(check: BenefitCheck) -> bool:
    return any(getattr(check, name) not in (None, "") for name in shape.FOR_COSTS)


def in_words(stored: dict[str, Any]) -> dict[str, Any]:
    """Kept values for the box “Saved meanwhile”."""
    return {name: said(name, value) for name, value in stored.items()}


def url_of(name: str, check: BenefitCheck) -> str:
    return reverse(f"benefits:{name}", args=[check.case.public_id, check.public_id])


def sheet_url(check: BenefitCheck) -> str:
    url = reverse("packets:sheet", kwargs={"case_id": check.case.public_id, "kind": "benefits"})
    return f"{url}?about={check.public_id}"


def use_url(check: BenefitCheck) -> str:
    return f"{reverse('costs:edit', args=[check.case.public_id])}?from={check.public_id}"


def _row(check: BenefitCheck, name: str) -> Row:
    return Row(label_of(name), said(name, getattr(check, name)))


def label_of(name: str) -> StrOrPromise:
    return LABELS[name]
