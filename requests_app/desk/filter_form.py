"""The lists of the filter form, and the filters in force as labels that can be taken off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any
from urllib.parse import parse_qsl

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.common.states import STATE_NAMES
from requests_app.desk import chart_conditions as charts
from requests_app.desk import choices
from requests_app.desk.conditions import MINE, NOBODY
from requests_app.desk.filters import Filters
from requests_app.desk.presenters import address
from requests_app.models import CareKind, ForWhom, NextAction, Organization, Site, Tag, User, WaitingOn
from requests_app.models.decisions import DenialReason

# The boxes of the form that are no lists (templates/desk/_filters.html).
TYPED_OR_TICKED = {"plan", "sort", "urgent", "unread", "must_fix"}
LABELS: dict[str, LazyText | str] = {
    "stage": gettext_lazy("Stage"),
    "outcome": gettext_lazy("Decision"),
    "running": gettext_lazy("Clock"),
    "ends_in": gettext_lazy("Approval ends within (days)"),
    "owner": gettext_lazy("Owner"),
    "waiting_on": gettext_lazy("Waiting on"),
    "waited": gettext_lazy("Waiting for (business days)"),
    "due": gettext_lazy("Due"),
    "urgent": gettext_lazy("Urgent"),
    "unread": gettext_lazy("Unread messages"),
    "must_fix": gettext_lazy("Something must be fixed"),
    "snoozed": gettext_lazy("Snoozed"),
    "tag": gettext_lazy("Tag"),
    "letter": gettext_lazy("Clinician’s letter"),
    "step": gettext_lazy("Next action"),
    "state": gettext_lazy("State"),
    "care": gettext_lazy("Kind of care"),
    "language": gettext_lazy("Language"),
    "plan": gettext_lazy("Plan"),
    "insurer": gettext_lazy("Insurer"),
    "reason": gettext_lazy("Reason of a no"),
    "facility": gettext_lazy("Facility"),
    "site": gettext_lazy("Site"),
    "opened_from": gettext_lazy("Opened from"),
    "opened_until": gettext_lazy("Opened until"),
    "sent_from": gettext_lazy("Sent from"),
    "sent_until": gettext_lazy("Sent until"),
    "decided_from": gettext_lazy("Decided from"),
    "decided_until": gettext_lazy("Decided until"),
    "text": gettext_lazy("Search"),
    "appeal": gettext_lazy("Appeal"),
    "offices": gettext_lazy("Offices logged"),
    "whom": gettext_lazy("For whom"),
    "answer_late": gettext_lazy("Answer is late"),
    "billed": gettext_lazy("Bills checked"),
}
FIXED: dict[str, Iterable[Any]] = {
    "stage": choices.STAGE_CHOICES,
    "outcome": choices.OUTCOME_CHOICES,
    "running": choices.RUNNING_CHOICES,
    "ends_in": choices.ENDS_CHOICES,
    "waiting_on": WaitingOn.choices,
    "waited": choices.WAITED_CHOICES,
    "due": choices.DUE_CHOICES,
    "snoozed": choices.SNOOZED_CHOICES,
    "letter": choices.LETTER_CHOICES,
    "step": NextAction.choices,
    "care": CareKind.choices,
    "language": choices.LANGUAGE_CHOICES,
    "reason": DenialReason.choices,
    "appeal": charts.APPEAL_CHOICES,
    "offices": charts.OFFICES_CHOICES,
    "whom": ForWhom.choices,
}
# Not in force by themselves: an order, and where one works.
OF_PEOPLE = {"owner", "waiting_on"}
NOT_SHOWN = {"sort", "facility"}


@dataclass(frozen=True)
class People:
    """Whose and what a filter can name; from this person's facilities."""

    owners: list[User] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    facilities: list[Organization] = field(default_factory=list)


def lists(people: People) -> dict[str, list[tuple[str, Any]]]:
    """Name of a filter -> its choices."""
    owners = [(str(one.pk), one.full_name or one.email) for one in people.owners]
    found: dict[str, list[tuple[str, Any]]] = {name: list(pairs) for name, pairs in FIXED.items()}
    found["owner"] = [(MINE, _("Me")), (NOBODY, _("Nobody")), *owners]
    found["state"] = sorted(STATE_NAMES.items(), key=lambda pair: pair[1])
    found["tag"] = [(str(one.pk), one.name) for one in people.tags]
    found["site"] = [(str(one.pk), one.name) for one in people.sites]
    found["facility"] = [(str(one.pk), one.name) for one in people.facilities]
    return found


def selects(
    filters: Filters, listed: Mapping[str, list[tuple[str, Any]]], names: Iterable[str]
) -> list[dict[str, Any]]:
    """The drop-down lists of the form, those that have nothing to choose left out."""
    return [
        {
            "name": name,
            "label": LABELS[name],
            "options": listed[name],
            "chosen": getattr(filters, name),
            "any_text": _any_text(name),
        }
        for name in names
        if listed[name] and (name != "facility" or len(listed[name]) > 1)
    ]


def unshown(filters: Filters, shown: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """What is asked for and has no box in the form: it must not get lost when another filter is added."""
    boxes = {one["name"] for one in shown} | TYPED_OR_TICKED
    return [(name, value) for name, value in parse_qsl(filters.query()) if name not in boxes]


def _any_text(name: str) -> str:
    """The first line of a list, which asks for nothing; a stage is always asked for."""
    if name == "stage":
        return ""
    return _("Anybody") if name in OF_PEOPLE else _("Any")


def active(filters: Filters, listed: Mapping[str, list[tuple[str, Any]]]) -> list[dict[str, str]]:
    """The filters in force, each with the address that drops it."""
    shown = []
    for one in fields(filters):
        value = getattr(filters, one.name)
        if value == one.default or one.name in NOT_SHOWN:
            continue
        text = _("Yes") if value is True else _named(listed.get(one.name, []), str(value))
        label = str(LABELS.get(one.name, one.name))
        without = replace(filters, **{one.name: one.default})  # type: ignore[arg-type]
        shown.append({"name": label, "value": text, "query": address(without)})
    return shown


def _named(pairs: Iterable[tuple[str, Any]], value: str) -> str:
    return str(dict(pairs).get(value, value))
