"""The page of the picture: what is missing to measure everything, and where to add it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.evidence.model import DistanceStandard, Evidence, OfficeMeasure, Rule, WaitStandard
from requests_app.evidence.words import distance_standard_text, wait_standard_text
from requests_app.models import Case

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Link:
    text: StrOrPromise
    url: str


@dataclass(frozen=True)
class Gap:
    """Something that would be measured if it were known."""

    text: StrOrPromise
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Quoted:
    """A standard in words, with its source."""

    label: StrOrPromise
    value: str
    rule: Rule


def standards(evidence: Evidence, *, to_confirm: bool = False) -> list[Quoted]:
    wait: WaitStandard | None = evidence.wait_to_confirm if to_confirm else evidence.wait_limit
    distance: DistanceStandard | None = (
        evidence.distance_to_confirm if to_confirm else evidence.distance_limit
    )
    found = []
    if wait:
        found.append(Quoted(_("Longest wait for a first visit"), wait_standard_text(wait), wait.rule))
    if distance:
        found.append(Quoted(_("Longest way"), distance_standard_text(distance), distance.rule))
    return found


def gaps(case: Case, evidence: Evidence, ids: Sequence[UUID], *, may_edit: bool) -> list[Gap]:
    """Only what is missing of an office that offered care: the others need no date and no distance."""
    if not evidence.offices:
        return []
    found = []
    offers = [office for office in evidence.offices if office.offers_care]
    if not evidence.has_patient_zip:
        own = {"case_id": case.public_id, "task": "you", "step": "address"}
        link = Link(_("Your address"), reverse("intake:step", kwargs=own))
        found.append(
            Gap(_("Your ZIP code is missing, or we do not know where it is."), _if(may_edit, [link]))
        )
    places = [office for office in offers if office.miles is None and not office.has_zip]
    if places:
        links = _links(case, places, ids, step="place")
        found.append(
            Gap(_("These offices have no ZIP code we know. Add it, or the miles."), _if(may_edit, links))
        )
    days = [office for office in offers if office.first_open_on is None]
    if days:
        links = _links(case, days, ids)
        found.append(Gap(_("For these offices no date of a first visit is noted."), _if(may_edit, links)))
    return found


def _if(may_edit: bool, links: Sequence[Link]) -> tuple[Link, ...]:
    """Who may only look sees the names, without a way to a page that is closed to them."""
    return tuple(links if may_edit else [Link(link.text, "") for link in links])


def _links(case: Case, offices: Sequence[OfficeMeasure], ids: Sequence[UUID], step: str = "") -> list[Link]:
    links = []
    for office in offices:
        own = [case.public_id, ids[office.number - 1]]
        url = reverse("outreach:office_check", args=own)
        if step:
            url = reverse("outreach:office_step", args=[*own, step]) + "?to=check"
        links.append(Link(f"{office.number} {office.name}", url))
    return links
