"""Who signs a packet, and how the packet says it. Nobody signs in somebody else’s name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from requests_app.accounts.permissions import own_way
from requests_app.casefile import schema
from requests_app.common.actor import Actor
from requests_app.models import Case, CaseAccess, ForWhom, Organization, User
from requests_app.packets import wording
from requests_app.packets.parts import Options, Signature, Signer, SignerRole


def signer_of(case: Case, by: Actor) -> Signer:
    """The patient or the caregiver as before; a helper or the facility’s staff as what they are."""
    relation = own_way(by, case)[0]
    if relation in (CaseAccess.Relation.PATIENT, CaseAccess.Relation.CAREGIVER):
        is_own = case.for_whom == ForWhom.ME and relation == CaseAccess.Relation.PATIENT
        return Signer(SignerRole.PATIENT if is_own else SignerRole.CAREGIVER)
    if relation == CaseAccess.Relation.HELPER:
        return Signer(SignerRole.HELPER)
    return Signer(SignerRole.STAFF, _facility(case))


def expected_name(case: Case, by: Actor) -> str:
    """Whose name the signature is compared with: the signer’s own, whoever signs."""
    signer = signer_of(case, by)
    if signer.is_somebody_else:
        return User.objects.filter(pk=by.person_id).values_list("full_name", flat=True).first() or ""
    return case.patient.full_name if case.for_whom == ForWhom.ME else case.patient.caregiver_name


def as_json(signer: Signer) -> dict[str, str]:
    return {"role": str(signer.role), "facility": signer.facility}


def from_json(data: Mapping[str, Any]) -> Signer:
    return Signer(SignerRole(data.get("role", "")), str(data.get("facility", "")))


def signature(case: schema.CaseFile, options: Options) -> Signature:
    name = options.signed_name
    return Signature(
        name=name,
        lines=tuple(_lines(case, options)) if name else (),
        at=wording.signed_text(options.made_at, case.time_zone) if name else "",
    )


def _lines(case: schema.CaseFile, options: Options) -> list[str]:
    patient, signer = wording.patient_name(case), options.signer
    facts = {
        "name": options.signed_name,
        "patient": patient or _("the patient"),
        "facility": signer.facility,
    }
    if signer.role is SignerRole.STAFF and signer.facility:
        return [
            _("Signed by %(name)s, admissions team of %(facility)s, for the patient, %(patient)s") % facts
        ]
    if signer.role is SignerRole.STAFF:
        return [_("Signed by %(name)s, admissions team, for the patient, %(patient)s") % facts]
    if signer.role is SignerRole.HELPER:
        return [_("Signed by %(name)s, a helper of the patient, for the patient, %(patient)s") % facts]
    if patient and not _is_name_of(options.signed_name, patient, any_part=case.for_whom == "ME"):
        return [_("for %(patient)s") % facts]
    return []


def _facility(case: Case) -> str:
    found = Organization.objects.filter(pk=case.organization_id, kind=Organization.Kind.FACILITY)
    return found.values_list("name", flat=True).first() or ""


def _is_name_of(typed: str, patient: str, *, any_part: bool) -> bool:
    """Who asks for themselves may sign a shorter name; “for” would then claim a second person."""
    names = [one.casefold().replace("’", "'").split() for one in (typed, patient)]
    return bool(set(names[0]) & set(names[1])) if any_part else names[0] == names[1]
