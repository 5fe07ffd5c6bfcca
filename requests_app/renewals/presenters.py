"""What the pages of a renewal show, worked out from rows and rules; nothing is asked or stored here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.common.dates import long_date, weekday_date
from requests_app.decisions.end_warnings import DAYS_BEFORE, End, EndOf
from requests_app.models import Case, Decision, Renewal, UnitsUsed
from requests_app.models.renewals import RenewalState
from requests_app.renewals import queries, units
from requests_app.renewals.wording import counted, days_text, span
from requests_app.renewals.wording import line_name as line_name

MOST_USES_SHOWN = 30


@dataclass(frozen=True)
class Row:
    label: str
    value: str
    url: str = ""


@dataclass(frozen=True)
class UnitRow:
    name: str
    approved: str
    used: str
    left: str
    is_total: bool = False
    note: str = ""


@dataclass(frozen=True)
class UseRow:
    """`eob_url`: the bill that told of it, which is where it is put right."""

    text: str
    note: str
    remove_url: str
    eob_url: str = ""


@dataclass(frozen=True)
class Ends:
    """What ends first, with the days that are counted back from it."""

    text: str
    left: str
    lines: tuple[str, ...]
    is_over: bool


@dataclass(frozen=True)
class Approval:
    rows: list[Row]
    ends: Ends | None
    units: list[UnitRow]
    pace: str
    loose: str
    uses: list[UseRow]
    more_uses: int
    answer_url: str


def url_of(name: str, case: Case, *ids: Any) -> str:
    return reverse(f"renewals:{name}", args=[case.public_id, *ids])


def approval(case: Case, decision: Decision, *, today: date, is_asked: bool = False) -> Approval:
    """`is_asked`: more was asked for already, so that nobody is reminded of the end."""
    end, found = queries.end_of(decision), queries.units_of(decision)
    uses = queries.uses_of(decision)
    return Approval(
        rows=approved_rows(decision),
        ends=_ends(end, today, is_asked=is_asked) if end else None,
        units=_unit_rows(found),
        pace=_pace(decision, found, today),
        loose=_loose(found),
        uses=[_use_row(case, one) for one in uses[:MOST_USES_SHOWN]],
        more_uses=max(len(uses) - MOST_USES_SHOWN, 0),
        answer_url=reverse("decisions:answer_detail", args=[case.public_id, decision.public_id]),
    )


def approved_rows(decision: Decision) -> list[Row]:
    rows = [
        Row(_("The plan said"), str(decision.get_answer_display())),
        Row(_("Said on"), long_date(queries.approved_on(decision))),
        Row(_("It holds"), span(decision.starts_on, decision.ends_on)),
        Row(_("Authorization number"), decision.authorization_number),
    ]
    if decision.renew_by:
        rows.append(Row(_("The plan wants to be asked by"), long_date(decision.renew_by)))
    return rows


def _ends(end: End, today: date, *, is_asked: bool) -> Ends:
    left = (end.on - today).days
    return Ends(
        text=_end_text(end),
        left=_left_text(left),
        lines=() if is_asked else tuple(_warning(end.on, days, today) for days in DAYS_BEFORE),
        is_over=left < 0,
    )


def _end_text(end: End) -> str:
    day = {"day": weekday_date(end.on), "line": end.line}
    if end.of == EndOf.RENEW_BY:
        return _("%(day)s: the plan wants to be asked by then.") % day
    if end.of == EndOf.LINE:
        return _("%(day)s: the line %(line)s ends.") % day
    return _("%(day)s: the approval ends.") % day


def _left_text(left: int) -> str:
    if left < 0:
        return ngettext("That was %(number)s day ago.", "That was %(number)s days ago.", -left) % {
            "number": -left
        }
    if left == 0:
        return _("That is today.")
    return ngettext("That is in %(number)s day.", "That is in %(number)s days.", left) % {"number": left}


def _warning(end: date, days: int, today: date) -> str:
    """30 days before: March 1, 2027. We remind you then."""
    day = end - timedelta(days=days)
    facts = {"days": days_text(days), "day": long_date(day)}
    if day < today:
        return _("%(days)s before: %(day)s. That day is over.") % facts
    return _("%(days)s before: %(day)s. We remind you then.") % facts


def _unit_rows(found: units.Units) -> list[UnitRow]:
    rows = [_unit_row(one, one.line.name if one.line else "") for one in found.lines]
    if len(found.lines) != 1 or found.loose:
        rows += [_unit_row(one, _("In all"), is_total=True) for one in found.in_all]
    return rows


def _unit_row(one: units.Standing, name: str, *, is_total: bool = False) -> UnitRow:
    return UnitRow(
        name=name or _("Line without a code"),
        approved=counted(one.approved, one.unit) if one.approved is not None else _("Not stated"),
        used=counted(one.used, one.unit),
        left=_left(one),
        is_total=is_total,
        note=_counted_twice(one),
    )


def _counted_twice(one: units.Standing) -> str:
    """How much of it bills told, and why the two numbers are not added up."""
    if not one.billed:
        return ""
    billed = counted(one.billed, one.unit)
    if not one.entered:
        return _("%(billed)s from bills.") % {"billed": billed}
    return _(
        "%(entered)s entered, %(billed)s from bills. They may be the same, so the larger one counts."
    ) % {
        "entered": counted(one.entered, one.unit),
        "billed": billed,
    }


def _left(one: units.Standing) -> str:
    if one.left is None:
        return _("Not known")
    if one.over:
        return _("None, and %(over)s more than approved") % {"over": counted(one.over, one.unit)}
    return counted(one.left, one.unit) if one.left else _("None")


def _pace(decision: Decision, found: units.Units, today: date) -> str:
    """A guess with its arithmetic, only where all is counted in one unit."""
    if len(found.in_all) != 1:
        return ""
    total = found.in_all[0]
    guess = units.pace(total, starts_on=decision.starts_on, today=today)
    if guess is None:
        return ""
    return _(
        "%(used)s used in %(days)s. If it goes on like that, the %(left)s left last until about %(day)s. "
        "That is our guess, not the plan’s."
    ) % {
        "used": counted(guess.used, total.unit),
        "days": days_text(guess.days),
        "left": counted(guess.left, total.unit),
        "day": long_date(guess.runs_out_on),
    }


def _loose(found: units.Units) -> str:
    if not found.loose or len(found.in_all) < 2:
        return ""
    return ngettext(
        "%(number)s unit was used of a line that is not known. It is in no row above.",
        "%(number)s units were used of a line that is not known. They are in no row above.",
        found.loose,
    ) % {"number": found.loose}


def _use_row(case: Case, one: UnitsUsed) -> UseRow:
    source = str(one.get_source_display())
    return UseRow(
        text=use_text(one),
        note=", ".join(part for part in (source, one.note) if part),
        remove_url="" if one.eob_line_id else url_of("used_remove", case, one.public_id),
        eob_url=_eob_url(case, one),
    )


def _eob_url(case: Case, one: UnitsUsed) -> str:
    if one.eob_line is None:
        return ""
    return reverse("eobs:eob_detail", args=[case.public_id, one.eob_line.eob.public_id])


def use_text(one: UnitsUsed) -> str:
    """March 2, 2026: 3 days, H0015"""
    line = line_name(one.line) if one.line else ""
    amount = counted(one.units, one.line.unit if one.line else "")
    return _("%(day)s: %(what)s") % {
        "day": long_date(one.used_on),
        "what": ", ".join(part for part in (amount, line) if part),
    }


def renewal_state(renewal: Renewal) -> str:
    days = {"day": long_date(renewal.sent_on) if renewal.sent_on else ""}
    if renewal.state == RenewalState.SENT:
        return _("Sent on %(day)s. The plan owes the answer.") % days
    if renewal.state == RenewalState.DECIDED:
        return _("Sent on %(day)s, and answered.") % days
    if renewal.state == RenewalState.WITHDRAWN:
        return _("Taken back.")
    return _("Not sent yet.")


def renewal_rows(renewal: Renewal) -> list[Row]:
    """What was written down; what is still open stands in the list of steps."""
    amount = counted(renewal.amount, renewal.amount_unit) if renewal.amount else ""
    still = str(renewal.get_still_no_office_display()) if renewal.still_no_office else ""
    looked = long_date(renewal.retested_on) if renewal.retested_on else ""
    said = ", ".join(
        part
        for part in (
            renewal.progress_by,
            long_date(renewal.progress_on) if renewal.progress_on else "",
        )
        if part
    )
    rows = [
        Row(_("Asked for"), "\n".join(p for p in (span(renewal.starts_on, renewal.ends_on), amount) if p)),
        Row(_("What is different"), renewal.what_changed),
        Row(_("The network again"), "\n".join(p for p in (looked, renewal.retest_note) if p)),
        Row(_("Still no in-network office that can help in time"), still),
        Row(_("Progress"), "\n".join(p for p in (renewal.progress, said) if p)),
    ]
    return [row for row in rows if row.value]


def open_renewal(case: Case, renewals: Sequence[Renewal]) -> dict[str, str] | None:
    found = next((one for one in renewals if one.state in queries.OPEN), None)
    if found is None:
        return None
    return {"url": url_of("renewal_detail", case, found.public_id), "state": renewal_state(found)}


def change_row(case: Case, change: Any) -> Row:
    text = ", ".join(part for part in (change.provider_name, long_date(change.happens_on)) if part)
    url = url_of("change_detail", case, change.public_id)
    return Row(str(change.get_kind_display()), text, url)


def asked_clinicians(case: Case, renewal: Renewal) -> list[Row]:
    """Who was asked by the secure link for this renewal, and how far that is."""
    asked = case.clinician_requests.filter(purpose="RENEWAL", asked_at__gte=renewal.started_at)
    return [
        Row(
            one.clinician_name,
            str(one.get_state_display()) if one.revoked_at is None else _("Cancelled"),
            reverse("clinicians:ask_detail", args=[case.public_id, one.public_id]),
        )
        for one in asked
    ]
