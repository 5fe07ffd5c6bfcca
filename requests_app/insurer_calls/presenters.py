"""The sections of a call card, the cards of the list, and the answers of one call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.cases.call_cards import Ask, CardField, When, spoken
from requests_app.common.bound import PortalBoundField
from requests_app.common.dates import long_date, weekday_short
from requests_app.insurer_calls.answers import kept_values, told
from requests_app.insurer_calls.cards import CARDS, SHARED
from requests_app.models import Case, InsurerCall

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from requests_app.insurer_calls.forms import CallForm

FIRST_BOXES = ("person", "team")
LAST_BOXES = ("reference", "reference_refused", "promised", "promised_on")
OWN_BOXES = ("called_on", "started_at", "minutes", "number_called", "notes")


@dataclass(frozen=True)
class Row:
    label: StrOrPromise
    value: str


@dataclass(frozen=True)
class AskBlock:
    """Something to say, and the boxes for what is heard."""

    before: StrOrPromise
    say: str
    boxes: list[PortalBoundField]


@dataclass(frozen=True)
class ListedCall:
    title: StrOrPromise
    url: str
    change_url: str
    remove_url: str
    is_draft: bool
    facts: list[Row]


def asks(blocks: Sequence[Ask], form: CallForm, facts: Mapping[str, str]) -> list[AskBlock]:
    return [
        AskBlock(ask.before, spoken(ask, facts), boxes(form, [field.key for field in ask.fields]))
        for ask in blocks
        if _is_its_time(ask, form, facts)
    ]


def _is_its_time(ask: Ask, form: CallForm, facts: Mapping[str, str]) -> bool:
    """A complaint is named only once the time that a checked rule gives is over; what was kept stays."""
    if ask.when != When.RULE_DATE_PASSED or facts.get("rule_over"):
        return True
    return form.is_bound or any(form.initial.get(field.key) for field in ask.fields)


def boxes(form: CallForm, keys: Sequence[str]) -> list[PortalBoundField]:
    return [cast(PortalBoundField, form[key]) for key in keys if key in form.fields]


def listed(case: Case, call: InsurerCall) -> ListedCall:
    ids = [case.public_id, call.public_id]
    url = reverse("insurer_calls:call_edit" if call.is_draft else "insurer_calls:call_detail", args=ids)
    return ListedCall(
        title=CARDS[call.kind].title,
        url=url,
        change_url=reverse("insurer_calls:call_edit", args=ids),
        remove_url=reverse("insurer_calls:call_remove", args=ids),
        is_draft=call.is_draft,
        facts=_facts(call),
    )


def _facts(call: InsurerCall) -> list[Row]:
    who = ", ".join(part for part in (call.person, call.team) if part)
    rows = [Row(_("When"), long_date(call.called_on) if call.called_on else "")]
    rows += [Row(_("Who"), who)] if who else []
    if call.reference or call.reference_refused:
        rows.append(Row(_("Reference number"), call.reference or _("They would not give one")))
    if call.request_number:
        rows.append(Row(_("Request number"), call.request_number))
    if call.promised or call.promised_on:
        by = _("by %(day)s") % {"day": weekday_short(call.promised_on)} if call.promised_on else ""
        rows.append(Row(_("Promised"), "\n".join(part for part in (call.promised, by) if part)))
    return rows


def about_the_call(call: InsurerCall) -> list[Row]:
    return _rows(SHARED, call)


def what_they_said(call: InsurerCall) -> list[Row]:
    return _rows(CARDS[call.kind].fields, call)


def _rows(fields: Sequence[CardField], call: InsurerCall) -> list[Row]:
    return [Row(field.label, text) for field, text in told(fields, kept_values(call))]
