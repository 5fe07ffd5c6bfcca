"""The same tasks as the patient sees, as one line each, with the pages staff can open to do them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from requests_app.cases import progress
from requests_app.letters.standing import Standing
from requests_app.models import Case, Packet, PacketState, Submission

# Where each task of the question pages is checked: (route, its `task`).
CHECK_PAGES = ("you", "plan", "care", "provider", "why", "story")


@dataclass(frozen=True)
class Line:
    title: LazyText | str
    status: str
    url: str
    note: str = ""


def lines(
    case: Case,
    *,
    offices: int,
    calls: int,
    packets: list[Packet],
    submissions: list[Submission],
    letter: Standing,
    may_edit: bool,
    may_edit_story: bool = True,
) -> list[Line]:
    """Who may only look, at all or at the person’s own words, is led to the answers without Change links."""
    own = {"case_id": case.public_id}
    states = progress.task_states(case)
    found = [
        Line(
            progress.TASK_TITLES[task],
            states[task].status,
            reverse(
                "intake:check" if may_edit and (task != "story" or may_edit_story) else "intake:read",
                kwargs={**own, "task": task},
            ),
            ", ".join(str(one) for one in states[task].missing[:3]),
        )
        for task in CHECK_PAGES
    ]
    found.append(
        Line(
            _("Calls with the plan"),
            "DONE" if calls and case.is_sent else "STARTED" if calls else "TO_DO",
            reverse("insurer_calls:call_list", kwargs=own),
            npgettext("of calls", "%(number)d logged", "%(number)d logged", calls) % {"number": calls},
        )
    )
    found.append(
        Line(
            _("In-network offices"),
            "DONE" if offices >= progress.ENOUGH_OFFICES else "STARTED" if offices else "TO_DO",
            reverse("outreach:office_list", kwargs=own),
            npgettext("of offices", "%(number)d logged", "%(number)d logged", offices) % {"number": offices},
        )
    )
    found.append(
        Line(_("Letter from a clinician"), letter.status, reverse("clinicians:ask_list", kwargs=own))
    )
    return [*found, *_asking(case, packets, submissions)]


def _asking(case: Case, packets: list[Packet], submissions: list[Submission]) -> list[Line]:
    own = {"case_id": case.public_id}
    newest = packets[0] if packets else None
    packet_status = "TO_DO" if progress.ready_for_packet(case) else "CANNOT_START"
    if newest is not None:
        packet_status = {
            PacketState.READY: "DONE",
            PacketState.FAILED: "PROBLEM",
        }.get(PacketState(newest.state), "STARTED")
    is_ready = any(one.state == PacketState.READY for one in packets)
    return [
        Line(
            _("Packet"),
            packet_status,
            reverse("packets:packet_list", kwargs=own),
            _("Version %(number)d") % {"number": newest.number} if newest else "",
        ),
        Line(
            _("Sending"),
            "DONE" if submissions else "TO_DO" if is_ready else "CANNOT_START",
            reverse("submissions:send", kwargs=own) if is_ready or submissions else "",
            "" if is_ready or submissions else _("Needs a packet first"),
        ),
    ]
