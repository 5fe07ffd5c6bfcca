"""What an appeal still needs, as a short task list. Nothing in it blocks the sending."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from requests_app.appeals import queries
from requests_app.cases.progress import DONE, STARTED, TO_DO
from requests_app.common.dates import long_date
from requests_app.models import Appeal, AppealState, Document, DocumentKind, PacketState, Recipient

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CANNOT_START = "CANNOT_START"
TITLES: dict[str, StrOrPromise] = {
    "deadline": gettext_lazy("Check the last day to appeal"),
    "letter": gettext_lazy("Add the plan’s letter"),
    "proof": gettext_lazy("Say which proof answers the plan’s reason"),
    "statement": gettext_lazy("Say why the plan should change its answer"),
    "clinician": gettext_lazy("Ask your clinician for a letter for the appeal"),
    "peer": gettext_lazy("Ask for a call between the doctors"),
    "claim_file": gettext_lazy("Ask for the papers the plan used"),
    "route": gettext_lazy("Find out where it goes"),
    "packet": gettext_lazy("Make and check the appeal packet"),
    "send": gettext_lazy("Send it"),
}


@dataclass(frozen=True)
class Row:
    key: str
    status: str
    url: str = ""
    note: str = ""

    @property
    def title(self) -> StrOrPromise:
        return TITLES[self.key]


def tasks_of(appeal: Appeal, *, may_edit: bool) -> list[Row]:
    """Empty once it was sent, but for the papers of the plan, which may come later."""
    if appeal.state != AppealState.PREPARING:
        return [_claim_file(appeal, may_edit=may_edit)] if appeal.state == AppealState.SENT else []
    own = [_deadline(appeal), _letter(appeal), _proof(appeal), _statement(appeal)]
    # A bill asks for no letter about the need, and for no talk between doctors.
    doctors = [] if appeal.decision.eob_id is not None else [_clinician(appeal), _peer(appeal)]
    rows = [
        *own,
        *doctors,
        _claim_file(appeal, may_edit=True),
        _route(appeal),
        _packet(appeal),
        _send(appeal),
    ]
    return rows if may_edit else [Row(one.key, one.status, "", one.note) for one in rows]


def _url(name: str, appeal: Appeal) -> str:
    return reverse(f"appeals:{name}", args=[appeal.case.public_id, appeal.public_id])


def _deadline(appeal: Appeal) -> Row:
    decision = appeal.decision
    is_done = bool(decision.letter_dated_on and (decision.appeal_by or decision.appeal_by_not_stated))
    status = DONE if is_done else STARTED if appeal.by_letter or appeal.by_rule else TO_DO
    return Row("deadline", status, _url("deadline", appeal))


def _letter(appeal: Appeal) -> Row:
    """It goes with the packet by itself."""
    case, decision = appeal.case, appeal.decision
    papers = Document.objects.shared(case).filter(kind=DocumentKind.DENIAL_LETTER)
    if decision.letter_id or papers.exists():
        note = _("It goes with the packet by itself.")
        return Row("letter", DONE, reverse("papers:paper_list", args=[case.public_id]), note)
    url = reverse("decisions:letter_add", args=[case.public_id, decision.public_id])
    return Row("letter", TO_DO, url)


def _proof(appeal: Appeal) -> Row:
    count = len(appeal.answers)
    note = ngettext("%(count)d picked", "%(count)d picked", count) % {"count": count} if count else ""
    return Row("proof", DONE if count or appeal.new_proof else TO_DO, _url("proof", appeal), note)


def _statement(appeal: Appeal) -> Row:
    return Row("statement", DONE if appeal.statement else TO_DO, _url("statement", appeal))


def _clinician(appeal: Appeal) -> Row:
    """A letter that was written for the appeal; one for the request alone goes with it, too."""
    case = appeal.case
    asked = case.clinician_requests.filter(purpose="APPEAL", revoked_at__isnull=True)
    letters = case.clinician_letters.filter(state="SIGNED", request__revoked_at__isnull=True)
    if letters.filter(signed_at__gte=appeal.started_at).exists():
        return Row("clinician", DONE, reverse("clinicians:ask_list", args=[case.public_id]))
    if asked.exists():
        return Row("clinician", "WAITING", reverse("clinicians:ask_list", args=[case.public_id]))
    note = _("A letter is already with the request. A new one can answer the plan’s reason.")
    url = f"{reverse('clinicians:ask_add', args=[case.public_id])}?{urlencode({'purpose': 'appeal'})}"
    return Row("clinician", TO_DO, url, note if letters.exists() else "")


def _peer(appeal: Appeal) -> Row:
    peer = queries.peer_of(appeal.case)
    status = TO_DO if peer is None else DONE if peer.held_on else STARTED
    return Row("peer", status, reverse("appeals:peer", args=[appeal.case.public_id]))


def _claim_file(appeal: Appeal, *, may_edit: bool) -> Row:
    asked, got = appeal.claim_file_asked_on, appeal.claim_file_got_on
    status = DONE if got else "WAITING" if asked else TO_DO
    note = _("Asked on %(day)s") % {"day": long_date(asked)} if asked and not got else ""
    return Row("claim_file", status, _url("claim_file", appeal) if may_edit else "", note)


def _route(appeal: Appeal) -> Row:
    status = DONE if appeal.send_to else STARTED if appeal.route else TO_DO
    return Row("route", status, _url("route", appeal), appeal.send_to)


def packet_url(appeal: Appeal) -> str:
    about = urlencode({"for": str(Recipient.APPEAL), "about": str(appeal.public_id)})
    return f"{reverse('packets:options', args=[appeal.case.public_id])}?{about}"


def _packet(appeal: Appeal) -> Row:
    packet = queries.packet_of(appeal)
    if packet is None:
        return Row("packet", TO_DO, packet_url(appeal))
    status = DONE if packet.state == PacketState.READY else STARTED
    url = reverse("packets:packet_detail", args=[appeal.case.public_id, packet.public_id])
    return Row("packet", status, url, _("Packet %(number)s") % {"number": packet.number})


def _send(appeal: Appeal) -> Row:
    packet = queries.packet_of(appeal)
    if packet is None or packet.state != PacketState.READY:
        return Row("send", CANNOT_START, "", _("Make the appeal packet first"))
    return Row("send", TO_DO, reverse("submissions:send", args=[appeal.case.public_id]))
