"""What is frozen with a packet, gathered on the day it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_app.casefile.schema import CaseFile
from requests_app.models import Case
from requests_app.outreach.statement import covered_lines, hash_of
from requests_app.packets.exhibits import picture_hashes
from requests_app.packets.proof import Proof
from requests_app.packets.relied_rules import relied_rules
from requests_app.strength.checker import check, findings_json
from requests_app.strength.facts import facts_of
from requests_app.strength.findings import Finding


@dataclass(frozen=True)
class Gathered:
    """`findings` are for the person who makes the packet: they are kept with it and never printed."""

    proof: Proof
    findings: tuple[Finding, ...]


def gathered(case: Case, file: CaseFile, *, on: date) -> Gathered:
    signed = file.calls_statement
    log_sha256 = hash_of(covered_lines(case)) if signed else ""
    facts = facts_of(file, on=on, log_sha256=log_sha256)
    findings = check(facts)
    proof = Proof(
        measures=facts.evidence,
        rules=relied_rules(file, facts.evidence, on=on),
        pages=picture_hashes(file),
        log_changed=signed is not None and signed.covers_sha256 != log_sha256,
        strength=findings_json(findings),
    )
    return Gathered(proof, findings)


def proof_of(case: Case, file: CaseFile, *, on: date) -> Proof:
    return gathered(case, file, on=on).proof
