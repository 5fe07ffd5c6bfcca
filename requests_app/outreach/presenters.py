"""Rows and cards of the office pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.common.dates import long_date
from requests_app.models import Case, OutreachAttempt, OutreachOffice
from requests_app.models.coverage import YesNoUnsure
from requests_app.models.outreach import AttemptOutcome
from requests_app.outreach import queries
from requests_app.outreach.calling import needs_a_call
from requests_app.outreach.results import ENOUGH_TRIES, GROUP_LABELS, FollowUp, is_an_offer, is_real_option
from requests_app.outreach.steps import Step, fields_of, first_open_step, follow_up_of
from requests_app.outreach.wording import (
    ENDED_TEXTS,
    distance_text,
    place,
    result_sentence,
    straight_line_text,
    wait_of,
    wait_text,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TO_CHECK = "?to=check"


@dataclass(frozen=True)
class Row:
    label: StrOrPromise
    value: StrOrPromise
    change_url: str = ""
    change_hidden: StrOrPromise = ""


@dataclass(frozen=True)
class Card:
    """One office on the list page."""

    office: OutreachOffice
    url: str
    change_url: str
    remove_url: str
    go_on_url: str
    again_url: str
    facts: list[Row]
    is_started: bool
    is_real_option: bool
    is_an_offer: bool


@dataclass(frozen=True)
class Reason:
    label: StrOrPromise
    count: int


def step_url(office: OutreachOffice, step: Step, *, to_check: bool = False) -> str:
    ids = [office.case.public_id, office.public_id]
    if step == Step.CHECK:
        return reverse("outreach:office_check", args=ids)
    return reverse("outreach:office_step", args=[*ids, step.value]) + (TO_CHECK if to_check else "")


def card(case: Case, office: OutreachOffice) -> Card:
    office.case = case
    tries = queries.tries_of(office)
    ids = [case.public_id, office.public_id]
    open_step = first_open_step(office, tries)
    may_try_again = follow_up_of(office) == FollowUp.TRIES and len(tries) < ENOUGH_TRIES
    return Card(
        office=office,
        url=reverse("outreach:office_detail", args=ids),
        change_url=step_url(office, Step.CHECK),
        remove_url=reverse("outreach:office_remove", args=ids),
        go_on_url=step_url(office, open_step) if open_step else "",
        again_url=step_url(office, Step.AGAIN) if may_try_again else "",
        facts=_facts(case, office, tries),
        is_started=is_started(office),
        **what_offers_mean(office),
    )


def is_started(office: OutreachOffice) -> bool:
    """Called, and nothing came of it yet."""
    return not office.result and bool(queries.tries_of(office))


def by_stage(
    offices: Sequence[OutreachOffice],
) -> tuple[list[OutreachOffice], list[OutreachOffice], list[OutreachOffice]]:
    """Started, still to call (the oldest name first), and logged."""
    started = [office for office in offices if is_started(office)]
    to_call = [office for office in reversed(offices) if not office.result and not is_started(office)]
    return started, to_call, [office for office in offices if office.result]


def what_offers_mean(office: OutreachOffice) -> dict[str, bool]:
    """An office that could help is said to be one, on every page that is about it."""
    shown = queries.what_it_shows(office)
    return {"is_real_option": is_real_option(shown), "is_an_offer": is_an_offer(shown)}


def reasons(offices: Sequence[OutreachOffice]) -> list[Reason]:
    """How many offices show each gap, and, where there are some, how many could help: both are the truth."""
    shown = [Reason(GROUP_LABELS[group], count) for group, count in queries.reasons_of(offices).items()]
    could_help = sum(any(what_offers_mean(office).values()) for office in offices)
    return [*shown, Reason(_("Offered a visit"), could_help)] if could_help else shown


def _facts(case: Case, office: OutreachOffice, tries: Sequence[OutreachAttempt]) -> list[Row]:
    last = tries[-1] if tries else None
    rows = [Row(_("Contacted"), long_date(last.contacted_on) if last else "")]
    if office.result:
        rows.append(Row(_("What they said"), result_sentence(office, tries)))
    if wait := wait_of(office, tries):
        rows.append(Row(_("Wait"), wait_text(wait)))
    if place(office):
        rows.append(Row(_("Where"), place(office)))
    if far := far_text(case, office):
        rows.append(Row(_("How far"), far))
    if office.proof_note:
        rows.append(Row(_("Proof"), office.proof_note))
    return rows


def far_text(case: Case, office: OutreachOffice) -> str:
    """The way as the ZIP codes give it, and as the person reports it beside it."""
    straight = straight_line_text(office, home_zip(case))
    own = distance_text(office.distance, office.distance_unit)
    if straight and own:
        return _("%(straight)s. %(own)s one way, as you reported") % {"straight": straight, "own": own}
    return _("%(own)s one way, as you reported") % {"own": own} if own else straight


def home_zip(case: Case) -> str:
    patient = getattr(case, "patient", None)
    return patient.zip_code if patient is not None else ""


def try_text(one: OutreachAttempt) -> str:
    parts = [long_date(one.contacted_on), str(one.get_day_part_display() or "").lower()]
    parts += [str(one.get_channel_display()).lower()]
    if one.outcome:
        parts.append(str(ENDED_TEXTS[AttemptOutcome(one.outcome)]))
    if one.spoke_with:
        parts.append(_("spoke with %(name)s") % {"name": one.spoke_with})
    return ", ".join(part for part in parts if part)


def answers(office: OutreachOffice, *, may_change: bool) -> list[Row]:
    """Every answer of one office with its Change link, in the order of the pages."""
    tries = queries.tries_of(office)

    def row(label: StrOrPromise, value: StrOrPromise, step: Step) -> Row:
        return Row(label, value, step_url(office, step, to_check=True) if may_change else "")

    rows = [
        row(_("Name"), office.name, Step.ABOUT),
        row(_("Person or clinic"), office.get_kind_display() or "", Step.ABOUT),
        row(_("Specialty"), office.specialty, Step.ABOUT),
        row(_("Phone number"), office.phone, Step.ABOUT),
        row(_("NPI of the office"), office.npi, Step.ABOUT),
        row(_("Where"), place(office), Step.PLACE),
        row(_("Where you found them"), _found(office), Step.LISTING),
        row(_("New patients"), accepting_text(office), Step.LISTING),
    ]
    rows += _try_rows(office, tries, may_change=may_change)
    rows.append(row(_("What they said"), office.get_result_display() or "", Step.RESULT))
    rows += [row(label, value, Step.FOLLOW_UP) for label, value in _follow_up_facts(office)]
    if wait := wait_of(office, tries):
        rows.append(Row(_("Wait"), wait_text(wait)))
    rows += [row(label, value, Step.OFFER) for label, value in _offer_facts(office)]
    rows += _far_row(office, may_change=may_change)
    rows.append(row(_("Proof"), office.proof_note, Step.NOTES))
    rows.append(row(_("Notes"), office.notes, Step.NOTES))
    return rows


def _far_row(office: OutreachOffice, *, may_change: bool) -> list[Row]:
    """The way, with its Change link where this office has a page that asks for it."""
    far = far_text(office.case, office)
    asked = {FollowUp.DISTANCE: Step.FOLLOW_UP}.get(follow_up_of(office))
    step = asked or (Step.TRAVEL if fields_of(office, Step.TRAVEL) else None)
    if step is None:
        return [Row(_("How far"), far)] if far else []
    return [Row(_("How far"), far, step_url(office, step, to_check=True) if may_change else "")]


def accepting_text(office: OutreachOffice) -> str:
    """What the listing says about new patients. A listing that says nothing is never a yes."""
    return str(office.get_listed_accepting_display() or _("The listing does not say. Call to ask"))


@dataclass(frozen=True)
class Sheet:
    """One office on paper: what is known, the tries so far, and lines for the rest of the three."""

    name: str = ""
    phone: str = ""
    about: str = ""
    tries: tuple[str, ...] = ()
    empty_tries: tuple[int, ...] = tuple(range(1, ENOUGH_TRIES + 1))


def sheets(offices: Sequence[OutreachOffice], *, at_least: int) -> list[Sheet]:
    """The offices that still need a call, oldest first, and empty ones for names heard on the way."""
    made = []
    for office in reversed(offices):
        tries = queries.tries_of(office)
        if needs_a_call(office, tries):
            about = ", ".join(part for part in (office.specialty, place(office)) if part)
            left = tuple(range(len(tries) + 1, ENOUGH_TRIES + 1))
            texts = tuple(try_text(one) for one in tries)
            made.append(Sheet(office.name, office.phone, about, texts, left))
    return made + [Sheet()] * max(0, at_least - len(made))


def _offer_facts(office: OutreachOffice) -> list[tuple[StrOrPromise, StrOrPromise]]:
    """What was asked of an office that had a visit to offer, beyond the follow-up of its result."""
    day = "" if office.first_open_on is None else long_date(office.first_open_on)
    shown: dict[str, tuple[StrOrPromise, StrOrPromise]] = {
        "first_open_on": (_("First open visit"), day),
        "visit_mode": (_("In person or by video"), office.get_visit_mode_display() or ""),
        "gives_all_care": (_("All of the care you need"), office.get_gives_all_care_display() or ""),
        "declined_why": (_("Why the visit did not work"), office.declined_why),
    }
    if office.gives_all_care == YesNoUnsure.NO:
        shown["missing_care"] = (_("What is missing"), office.missing_care)
    return [shown[name] for name in fields_of(office, Step.OFFER) if name in shown]


def _try_rows(office: OutreachOffice, tries: Sequence[OutreachAttempt], *, may_change: bool) -> list[Row]:
    """The last contact is changed on its page; the tries of an office that never answered together."""
    together = follow_up_of(office) == FollowUp.TRIES
    rows = []
    for number, one in enumerate(tries, start=1):
        is_last = number == len(tries)
        label = _("Contacted") if len(tries) == 1 else _("Try %(number)s") % {"number": number}
        step = Step.CONTACT if is_last else Step.FOLLOW_UP
        can_change = may_change and (is_last or (together and number <= ENOUGH_TRIES))
        rows.append(Row(label, try_text(one), step_url(office, step, to_check=True) if can_change else ""))
    return rows


def _follow_up_facts(office: OutreachOffice) -> list[tuple[StrOrPromise, StrOrPromise]]:
    match follow_up_of(office):
        case FollowUp.FIRST_OPEN_VISIT:
            given = long_date(office.first_open_on) if office.first_open_on else ""
            return [(_("First open visit"), _("They gave no date") if office.gave_no_date else given)]
        case FollowUp.ALL_CARE:
            facts = [(_("All of the care you need"), office.get_gives_all_care_display() or "")]
            if office.gives_all_care == YesNoUnsure.NO:
                facts.append((_("What is missing"), office.missing_care))
            return list(facts)
        case FollowUp.WHAT_THEY_SAID:
            return [(_("What happened"), office.result_text)]
    return []


def _found(office: OutreachOffice) -> str:
    where = str(office.get_found_in_display() or "")
    if office.found_on and where:
        where = _("%(where)s, %(day)s") % {"where": where, "day": long_date(office.found_on)}
    return ": ".join(part for part in (where, office.found_at) if part)
