"""A complaint in short: to whom, about which plan, what happened, what is asked. Only what was recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.casefile import about_bills, schema
from requests_app.casefile.logged import logged
from requests_app.common.time_zones import day_at
from requests_app.packets import decision, reasons
from requests_app.packets.calls import promised_text
from requests_app.packets.denial import denial_of
from requests_app.packets.letter import care_text, closing, opened, speaks_for_self, who_writes
from requests_app.packets.letter_search import contacted, table_text
from requests_app.packets.more_parts import Complaint, Fact, Ground, Reachable
from requests_app.packets.parts import Options, Section
from requests_app.packets.proof import Proof
from requests_app.packets.waited import due_text, dues_of, first_sent_on, sent_texts
from requests_app.packets.wording import day_text, series, short_day, with_commas

AFTER_SENDING = ("CALL_2", "CALL_3", "CALL_4")
REASONS = {
    "NO_ANSWER": gettext_lazy("The plan did not answer in time."),
    "NO_NETWORK": gettext_lazy("No provider in its network can give this care in time, or near enough."),
    "SAID_NETWORK": gettext_lazy("The plan said no, and says that its network has somebody."),
    "SAID_NO": gettext_lazy("The plan said no."),
    "NO_WRITING": gettext_lazy("The plan gave no answer in writing, or no reason in it."),
    "LOST": gettext_lazy("Papers were lost at the plan, or had to be sent again."),
    "PROMISE": gettext_lazy("The plan did not do what it promised."),
    "DIRECTORY": gettext_lazy("The plan’s list of providers is wrong."),
}
STEPS = {
    "REPRESENTATIVE": gettext_lazy("asked the plan for the status"),
    "SUPERVISOR": gettext_lazy("asked for a supervisor"),
    "MANAGEMENT": gettext_lazy("asked utilization management or case management"),
    "PROVIDER_RELATIONS": gettext_lazy("asked provider relations"),
    "EXPEDITED": gettext_lazy("asked for an expedited decision"),
    "DEMAND": gettext_lazy("sent a written demand"),
    "REGULATOR": gettext_lazy("told the plan of this complaint"),
}


def complaint(case: schema.CaseFile, options: Options, proof: Proof) -> Complaint:
    regulator = proof.regulator
    asked = asked_for(case, options)
    is_sure = bool(regulator.get("is_certain"))
    return Complaint(
        to=tuple(_to(asked, regulator, is_sure=is_sure)),
        to_note="" if is_sure else _("Which office watches over this plan is not confirmed yet."),
        why=tuple(regulator.get("why", ())) if is_sure else (),
        about=tuple(_about(case)),
        grounds=tuple(one for one in _grounds(case, options, proof, asked) if one.paragraphs),
        asked_intro=_("I ask you to look into this, and to ask the plan:"),
        asked=tuple(_asked(asked)),
        closing=closing(case),
    )


def asked_for(case: schema.CaseFile, options: Options) -> schema.Complaint | None:
    """The complaint this packet is made for; else the newest that was not sent yet, or is waiting."""
    if options.about:
        return next((one for one in case.complaints if str(one.key) == options.about), None)
    return next((one for one in reversed(case.complaints) if one.state in ("PREPARING", "SENT")), None)


def cover_name(case: schema.CaseFile, options: Options, proof: Proof) -> str:
    """To whom a fax goes: the office that was chosen; else only when it is sure, and one office."""
    if (asked := asked_for(case, options)) is not None:
        return asked.office_name
    main = list(proof.regulator.get("main", [])) if proof.regulator.get("is_certain") else []
    return str(main[0]["name"]) if len(main) == 1 else ""


def _to(
    asked: schema.Complaint | None, regulator: Mapping[str, Any], *, is_sure: bool
) -> Iterator[Reachable]:
    if asked is not None:
        known = regulator.get("offices", {}).get(asked.office_id)
        yield _reachable(known) if known else Reachable(name=asked.office_name, ways=(), checked="")
    elif is_sure:
        yield from (_reachable(one) for one in regulator.get("main", ()))


def _asked(asked: schema.Complaint | None) -> Iterator[str]:
    reasons_given = set(asked.reasons) if asked is not None else set()
    yield _("which in-network provider can give this care, and on which date")
    yield _("why the request was not answered with a provider or an approval")
    if "PROMISE" in reasons_given:
        yield _("why it did not do what it promised")
    if "LOST" in reasons_given:
        yield _("what became of the papers it was sent")
    if "DIRECTORY" in reasons_given:
        yield _("to correct its list of providers")
    yield _("to decide on the request in writing, with its reasons")


def _about(case: schema.CaseFile) -> Iterator[Fact]:
    yield from decision.who_facts(case)
    yield Fact(_("Provider"), case.provider.name, "provider.name")


def _grounds(
    case: schema.CaseFile, options: Options, proof: Proof, asked: schema.Complaint | None
) -> Iterator[Ground]:
    if asked is not None:
        yield Ground(_("What this complaint is about"), tuple(_complained(asked)))
    is_self = speaks_for_self(case, options)
    told = _("The request to the plan: “%(ask)s.”") % {"ask": request_in_short(case)}
    parts = (who_writes(case, is_self=is_self), told, opened(case), care_text(case.care))
    parts_sent = (" ".join(part for part in parts if part), *sent_texts(proof.regulator))
    yield Ground(_("What was asked of the plan"), parts_sent)
    if logged(case):
        table = table_text() if Section.SEARCH in options.sections else ""
        lines = [f"{one.label}: {one.number}." for one in reasons.reasons(case, proof)]
        told = " ".join(part for part in (contacted(case), table) if part)
        yield Ground(_("What the network offered"), (told, *lines))
    yield Ground(_("What was done to get an answer"), tuple(_waited(case, options, proof)))
    yield Ground(_("What the plan answered"), tuple(_answers(case)))


def _answers(case: schema.CaseFile) -> Iterator[str]:
    denied = denial_of(case)
    decided = denied.decided_on or denied.letter_dated
    if denied.is_recorded:
        against = (
            _("The plan decided against the request on %(day)s.") % {"day": day_text(decided)}
            if decided
            else _("The plan decided against the request.")
        )
        if denied.in_part:
            against = _("The plan covered a part of the request.")
        yield against
        if denied.reason:
            yield _("Its reason, as it was told: “%(reason)s”") % {"reason": denied.reason}
    wanted = [(one, item) for one in about_bills.answers(case) for item in one.wanted]
    for said, item in wanted:
        day = {"day": day_text(said.decided_on or said.heard_on), "what": item.what}
        told = [_("On %(day)s the plan wanted more: %(what)s.") % day]
        if item.done_on:
            told.append(_("It has it since %(day)s.") % {"day": day_text(item.done_on)})
        yield " ".join(told)
    promised = [(call, promised_text(call)) for call in case.insurer_calls if promised_text(call)]
    for call, text in promised:
        yield _("On %(day)s the plan promised: %(what)s.") % {"day": day_text(call.called_on), "what": text}
    if not denied.is_recorded and not promised and not wanted:
        yield _("No answer of the plan is recorded.")


def request_in_short(case: schema.CaseFile) -> str:
    """The ask without its last words: here no services stand below it."""
    below = _(", for the services below")
    return decision.ask_sentence(case).removesuffix(".").removesuffix(below)


def _complained(asked: schema.Complaint) -> Iterator[str]:
    """What was ticked, one after the other, then the words of the person as they stand."""
    told = [str(REASONS[one]) for one in asked.reasons if one in REASONS]
    if told:
        yield " ".join(told)
    if asked.statement:
        yield asked.statement


def _waited(case: schema.CaseFile, options: Options, proof: Proof) -> Iterator[str]:
    on = day_at(options.made_at, zone=case.time_zone)
    yield from (due_text(one, on) for one in dues_of(proof.regulator))
    since = first_sent_on(proof.regulator)
    calls = [one.called_on for one in case.insurer_calls if one.kind in AFTER_SENDING]
    calls = [one for one in calls if since is None or one >= since]
    if calls:
        days = series(short_day(one) for one in calls)
        yield _("Calls to the plan about it: %(days)s. They are listed in this packet.") % {"days": days}
    yield from (step_text(one) for one in case.escalations)


def step_text(step: schema.Escalation) -> str:
    """November 20, 2026: a supervisor, by phone (Jo, claims; reference 12). They said …"""
    who = with_commas(step.person, step.team)
    reference = _("reference %(number)s") % {"number": step.reference} if step.reference else ""
    known = "; ".join(part for part in (who, reference) if part)
    head = {"day": day_text(step.done_on), "step": str(STEPS[step.rung])}
    told = [_("%(day)s: %(step)s%(known)s.") % {**head, "known": f" ({known})" if known else ""}]
    if step.result:
        told.append(_("What came of it: “%(result)s”") % {"result": step.result})
    if step.promised_on:
        told.append(_("An answer was promised for %(day)s.") % {"day": day_text(step.promised_on)})
    return " ".join(told)


def _reachable(data: dict[str, Any]) -> Reachable:
    checked = day_text(date.fromisoformat(data["checked_on"])) if data.get("checked_on") else ""
    return Reachable(name=str(data["name"]), ways=tuple(data.get("ways", ())), checked=checked)
