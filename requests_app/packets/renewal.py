"""The renewal letter: what was approved, what was used, what the care did, the network again, the new ask.

Everything said is in the records. Only calls after the approval count for the second look at the network.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.casefile import schema
from requests_app.casefile.logged import logged
from requests_app.packets import decision, letters_of_case, wording
from requests_app.packets.agreed import agreement_facts
from requests_app.packets.letter import about, closing, speaks_for_self, who_writes
from requests_app.packets.more_parts import Fact, Ground
from requests_app.packets.parts import Options, Section
from requests_app.packets.renewal_parts import AgainRow, RenewalLetter, UnitsRow
from requests_app.packets.search import contact_text, said
from requests_app.packets.wording import day_text, short_day
from requests_app.renewals.units import Line, Standing, Units, Use, units_of

OPEN = ("PREPARING", "SENT")
MOST_AGAIN = 40


def renewal_in(case: schema.CaseFile, key: str = "") -> schema.Renewal | None:
    """The one that is named, else the newest that is open."""
    if key:
        return next((one for one in case.renewals if str(one.key) == key), None)
    return next((one for one in reversed(case.renewals) if one.state in OPEN), None)


def approval_in(case: schema.CaseFile, renewal: schema.Renewal | None) -> schema.Decision | None:
    """The approval it goes on from."""
    if renewal is None or renewal.decision_key is None:
        return None
    return next((one for one in case.decisions if one.key == renewal.decision_key), None)


def as_renewed(case: schema.CaseFile, key: str = "") -> schema.CaseFile:
    """The same case, asking for what comes next: its dates and amount, and nothing that was said of the first
    time only (how soon, how often, the first open day, whether waiting did harm then)."""
    renewal = renewal_in(case, key)
    if renewal is None:
        return case
    approval = approval_in(case, renewal)
    since = _approved_on(approval) if approval else None
    return case.model_copy(
        update={
            "care": _care(case.care, renewal),
            "provider": case.provider.model_copy(update={"first_date": None}),
            "letters": [_letter(one, case, since) for one in case.letters],
        }
    )


def _care(care: schema.Care, renewal: schema.Renewal) -> schema.Care:
    is_same = (renewal.amount, renewal.amount_unit) == (care.amount, care.amount_unit)
    amount = {
        "amount": renewal.amount,
        "amount_unit": renewal.amount_unit,
        "frequency": care.frequency if is_same else "",
        "codes": [one if is_same else one.model_copy(update={"units": None}) for one in care.codes],
    }
    dates = {"starts_on": renewal.starts_on, "ends_on": renewal.ends_on}
    begun = {"timing": "STARTED", "clinician_says_waiting_harms": ""}
    return care.model_copy(update={**dates, **amount, **begun})


def _letter(
    letter: schema.ClinicianLetter, case: schema.CaseFile, since: date | None
) -> schema.ClinicianLetter:
    """What was urgent before the approval is not urgent by that letter now. Its signed words stay."""
    is_new = since is None or letters_of_case.signed_day(letter, case) > since
    if is_new or not letter.answers.is_urgent:
        return letter
    return letter.model_copy(update={"answers": letter.answers.model_copy(update={"is_urgent": False})})


def renewal_letter(case: schema.CaseFile, options: Options) -> RenewalLetter:
    """`case` is already the renewed one."""
    renewal = renewal_in(case, options.about) or schema.Renewal()
    approval = approval_in(case, renewal)
    is_self = speaks_for_self(case, options)
    found = _units(case, approval) if approval else None
    again = _again(case, approval) if approval else ()
    grounds = (
        _progress(renewal, case, options),
        Ground(_("What is different"), _lines(wording.sentence(renewal.what_changed))),
        _network(renewal, approval, again),
    )
    return RenewalLetter(
        about=tuple(about(case)),
        opening=_opening(case, renewal, approval, is_self=is_self),
        approved=(*(_approved(approval) if approval else ()), *agreement_facts(case)),
        units=tuple(_rows(found)) if found else (),
        counted=_counted(case, approval, found) if found and approval else "",
        grounds=tuple(one for one in grounds if one.paragraphs),
        again=again,
        asked_intro=_("I ask %(plan)s to:") % {"plan": wording.plan_name(case)},
        asked=tuple(
            f"{line[0].lower()}{line[1:]}" for line in decision.what_is_asked(case, options.recipient)
        ),
        closing=closing(case),
    )


def _lines(*parts: str) -> tuple[str, ...]:
    return tuple(part for part in parts if part)


def _approved_on(approval: schema.Decision) -> date:
    return approval.decided_on or approval.letter_dated_on or approval.heard_on


def _opening(
    case: schema.CaseFile, renewal: schema.Renewal, approval: schema.Decision | None, *, is_self: bool
) -> str:
    span = wording.with_commas(
        wording.span_text(renewal.starts_on, renewal.ends_on), wording.amount_text(case.care)
    )
    facts = {
        "provider": wording.provider_name(case),
        "day": day_text(_approved_on(approval)) if approval else "",
        "when": f", {span}" if span else "",
    }
    if approval:
        told = _(
            "On %(day)s the plan approved care with %(provider)s, an out-of-network provider. I ask the plan "
            "to go on covering it at in-network cost share%(when)s."
        )
    else:
        told = _("I ask the plan to go on covering care with %(provider)s at in-network cost share%(when)s.")
    return f"{who_writes(case, is_self=is_self)} {told % facts}"


def _approved(approval: schema.Decision) -> list[Fact]:
    dates = wording.span_text(approval.starts_on, approval.ends_on)
    facts = [
        Fact(_("Approved on"), short_day(_approved_on(approval)), "decisions"),
        Fact(_("It holds"), dates, "decisions"),
        Fact(_("Authorization number"), approval.authorization_number, "decisions"),
    ]
    return [fact for fact in facts if fact.value]


def _units(case: schema.CaseFile, approval: schema.Decision) -> Units:
    keys = {line.key: place for place, line in enumerate(approval.lines)}
    lines = [
        Line(place, _line_name(one), one.units, one.unit, one.starts_on, one.ends_on)
        for place, one in enumerate(approval.lines)
    ]
    uses = [
        Use(keys.get(one.line_key) if one.line_key else None, one.units, one.used_on, is_billed=one.is_of_eob)
        for one in case.units_used
        if one.decision_key == approval.key
    ]
    return units_of(lines, uses)


def _line_name(line: schema.ApprovedLine) -> str:
    code = f"{line.code}-{line.modifier}" if line.code and line.modifier else line.code
    return wording.with_commas(code, line.words) or _("Line without a code")


def _rows(found: Units) -> list[UnitsRow]:
    rows = [_row(one, one.line.name if one.line else "") for one in found.lines]
    if len(found.lines) != 1 or found.loose:
        rows += [_row(one, _("In all")) for one in found.in_all]
    return rows


def _row(one: Standing, name: str) -> UnitsRow:
    not_stated = _("Not stated")
    left = "" if one.left is None else wording.amount_units(one.left, one.unit)
    return UnitsRow(
        line=name,
        approved=not_stated if one.approved is None else wording.amount_units(one.approved, one.unit),
        used=wording.amount_units(one.used, one.unit),
        left=left or not_stated,
    )


def _counted(case: schema.CaseFile, approval: schema.Decision, found: Units) -> str:
    """As the member counts: it says so, and until when it was counted."""
    uses = [one for one in case.units_used if one.decision_key == approval.key]
    days = [one.used_on for one in uses]
    if not days:
        return _("What was used is not written down.")
    if any(one.is_of_eob for one in uses):
        told = _("Used as counted by the member, and as statements (EOBs) show, until %(day)s.")
        return told % {"day": day_text(max(days))}
    return _("Used as counted by the member until %(day)s.") % {"day": day_text(max(days))}


def _progress(renewal: schema.Renewal, case: schema.CaseFile, options: Options) -> Ground:
    who = wording.with_commas(renewal.progress_by, day_text(renewal.progress_on))
    told = f"“{renewal.progress.strip()}”" if renewal.progress else ""
    source = _("Said by: %(who)s.") % {"who": who} if told and who else ""
    has_letter = Section.CLINICIAN in options.sections and bool(case.letters)
    letter = _("The clinician’s letter is in this packet.") if has_letter else ""
    return Ground(_("Progress, and why the care must go on"), _lines(told, " ".join(_lines(source, letter))))


def _again(case: schema.CaseFile, approval: schema.Decision) -> tuple[AgainRow, ...]:
    since = _approved_on(approval)
    rows = []
    for number, office in enumerate(logged(case), start=1):
        tries = [one for one in office.attempts if one.contacted_on > since]
        if tries:
            contacts = tuple(contact_text(one) for one in tries)
            rows.append(AgainRow(number, office.name, contacts, said(office)))
    return tuple(rows[:MOST_AGAIN])


def _network(renewal: schema.Renewal, approval: schema.Decision | None, again: Sequence[AgainRow]) -> Ground:
    heading = _("The network again")
    if approval is None:
        return Ground(heading, ())
    since = {"day": day_text(_approved_on(approval)), "number": len(again)}
    counted = (
        ngettext(
            "%(number)s office listed as in network was contacted after the approval of %(day)s.",
            "%(number)s offices listed as in network were contacted after the approval of %(day)s.",
            len(again),
        )
        % since
        if again
        else _("No office was contacted again after the approval of %(day)s.") % since
    )
    standing = {
        "YES": _(
            "As the member reports, there is still no in-network office that can give this care in time."
        ),
        "NO": _(
            "As the member reports, an in-network office may be able to give this care now; see its row."
        ),
        "UNSURE": _("The member is not sure whether an in-network office can give this care in time now."),
    }.get(renewal.still_no_office, "")
    looked = (
        _("Last looked at on %(day)s.") % {"day": day_text(renewal.retested_on)}
        if renewal.retested_on
        else ""
    )
    return Ground(heading, _lines(" ".join(_lines(counted, standing, looked)), renewal.retest_note))
