"""A complaint in short: to whom, about which plan, what happened, what is asked. Only what was recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from requests_app.casefile import schema
from requests_app.casefile.logged import logged
from requests_app.packets import decision, reasons
from requests_app.packets.calls import promised_text
from requests_app.packets.denial import denial_of
from requests_app.packets.letter import care_text, closing, opened, speaks_for_self, who_writes
from requests_app.packets.letter_search import contacted, table_text
from requests_app.packets.more_parts import Complaint, Fact, Ground, Reachable
from requests_app.packets.parts import Options, Section
from requests_app.packets.proof import Proof
from requests_app.packets.wording import day_text


def complaint(case: schema.CaseFile, options: Options, proof: Proof) -> Complaint:
    regulator = proof.regulator
    is_sure = bool(regulator.get("is_certain"))
    return Complaint(
        to=tuple(_reachable(one) for one in regulator.get("main", ())) if is_sure else (),
        to_note="" if is_sure else _("Which office watches over this plan is not confirmed yet."),
        why=tuple(regulator.get("why", ())) if is_sure else (),
        about=tuple(_about(case)),
        grounds=tuple(one for one in _grounds(case, options, proof) if one.paragraphs),
        asked_intro=_("I ask you to look into this, and to ask the plan:"),
        asked=(
            _("which in-network provider can give this care, and on which date"),
            _("why the request was not answered with a provider or an approval"),
            _("to decide on the request in writing, with its reasons"),
        ),
        closing=closing(case),
    )


def cover_name(proof: Proof) -> str:
    """To whom a fax goes: only when it is sure, and one office."""
    main = list(proof.regulator.get("main", [])) if proof.regulator.get("is_certain") else []
    return str(main[0]["name"]) if len(main) == 1 else ""


def _about(case: schema.CaseFile) -> Iterator[Fact]:
    yield from decision.who_facts(case)
    yield Fact(_("Provider"), case.provider.name, "provider.name")


def _grounds(case: schema.CaseFile, options: Options, proof: Proof) -> Iterator[Ground]:
    is_self = speaks_for_self(case, options)
    ask = decision.ask_sentence(case).removesuffix(".")
    told = _("The request to the plan: “%(ask)s.”") % {"ask": ask}
    parts = (who_writes(case, is_self=is_self), told, opened(case), care_text(case.care))
    yield Ground(_("What was asked of the plan"), (" ".join(part for part in parts if part),))
    if logged(case):
        table = table_text() if Section.SEARCH in options.sections else ""
        lines = [f"{one.label}: {one.number}." for one in reasons.reasons(case, proof)]
        told = " ".join(part for part in (contacted(case), table) if part)
        yield Ground(_("What the network offered"), (told, *lines))
    yield Ground(_("What the plan answered"), tuple(_answers(case)))


def _answers(case: schema.CaseFile) -> Iterator[str]:
    denied = denial_of(case)
    decided = denied.decided_on or denied.letter_dated
    if denied.is_recorded:
        told = (
            _("The plan decided against the request on %(day)s.") % {"day": day_text(decided)}
            if decided
            else _("The plan decided against the request.")
        )
        if denied.in_part:
            told = _("The plan covered a part of the request.")
        yield told
        if denied.reason:
            yield _("Its reason, as it was told: “%(reason)s”") % {"reason": denied.reason}
    promised = [(call, promised_text(call)) for call in case.insurer_calls if promised_text(call)]
    for call, text in promised:
        yield _("On %(day)s the plan promised: %(what)s.") % {"day": day_text(call.called_on), "what": text}
    if not denied.is_recorded and not promised:
        yield _("No answer of the plan is recorded.")


def _reachable(data: dict[str, Any]) -> Reachable:
    checked = day_text(date.fromisoformat(data["checked_on"])) if data.get("checked_on") else ""
    return Reachable(name=str(data["name"]), ways=tuple(data.get("ways", ())), checked=checked)
