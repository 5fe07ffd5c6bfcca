"""What is frozen with a packet, gathered on the day it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from requests_app.casefile.schema import CaseFile
from requests_app.models import Case, Recipient
from requests_app.outreach.statement import covered_lines, hash_of
from requests_app.packets.exhibits import picture_hashes
from requests_app.packets.parts import Section
from requests_app.packets.proof import Proof
from requests_app.packets.recipients import sections_of
from requests_app.packets.regulator_facts import regulator_facts
from requests_app.packets.relied_rules import relied_rules
from requests_app.packets.waited import waited_facts
from requests_app.planforms.packet_form import form_for_packet
from requests_app.strength.checker import check, findings_json
from requests_app.strength.facts import facts_of
from requests_app.strength.findings import Finding


@dataclass(frozen=True)
class Gathered:
    """`findings` are for the person who makes the packet: they are kept with it and never printed."""

    proof: Proof
    findings: tuple[Finding, ...]


def gathered(
    case: Case,
    file: CaseFile,
    *,
    on: date,
    recipient: str = Recipient.INSURER,
    signed_name: str = "",
    at: datetime | None = None,
) -> Gathered:
    """With a name the plan’s form is filled for good, without one as a preview."""
    signed = file.calls_statement
    log_sha256 = hash_of(covered_lines(case)) if signed else ""
    facts = facts_of(file, on=on, log_sha256=log_sha256)
    findings = check(facts)
    form = _plan_form(case, file, recipient, signed_name, at or timezone.now())
    form_pages = {one["key"]: one["sha256"] for one in form.get("pages", ())}
    proof = Proof(
        measures=facts.evidence,
        rules=relied_rules(file, facts.evidence, on=on),
        pages={**picture_hashes(file, recipient), **form_pages},
        log_changed=signed is not None and signed.covers_sha256 != log_sha256,
        strength=findings_json(findings),
        plan_form=form,
        regulator={**regulator_facts(file, on=on), **waited_facts(case)}
        if recipient == Recipient.REGULATOR
        else {},
    )
    return Gathered(proof, findings)


def proof_of(
    case: Case,
    file: CaseFile,
    *,
    on: date,
    recipient: str = Recipient.INSURER,
    signed_name: str = "",
    at: datetime | None = None,
) -> Proof:
    return gathered(case, file, on=on, recipient=recipient, signed_name=signed_name, at=at).proof


def _plan_form(case: Case, file: CaseFile, recipient: str, signed_name: str, at: datetime) -> dict[str, Any]:
    if Section.PLAN_FORM not in sections_of(recipient):
        return {}
    return form_for_packet(case, file, at=at, signed_name=signed_name)
