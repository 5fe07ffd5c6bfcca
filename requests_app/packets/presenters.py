"""What the packet pages show, worked out from packets and case files; nothing is asked or stored here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.casefile import labels
from requests_app.common.dates import clock_time, long_date
from requests_app.models import Case, Packet, PacketState, Recipient
from requests_app.packets import signing
from requests_app.packets.parts import Contents, Section, SignerRole
from requests_app.packets.proof import Proof
from requests_app.packets.subjects import ABOUT as SUBJECTS
from requests_app.packets.subjects import subject_of
from requests_app.strength import presenters as strength
from requests_app.strength.findings import MUST, Finding, Link

WITH, SEEN, FOR, ABOUT = "with", "seen", "for", "about"
DECIDED = "decided"
UNTOLD = "…"
# Place in the case file -> page of the wizard that asks it.
STEPS = {
    "patient.first_name": ("you", "name"),
    "patient.birth_date": ("you", "name"),
    "patient.caregiver_name": ("you", "caregiver"),
    "patient.phone": ("you", "address"),
    "patient.address": ("you", "address"),
    "coverage.insurer": ("plan", "insurer"),
    "coverage.member_id": ("plan", "member"),
    "coverage.group_number": ("plan", "member"),
    "coverage.subscriber": ("plan", "subscriber"),
    "care.description": ("care", "need"),
    "care.specialty": ("care", "need"),
    "care.level_of_care": ("care", "need"),
    "care.starts_on": ("care", "dates"),
    "care.amount": ("care", "dates"),
    "provider.name": ("provider", "name"),
    "provider.credentials": ("provider", "name"),
    "provider.npi": ("provider", "numbers"),
    "provider.tax_id": ("provider", "numbers"),
    "provider.address": ("provider", "place"),
    "provider.phone": ("provider", "place"),
    "provider.fax": ("provider", "place"),
    "provider.agreed": ("provider", "agreed"),
    "provider.accepts_agreement": ("provider", "agreement"),
}
# Places that stand for several fields, or are called otherwise on this page.
OTHER_LABELS: dict[str, Callable[[], str]] = {
    "patient.first_name": lambda: _("Patient’s name"),
    "patient.address": lambda: _("Address"),
    "coverage.subscriber": lambda: _("Main person on the plan"),
    "care.codes.DIAGNOSIS": lambda: _("Diagnosis codes"),
    "provider.address": lambda: _("Address of the provider"),
    "letters": lambda: _("Clinician’s number for peer-to-peer"),
    "insurer_calls.request_number": lambda: _("The plan’s request number"),
    "insurer_calls.reference": lambda: _("Reference number of call 1"),
}


@dataclass(frozen=True)
class Missing:
    label: str
    url: str


@dataclass(frozen=True)
class Warnings:
    """What to look at before the packet is made; none of it blocks."""

    missing: tuple[Missing, ...]
    must_fix: tuple[Missing, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.must_fix)


@dataclass(frozen=True)
class ShownChange:
    label: str
    item: str
    text: str


# Where the thing is begun that a packet for this reader cannot be without.
BEGUN_AT: dict[str, str] = {Recipient.RENEWAL: "renewals:overview", Recipient.BILL: "eobs:eob_list"}


def begin_first(case: Case, recipient: str, about: str) -> str:
    """The page to go to instead, when there is nothing yet that this packet could be about."""
    page = BEGUN_AT.get(recipient, "")
    if page and subject_of(case, recipient, about) is None:
        return reverse(page, args=[case.public_id])
    return ""


def chosen_in(query: QueryDict) -> frozenset[Section]:
    """The sections named in the address; unknown names count as nothing."""
    known = {str(one) for one in Section}
    return frozenset(Section(one) for one in query.getlist(WITH) if one in known)


def recipient_in(query: QueryDict) -> Recipient | None:
    named = query.get(FOR, "")
    return Recipient(named) if named in Recipient.values else None


def about_in(case: Case, recipient: str, query: QueryDict) -> str:
    """The key of what the packet is about; empty when there is none, or it is of no such kind."""
    if recipient not in SUBJECTS:
        return ""
    subject = subject_of(case, recipient, query.get(ABOUT, ""))
    return str(subject.public_id) if subject is not None else ""


def for_whom(url: str, recipient: str, about: str = "") -> str:
    named = [(FOR, str(recipient)), *([(ABOUT, about)] if about else [])]
    return f"{url}?{urlencode(named)}"


def with_sections(
    url: str,
    sections: Iterable[Section],
    *,
    recipient: str = Recipient.INSURER,
    seen: str = "",
    about: str = "",
) -> str:
    named = [(FOR, str(recipient))] if recipient != Recipient.INSURER else []
    named += [(ABOUT, about)] if about else []
    named += [(WITH, str(one)) for one in Section if one in set(sections)]
    named += [(SEEN, seen)] if seen else []
    return f"{url}?{urlencode(named)}" if named else url


def notes(packet: Contents, proof: Proof) -> list[str]:
    """What the person should know of this packet before it is made: nothing of it is printed."""
    found = []
    if packet.complaint is not None and not packet.complaint.to:
        found.append(_("We are not sure yet which office watches over this plan. Confirm it by phone."))
        found += [str(one) for one in proof.regulator.get("ask", ())]
    if packet.appeal is not None and not any(fact.path == DECIDED for fact in packet.appeal.about[-1:]):
        found.append(
            _("No denial is written down yet. Log the call about the answer, or add the denial letter.")
        )
    return found


def urls_of(case: Case) -> dict[str, str]:
    """Where each part of the packet can be changed."""
    case_id = case.public_id
    return {
        "you": reverse("intake:check", args=[case_id, "you"]),
        "plan": reverse("intake:check", args=[case_id, "plan"]),
        "care": reverse("intake:check", args=[case_id, "care"]),
        "codes": reverse("intake:codes", args=[case_id]),
        "provider": reverse("intake:check", args=[case_id, "provider"]),
        "why": reverse("intake:step", args=[case_id, "why", "reasons"]),
        "story": reverse("intake:check", args=[case_id, "story"]),
        "offices": reverse("outreach:office_list", args=[case_id]),
        "calls": reverse("insurer_calls:call_list", args=[case_id]),
        "appeals": reverse("appeals:appeal_list", args=[case_id]),
        "signed_calls": reverse("outreach:statement", args=[case_id]),
        "tracks": reverse("tracks:track_list", args=[case_id]),
        "listings": reverse("listings:listing_list", args=[case_id]),
        "checks": reverse("strength:check", args=[case_id]),
        "papers": reverse("papers:paper_list", args=[case_id]),
        "clinician": reverse("clinicians:ask_list", args=[case_id]),
        "form": reverse("planforms:case_form", args=[case_id]),
        "renewal": reverse("renewals:overview", args=[case_id]),
        "bills": reverse("eobs:eob_list", args=[case_id]),
    }


def warnings(case: Case, packet: Contents, findings: Iterable[Finding]) -> Warnings:
    urls = urls_of(case)
    missing = [Missing(_label(path), _url(case, path, urls)) for path in packet.missing]
    if not packet.has_decision:
        missing = []
    elif not packet.decision.codes:
        missing.append(Missing(_("Service codes"), urls["codes"]))
    must_fix = [
        Missing(one.title, strength.url_of(case, Link(one.url_name, one.url_kwargs)))
        for one in findings
        if one.group == MUST and not _is_about_claim(packet)
    ]
    return Warnings(tuple(missing), tuple(must_fix))


def _is_about_claim(packet: Contents) -> bool:
    """Then what a request for care needs before it is sent does not hold."""
    return packet.recipient == Recipient.BILL or (
        packet.recipient == Recipient.APPEAL and not packet.has_decision
    )


def heading(packet: Packet, since: datetime | None) -> str:
    """`since`: when it was asked for, while it is being made."""
    number = {"number": packet.number}
    if packet.state == PacketState.READY:
        return _("Packet %(number)s is ready") % number
    if since is not None:
        return _("We are making packet %(number)s") % number
    return _("Packet %(number)s could not be made") % number


def shown_changes(packet: Packet) -> list[ShownChange]:
    return [_shown_change(change) for change in packet.changes]


def signed_on(packet: Packet, zone: str) -> str:
    """March 27, 2026, 2:14 pm, where the patient lives"""
    local = packet.signed_at.astimezone(ZoneInfo(zone))
    return f"{long_date(local)}, {clock_time(local)}"


def packet_facts(packet: Packet) -> str:
    """PDF, 8 pages, 120 KB"""
    pages = packet.pdf_pages or 0
    told = ngettext("%(count)d page", "%(count)d pages", pages) % {"count": pages}
    size = filesizeformat(packet.pdf_bytes or 0).replace("\xa0", " ")
    return _("PDF, %(pages)s, %(size)s") % {"pages": told, "size": size}


def file_name(packet: Packet, reference: str) -> str:
    """Neutral: says nothing of health, plan or person."""
    return f"request-{reference}-{packet.number}.pdf"


def signed_as(packet: Packet) -> str:
    """In what role the name was typed; nothing for the patient and for older packets."""
    signer = signing.from_json(packet.evidence.get("signer", {}))
    if signer.role is SignerRole.STAFF:
        if signer.facility:
            return _("admissions team of %(facility)s, for the patient") % {"facility": signer.facility}
        return _("admissions team, for the patient")
    return _("a helper, for the patient") if signer.role is SignerRole.HELPER else ""


def _label(path: str) -> str:
    other = OTHER_LABELS.get(path)
    return other() if other else labels.label_of(path)


def _url(case: Case, path: str, urls: dict[str, str]) -> str:
    if path in STEPS:
        return reverse("intake:step", args=[case.public_id, *STEPS[path]])
    if path == "letters":
        return urls["clinician"]
    return urls["calls"] if path.startswith("insurer_calls") else urls["codes"]


def _shown_change(change: dict[str, str]) -> ShownChange:
    path, kind = change["path"], change["kind"]
    before, after = change.get("before", ""), change.get("after", "")
    item = labels.item_text(path, change.get("item", ""))
    if UNTOLD in (before, after) or not (before or after):
        told = {"added": _("added"), "removed": _("removed")}.get(kind, _("changed"))
        return ShownChange(labels.label_of(path), item, told)
    values = {"before": labels.value_text(path, before), "after": labels.value_text(path, after)}
    text = _("%(after)s (before: %(before)s)") % values
    return ShownChange(labels.label_of(path), item, text)
