"""What the picture says in words, in the language of the page; a packet asks for English.

Only what was offered and measured is said, never what a plan must do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from requests_app.evidence.model import (
    NOT_ALL_CARE,
    DistanceStandard,
    Evidence,
    NoStandard,
    OfficeMeasure,
    Standing,
    WaitStandard,
)
from requests_app.models.outreach import DistanceUnit
from requests_app.models.outreach import OutreachResult as Result

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OUTCOMES: dict[str, StrOrPromise] = {
    Result.CAN_SEE_ME: gettext_lazy("Can see the patient"),
    Result.OFFERED_DATE: gettext_lazy("Offered a date"),
    Result.WAIT_TOO_LONG: gettext_lazy("There is a wait"),
    Result.TOO_FAR: gettext_lazy("Too far"),
    NOT_ALL_CARE: gettext_lazy("Cannot give all of the care"),
    Result.DOES_NOT_TREAT: gettext_lazy("Does not treat this"),
    Result.WRONG_AGE: gettext_lazy("Does not treat this age"),
    Result.NOT_TAKING: gettext_lazy("Not taking new patients"),
    Result.NOT_IN_NETWORK: gettext_lazy("Not in network after all"),
    Result.WRONG_NUMBER: gettext_lazy("Wrong or dead number"),
    Result.NO_ANSWER: gettext_lazy("No answer or no call back"),
    Result.WEB_FORM_ONLY: gettext_lazy("Website or form only"),
    Result.OTHER: gettext_lazy("Other result"),
}


def outcome_label(outcome: str, *, no_date: bool = False) -> str:
    """“There is a wait, no date given”: a wait without a date is told as such."""
    return _("There is a wait, no date given") if no_date else str(OUTCOMES.get(outcome, outcome))


def days_text(number: int, *, business: bool) -> str:
    if business:
        return ngettext("%(number)s business day", "%(number)s business days", number) % {"number": number}
    return ngettext("%(number)s day", "%(number)s days", number) % {"number": number}


def miles_text(miles: float) -> str:
    shown = number_format(f"{miles:.1f}".removesuffix(".0"), use_l10n=True)
    return ngettext("%(number)s mile", "%(number)s miles", 1 if miles == 1 else 2) % {"number": shown}


def minutes_text(minutes: float) -> str:
    shown = number_format(f"{minutes:.1f}".removesuffix(".0"), use_l10n=True)
    return ngettext("%(number)s minute", "%(number)s minutes", 1 if minutes == 1 else 2) % {"number": shown}


def own_distance_text(office: OfficeMeasure) -> str:
    """The person’s own answer, in the unit it was given in."""
    if office.own_distance is None:
        return ""
    is_minutes = office.own_unit == DistanceUnit.MINUTES
    return minutes_text(office.own_distance) if is_minutes else miles_text(office.own_distance)


def wait_standard_text(limit: WaitStandard) -> str:
    """“10 business days”, “48 hours”"""
    if limit.days is not None:
        return days_text(limit.days, business=limit.unit == "business")
    return ngettext("%(number)s hour", "%(number)s hours", limit.hours or 0) % {"number": limit.hours or 0}


def distance_standard_text(limit: DistanceStandard) -> str:
    """“30 miles”, “30 miles or 45 minutes”, “30 miles and 45 minutes” where both must hold, “45 minutes”"""
    if limit.miles is not None and limit.minutes is not None:
        parts = {"miles": miles_text(limit.miles), "minutes": minutes_text(limit.minutes)}
        return (
            _("%(miles)s and %(minutes)s") % parts
            if limit.needs_both
            else _("%(miles)s or %(minutes)s") % parts
        )
    return miles_text(limit.miles) if limit.miles is not None else minutes_text(limit.minutes or 0)


def zone_text(evidence: Evidence) -> str:
    """“within 10 business days and 30 miles”, from the standards that may be claimed."""
    wait, distance = evidence.wait_limit, evidence.distance_limit
    if wait and distance:
        parts = {"wait": wait_standard_text(wait), "distance": distance_standard_text(distance)}
        return _("within %(wait)s and %(distance)s") % parts
    if wait:
        return _("within %(limit)s") % {"limit": wait_standard_text(wait)}
    return _("within %(limit)s") % {"limit": distance_standard_text(distance)} if distance else ""


def heading_sentence(evidence: Evidence) -> str:
    """What a reviewer must see in five seconds."""
    total = len(evidence.offices)
    if not total:
        return _("No office was contacted yet.")
    if not zone_text(evidence):
        return _joined(_contacted(total), _offers_sentence(evidence))
    return _joined(_inside_sentence(evidence), _unknown_sentence(evidence))


def _inside_sentence(evidence: Evidence) -> str:
    total, inside = len(evidence.offices), len(evidence.standing(Standing.INSIDE))
    facts = {"total": total, "inside": inside, "zone": zone_text(evidence)}
    if inside:
        if total == 1:
            return _("The one office contacted offered to start care %(zone)s.") % facts
        return (
            ngettext(
                "%(inside)s of the %(total)s offices contacted offered to start care %(zone)s.",
                "%(inside)s of the %(total)s offices contacted offered to start care %(zone)s.",
                inside,
            )
            % facts
        )
    if evidence.standing(Standing.MAYBE):
        return _("No office is known to have offered care %(zone)s.") % facts
    if total == 1:
        return _("The one office contacted did not offer to start care %(zone)s.") % facts
    return _("None of the %(total)s offices contacted offered to start care %(zone)s.") % facts


def _unknown_sentence(evidence: Evidence) -> str:
    number = len(evidence.standing(Standing.MAYBE))
    if not number:
        return ""
    return ngettext(
        "For %(number)s of %(total)s offices, a date or distance is not known, or the visit is by video.",
        "For %(number)s of %(total)s offices, a date or distance is not known, or the visit is by video.",
        number,
    ) % {"number": number, "total": len(evidence.offices)}


def _contacted(total: int) -> str:
    return ngettext("%(number)s office was contacted.", "%(number)s offices were contacted.", total) % {
        "number": total
    }


def _offers_sentence(evidence: Evidence) -> str:
    """Without a standard: what was offered, and nothing about what it means."""
    offers = [office for office in evidence.offices if office.offers_care]
    if not offers:
        return _("None offered a visit for this care.")
    waits = [wait for office in offers if (wait := evidence.wait_of(office)) is not None]
    miles = [office.miles for office in offers if office.miles is not None]
    told = ngettext("%(number)s may give this care.", "%(number)s may give this care.", len(offers)) % {
        "number": len(offers)
    }
    soonest = nearest = ""
    if waits:
        shortest = days_text(min(waits), business=evidence.counts_business_days)
        soonest = _("The shortest wait among these is %(wait)s.") % {"wait": shortest}
    if miles:
        nearest = _("The nearest of these is %(distance)s away.") % {"distance": miles_text(min(miles))}
    return _joined(told, soonest, nearest)


def no_zone_sentence(evidence: Evidence) -> str:
    """Why no standard is drawn; for the person, not for the plan."""
    match evidence.no_standard_reason:
        case NoStandard.NONE_ON_FILE:
            return _("We have no wait or distance standard on file for this plan, so no zone is drawn.")
        case NoStandard.TO_CONFIRM:
            return _("A standard may apply to this plan, but it is not confirmed. So no zone is drawn.")
        case NoStandard.NOT_IN_MILES:
            return _(
                "The standard counts minutes of travel. ZIP codes do not tell them, so no zone is drawn."
            )
    return ""


def method_sentences(evidence: Evidence) -> list[str]:
    """How it was measured: the same under the picture, on the page and in the packet."""
    lines = []
    if any(office.wait_days is not None for office in evidence.offices):
        lines.append(
            _("The wait is counted in business days from the contact to the first visit offered.")
            if evidence.counts_business_days
            else _("The wait is counted in calendar days from the contact to the first visit offered.")
        )
    if evidence.wait_limit and evidence.is_expedited:
        lines.append(
            _(
                "The standard for the wait is the one for visits that are not urgent. For urgent care it can "
                "be shorter."
            )
        )
    if any(office.miles_from == "ZIP" for office in evidence.offices):
        lines.append(
            _(
                "Distances are straight lines (great circle) between the middles of two ZIP codes. "
                "The way by road is usually longer."
            )
        )
    if any(office.miles_from == "OWN" for office in evidence.offices):
        lines.append(_("Where a ZIP code is missing, the distance is the one the patient gave."))
    if evidence.distance_limit and evidence.distance_limit.minutes is not None:
        lines.append(_("Minutes of travel are not measured."))
    return lines


def picture_text(evidence: Evidence) -> str:
    """The picture for those who do not see it: the same offices, the same counts."""
    lines = [heading_sentence(evidence)]
    for standing, text in (
        (Standing.INSIDE, _("Inside the standard: %(offices)s.")),
        (Standing.MAYBE, _("Not known: %(offices)s.")),
        (Standing.OUTSIDE, _("Outside the standard: %(offices)s.")),
        (Standing.OFFER, _("May give this care: %(offices)s.")),
    ):
        found = [office.number for office in evidence.standing(standing)]
        if found:
            lines.append(text % {"offices": offices_text(found)})
    for count in evidence.counts:
        parts = {"outcome": outcome_label(count.outcome), "number": count.number}
        lines.append(_("%(outcome)s: %(number)s.") % parts)
    return " ".join(lines + method_sentences(evidence))


def offices_text(numbers: Sequence[int]) -> str:
    """“office 3”, “offices 1 to 3, 7”"""
    return ngettext("office %(numbers)s", "offices %(numbers)s", len(numbers)) % {"numbers": runs(numbers)}


def runs(numbers: Sequence[int]) -> str:
    """1 to 3, 7"""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(_run(run) for run in found)


def _run(run: Sequence[int]) -> str:
    if len(run) < 3:
        return ", ".join(str(number) for number in run)
    return _("%(first)s to %(last)s") % {"first": run[0], "last": run[-1]}


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
