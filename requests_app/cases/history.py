"""What happened in a case, told from its audit entries, for the patient's timeline and the staff's.

An action without a row here is kept in the audit log and shown nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.audit import queries as audit
from requests_app.common.actor import Actor
from requests_app.common.dates import weekday_date
from requests_app.models import (
    AppealLevel,
    AuditEntry,
    CallKind,
    Case,
    CaseAccess,
    DocumentKind,
    FollowUpKind,
    Rung,
    TrackKind,
    User,
)

REQUEST, OFFICES, CALLS, PAPERS = "request", "offices", "calls", "papers"
LETTERS, PACKET, REMINDERS = "letters", "packet", "reminders"
KINDS: dict[str, LazyText | str] = {
    REQUEST: gettext_lazy("The request"),
    OFFICES: gettext_lazy("Offices"),
    CALLS: gettext_lazy("Calls with the plan"),
    LETTERS: gettext_lazy("Letters of clinicians"),
    PAPERS: gettext_lazy("Papers and photos"),
    PACKET: gettext_lazy("Packet and sending"),
    REMINDERS: gettext_lazy("Follow-ups and reminders"),
}


@dataclass(frozen=True)
class Told:
    kind: str
    text: LazyText | str
    staff_only: bool = False


TOLD: dict[str, Told] = {
    "cases.opened": Told(REQUEST, gettext_lazy("Request started")),
    "casefile.imported": Told(REQUEST, gettext_lazy("Request read from a file")),
    "casefile.exported": Told(REQUEST, gettext_lazy("Request written to a file")),
    "intake.saved": Told(REQUEST, gettext_lazy("Answers saved")),
    "tracks.saved": Told(REQUEST, gettext_lazy("Track changed")),
    "tracks.answered": Told(REQUEST, gettext_lazy("Answer of the plan written down")),
    "tracks.clock_started": Told(REQUEST, gettext_lazy("Start of the plan’s clock written down")),
    "tracks.fast_path": Told(REQUEST, gettext_lazy("Fast path written down")),
    "tracks.pause_added": Told(REQUEST, gettext_lazy("The plan waits for something")),
    "tracks.pause_ended": Told(REQUEST, gettext_lazy("The plan has what it waited for")),
    "tracks.longer_added": Told(REQUEST, gettext_lazy("Longer time for the answer written down")),
    "tracks.entry_removed": Told(REQUEST, gettext_lazy("Entry about the clock taken out")),
    "decisions.recorded": Told(REQUEST, gettext_lazy("Answer of the plan written down")),
    "decisions.changed": Told(REQUEST, gettext_lazy("Answer of the plan put right")),
    "decisions.letter_added": Told(PAPERS, gettext_lazy("Letter with the answer added")),
    "decisions.terms_saved": Told(REQUEST, gettext_lazy("Approval checked point by point")),
    "decisions.choice_saved": Told(REQUEST, gettext_lazy("Chosen what to do about the rest")),
    "decisions.denial_saved": Told(REQUEST, gettext_lazy("Reason of the no written down")),
    "decisions.removed": Told(REQUEST, gettext_lazy("Answer of the plan taken out")),
    "decisions.line_added": Told(REQUEST, gettext_lazy("Line of an approval added")),
    "decisions.line_changed": Told(REQUEST, gettext_lazy("Line of an approval changed")),
    "decisions.line_removed": Told(REQUEST, gettext_lazy("Line of an approval taken out")),
    "decisions.wanted": Told(REQUEST, gettext_lazy("The plan wants something more")),
    "decisions.wanted_changed": Told(REQUEST, gettext_lazy("What the plan wants changed")),
    "decisions.wanted_sent": Told(REQUEST, gettext_lazy("The plan has what it wanted")),
    "decisions.wanted_removed": Told(REQUEST, gettext_lazy("What the plan wants taken out")),
    "costs.saved": Told(REQUEST, gettext_lazy("Numbers of the plan saved")),
    "cases.helper_added": Told(REQUEST, gettext_lazy("Helper invited")),
    "cases.helper_ended": Told(REQUEST, gettext_lazy("Helper’s access ended")),
    "tracker.downloaded": Told(REQUEST, gettext_lazy("Request downloaded as a file")),
    "cases.assigned": Told(REQUEST, gettext_lazy("Owner changed"), staff_only=True),
    "cases.note": Told(REQUEST, gettext_lazy("Note added"), staff_only=True),
    "cases.closed": Told(REQUEST, gettext_lazy("Request closed")),
    "cases.reopened_unsent": Told(REQUEST, gettext_lazy("Request opened again")),
    "cases.reopened_sent": Told(REQUEST, gettext_lazy("Request opened again")),
    "cases.reopened_answered": Told(REQUEST, gettext_lazy("Request opened again")),
    "cases.reopened_appealing": Told(REQUEST, gettext_lazy("Request opened again")),
    "outreach.name_added": Told(OFFICES, gettext_lazy("Name to call added")),
    "outreach.list_taken": Told(OFFICES, gettext_lazy("Offices added from a list")),
    "outreach.started": Told(OFFICES, gettext_lazy("Office started")),
    "outreach.logged": Told(OFFICES, gettext_lazy("Office logged")),
    "outreach.changed": Told(OFFICES, gettext_lazy("Office changed")),
    "outreach.tried": Told(OFFICES, gettext_lazy("Call to an office written down")),
    "outreach.statement_signed": Told(OFFICES, gettext_lazy("Statement of calls signed")),
    "outreach.statement_withdrawn": Told(OFFICES, gettext_lazy("Signature under the calls taken back")),
    "outreach.removed": Told(OFFICES, gettext_lazy("Office removed")),
    "listings.capture_kept": Told(OFFICES, gettext_lazy("Page of the directory kept")),
    "listings.capture_changed": Told(OFFICES, gettext_lazy("Page of the directory changed")),
    "listings.capture_removed": Told(OFFICES, gettext_lazy("Page of the directory removed")),
    "listings.question_asked": Told(OFFICES, gettext_lazy("Plan asked in writing about a provider")),
    "listings.question_answered": Told(OFFICES, gettext_lazy("Answer to a written question saved")),
    "listings.question_removed": Told(OFFICES, gettext_lazy("Written question removed")),
    "appeals.started": Told(REQUEST, gettext_lazy("Appeal started")),
    "appeals.changed": Told(REQUEST, gettext_lazy("Appeal changed")),
    "appeals.deadline_saved": Told(REQUEST, gettext_lazy("Last day to appeal written down")),
    "appeals.sent": Told(REQUEST, gettext_lazy("Appeal sent")),
    "appeals.decided": Told(REQUEST, gettext_lazy("Answer to the appeal written down")),
    "appeals.withdrawn": Told(REQUEST, gettext_lazy("Appeal taken back")),
    "appeals.peer_saved": Told(CALLS, gettext_lazy("Call between the doctors written down")),
    "appeals.peer_held": Told(CALLS, gettext_lazy("What came of the call between the doctors")),
    "papers.added": Told(PAPERS, gettext_lazy("Paper added")),
    "papers.changed": Told(PAPERS, gettext_lazy("Paper changed")),
    "papers.removed": Told(PAPERS, gettext_lazy("Paper removed")),
    "papers.asked": Told(PAPERS, gettext_lazy("Somebody was asked for a paper")),
    "papers.not_had": Told(PAPERS, gettext_lazy("Said that nobody has a paper")),
    "documents.turned": Told(PAPERS, gettext_lazy("Paper turned")),
    "documents.downloaded": Told(OFFICES, gettext_lazy("Kept file downloaded")),
    "insurer_calls.drafted": Told(CALLS, gettext_lazy("Draft of a call saved")),
    "insurer_calls.saved": Told(CALLS, gettext_lazy("Call saved")),
    "insurer_calls.changed": Told(CALLS, gettext_lazy("Call changed")),
    "insurer_calls.removed": Told(CALLS, gettext_lazy("Call removed")),
    "strength.stated": Told(REQUEST, gettext_lazy("Answers of another paper saved")),
    "strength.settled": Told(REQUEST, gettext_lazy("Difference between two papers settled")),
    "letters.asked": Told(LETTERS, gettext_lazy("Request to a clinician written")),
    "letters.request_changed": Told(LETTERS, gettext_lazy("Request to a clinician changed")),
    "letters.sent": Told(LETTERS, gettext_lazy("Request sent to the clinician")),
    "letters.opened": Told(LETTERS, gettext_lazy("Request opened by the clinician")),
    "letters.locked": Told(LETTERS, gettext_lazy("Link locked for 30 minutes: too many wrong codes")),
    "letters.nudged": Told(LETTERS, gettext_lazy("Clinician asked again by email")),
    "letters.overdue": Told(LETTERS, gettext_lazy("The clinician still owes the letter")),
    "letters.question_asked": Told(LETTERS, gettext_lazy("Question from the clinician")),
    "letters.question_answered": Told(LETTERS, gettext_lazy("Message to the clinician")),
    "letters.declined": Told(LETTERS, gettext_lazy("The clinician said no")),
    "letters.revoked": Told(LETTERS, gettext_lazy("Request to a clinician cancelled")),
    "letters.new_version": Told(LETTERS, gettext_lazy("New version of a letter begun")),
    "letters.uploaded": Told(LETTERS, gettext_lazy("Letter uploaded by the clinician")),
    "letters.started": Told(LETTERS, gettext_lazy("Letter started by the clinician")),
    "letters.signed": Told(LETTERS, gettext_lazy("Letter signed")),
    "planforms.added": Told(PACKET, gettext_lazy("The plan’s own form added")),
    "planforms.mapped": Told(PACKET, gettext_lazy("Said what belongs into the plan’s form")),
    "planforms.removed": Told(PACKET, gettext_lazy("The plan’s own form removed")),
    "planforms.downloaded": Told(PACKET, gettext_lazy("The plan’s own form downloaded")),
    "agreements.terms_saved": Told(REQUEST, gettext_lazy("Terms of the agreement saved")),
    "agreements.offer_recorded": Told(REQUEST, gettext_lazy("Offer written down")),
    "agreements.offer_changed": Told(REQUEST, gettext_lazy("Offer changed")),
    "agreements.offer_accepted": Told(REQUEST, gettext_lazy("Offer accepted")),
    "agreements.offer_refused": Told(REQUEST, gettext_lazy("Offer refused")),
    "agreements.offer_reopened": Told(REQUEST, gettext_lazy("Answer to an offer taken back")),
    "agreements.offer_removed": Told(REQUEST, gettext_lazy("Offer taken out of the list")),
    "agreements.rate_saved": Told(REQUEST, gettext_lazy("Rate of an offer saved")),
    "agreements.rate_removed": Told(REQUEST, gettext_lazy("Rate of an offer taken out")),
    "agreements.signed": Told(REQUEST, gettext_lazy("Agreement signed")),
    "agreements.unsigned": Told(REQUEST, gettext_lazy("Agreement is not signed after all")),
    "agreements.ended": Told(REQUEST, gettext_lazy("Talks about the agreement ended")),
    "packets.asked": Told(PACKET, gettext_lazy("Packet signed and asked for")),
    "packets.ready": Told(PACKET, gettext_lazy("Packet ready")),
    "packets.failed": Told(PACKET, gettext_lazy("Packet could not be made")),
    "packets.downloaded": Told(PACKET, gettext_lazy("Packet downloaded")),
    "packets.copy_downloaded": Told(PACKET, gettext_lazy("Copy of the packet downloaded")),
    "packets.sheet_taken": Told(PACKET, gettext_lazy("Sheet or letter downloaded")),
    "ladder.taken": Told(CALLS, gettext_lazy("Step up the ladder taken")),
    "ladder.changed": Told(CALLS, gettext_lazy("Step up the ladder changed")),
    "ladder.removed": Told(CALLS, gettext_lazy("Step up the ladder removed")),
    "complaints.started": Told(REQUEST, gettext_lazy("Complaint started")),
    "complaints.statement_saved": Told(REQUEST, gettext_lazy("Complaint written")),
    "complaints.sent": Told(REQUEST, gettext_lazy("Complaint sent")),
    "complaints.sending_changed": Told(REQUEST, gettext_lazy("Sending of a complaint changed")),
    "complaints.answered": Told(REQUEST, gettext_lazy("Answer to a complaint written down")),
    "complaints.withdrawn": Told(REQUEST, gettext_lazy("Complaint taken back")),
    "submissions.recorded": Told(PACKET, gettext_lazy("Sending recorded")),
    "submissions.proof_added": Told(PACKET, gettext_lazy("Proof of sending added")),
    "submissions.fax_asked": Told(PACKET, gettext_lazy("Fax asked for")),
    "submissions.fax_sending": Told(PACKET, gettext_lazy("Fax handed to the fax service"), staff_only=True),
    "submissions.fax_waiting": Told(PACKET, gettext_lazy("Fax waits for another try"), staff_only=True),
    "submissions.fax_delivered": Told(PACKET, gettext_lazy("Fax delivered")),
    "submissions.fax_partly": Told(PACKET, gettext_lazy("Fax: only some pages went through")),
    "submissions.fax_failed": Told(PACKET, gettext_lazy("Fax not delivered")),
    "submissions.fax_unclear": Told(PACKET, gettext_lazy("Fax: nobody knows whether it was sent")),
    "submissions.fax_stopped": Told(PACKET, gettext_lazy("Fax stopped")),
    "submissions.fax_settled": Told(PACKET, gettext_lazy("Fax settled by hand")),
    "renewals.used": Told(REQUEST, gettext_lazy("What was used written down")),
    "renewals.used_removed": Told(REQUEST, gettext_lazy("Entry of what was used taken out")),
    "renewals.started": Told(REQUEST, gettext_lazy("Renewal begun")),
    "renewals.saved": Told(REQUEST, gettext_lazy("Renewal changed")),
    "renewals.sent": Told(PACKET, gettext_lazy("Renewal sent")),
    "renewals.withdrawn": Told(REQUEST, gettext_lazy("Renewal taken back")),
    "renewals.change_added": Told(REQUEST, gettext_lazy("Change of plan or network written down")),
    "renewals.change_saved": Told(REQUEST, gettext_lazy("Change of plan or network changed")),
    "renewals.change_removed": Told(REQUEST, gettext_lazy("Change of plan or network taken out")),
    "followups.planned": Told(REMINDERS, gettext_lazy("Follow-up planned")),
    "followups.done": Told(REMINDERS, gettext_lazy("Follow-up done")),
    "followups.moved": Told(REMINDERS, gettext_lazy("Follow-up moved")),
    "followups.interval": Told(REMINDERS, gettext_lazy("How often to call changed")),
    "followups.recounted": Told(REMINDERS, gettext_lazy("Follow-up counted again from a corrected call")),
    "followups.cancelled": Told(REMINDERS, gettext_lazy("Follow-up cancelled")),
    "followups.reminded": Told(REMINDERS, gettext_lazy("Reminder sent by email")),
    "followups.paused": Told(REMINDERS, gettext_lazy("Reminders paused")),
    "followups.resumed": Told(REMINDERS, gettext_lazy("Reminders turned on again")),
}


_KINDS: dict[str, type[TextChoices]] = {
    "followups": FollowUpKind,
    "tracks": TrackKind,
    "appeals": AppealLevel,
    "papers": DocumentKind,
    "ladder": Rung,
}


@dataclass(frozen=True)
class Event:
    at: datetime
    title: str
    who: str
    kind: str
    is_internal: bool
    url: str = ""
    text: str = ""


def events(case: Case, *, seen_by: Actor, for_staff: bool, kind: str = "") -> list[Event]:
    """Newest first. Three queries, however many events. `kind` is a key of KINDS, or everything."""
    actions = frozenset(
        action
        for action, told in TOLD.items()
        if (for_staff or not told.staff_only) and (not kind or told.kind == kind)
    )
    entries = audit.entries_of_case(case, actions=actions)
    names = _names(
        case, {entry.user_id for entry in entries if entry.user_id is not None}, for_staff=for_staff
    )
    return [_event(entry, names, seen_by) for entry in entries]


def _event(entry: AuditEntry, names: dict[int, str], seen_by: Actor) -> Event:
    told = TOLD[entry.action]
    if entry.user_id is None:
        who = _("The clinician") if entry.actor.startswith("clinician:") else _("The system")
    elif entry.user_id == seen_by.user_id:
        who = _("You")
    else:
        who = names.get(entry.user_id, _("The admissions team"))
    return Event(entry.at, str(told.text), who, told.kind, told.staff_only, text=_text(entry))


def _text(entry: AuditEntry) -> str:
    """Which call, packet or follow-up it was, and for which day, as far as the entry says it."""
    details = entry.details
    area = entry.action.partition(".")[0]
    number = details.get("number") if area == "packets" else details.get("packet")
    if area in ("packets", "submissions") and number:
        return _("Packet %(number)s") % {"number": number}
    names = dict(_KINDS.get(area, CallKind).choices)
    name = str(names.get(details.get("kind"), ""))
    day = details.get("due_on")
    return f"{name}: {weekday_date(date.fromisoformat(day))}" if name and day else name


def _names(case: Case, user_ids: set[int], *, for_staff: bool) -> dict[int, str]:
    """By the name this case knows; a colleague is, to the patient's side, the facility."""
    found: dict[int, str] = {}
    own = CaseAccess.objects.filter(case=case, user_id__in=user_ids).order_by("created_at")
    for access in own:
        found[access.user_id] = {
            CaseAccess.Relation.HELPER: access.display_name or _("A helper"),
            CaseAccess.Relation.CAREGIVER: _("The caregiver"),
            CaseAccess.Relation.PATIENT: _("The patient"),
        }[CaseAccess.Relation(access.relation)]
    for user in User.objects.filter(pk__in=user_ids - set(found)).only("pk", "full_name"):
        own_name = user.full_name if for_staff else case.organization.name
        found[user.pk] = own_name or _("The admissions team")
    return found
