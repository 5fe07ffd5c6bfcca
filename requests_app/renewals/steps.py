"""The steps from an approval to the next one, each with its state and its page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.models import Case, ClinicianState, PacketState, Recipient, Renewal
from requests_app.models.renewals import RenewalState
from requests_app.renewals import queries
from requests_app.renewals.presenters import url_of

WAITS = (ClinicianState.SENT, ClinicianState.OPENED, ClinicianState.STARTED)


@dataclass(frozen=True)
class Step:
    title: str
    status: str
    url: str = ""
    note: str = ""


def steps(case: Case, renewal: Renewal) -> list[Step]:
    """Those of a renewal that was sent are behind it; what is left is the plan’s answer."""
    if renewal.state != RenewalState.PREPARING:
        return []
    packets = list(renewal.packets.values_list("state", flat=True))
    has_ask = renewal.starts_on is not None and renewal.ends_on is not None
    is_ready = PacketState.READY in packets
    return [
        Step(
            _("Say what you ask for next"),
            "DONE" if has_ask else "TO_DO",
            url_of("what_next", case, renewal.public_id),
        ),
        _network(case, renewal),
        _progress(case, renewal),
        Step(
            _("Make the packet"),
            "DONE" if is_ready else "STARTED" if packets else "TO_DO" if has_ask else "CANNOT_START",
            packet_url(case, renewal) if has_ask else "",
            "" if has_ask else _("Say what you ask for next first."),
        ),
        Step(
            _("Send it"),
            "TO_DO" if is_ready else "CANNOT_START",
            reverse("submissions:send", args=[case.public_id]) if is_ready else "",
            "" if is_ready else _("Make the packet first."),
        ),
    ]


def next_step(case: Case, renewal: Renewal) -> Step | None:
    found = steps(case, renewal)
    return next((one for one in found if one.url and one.status in ("TO_DO", "STARTED")), None)


def packet_url(case: Case, renewal: Renewal) -> str:
    url = reverse("packets:options", args=[case.public_id])
    return f"{url}?for={Recipient.RENEWAL}&about={renewal.public_id}"


def answer_url(case: Case, renewal: Renewal) -> str:
    """Where the plan’s answer to it is written down."""
    if renewal.state != RenewalState.SENT:
        return ""
    return f"{reverse('decisions:answer_add', args=[case.public_id])}?renewal={renewal.public_id}"


def _network(case: Case, renewal: Renewal) -> Step:
    found, _offices = queries.retest_of(case, queries.approved_on(renewal.decision))
    is_done = bool(renewal.still_no_office) and renewal.retested_on is not None
    note = ngettext("%(number)s office called again", "%(number)s offices called again", found.done) % {
        "number": found.done
    }
    return Step(
        _("Look at the network again"),
        "DONE" if is_done else "STARTED" if found.done else "TO_DO",
        url_of("retest", case, renewal.public_id),
        note if found.done else _("A few calls are enough."),
    )


def _progress(case: Case, renewal: Renewal) -> Step:
    asked = case.clinician_requests.filter(
        purpose="RENEWAL", asked_at__gte=renewal.started_at, revoked_at__isnull=True, state__in=WAITS
    ).exists()
    status = "DONE" if renewal.progress else "WAITING" if asked else "TO_DO"
    return Step(
        _("Get the progress from your clinician"), status, url_of("progress", case, renewal.public_id)
    )
