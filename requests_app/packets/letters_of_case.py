"""What signed letters mean for the request: speed, and who can be called from doctor to doctor."""

from __future__ import annotations

from datetime import date

from requests_app.casefile import schema
from requests_app.common.time_zones import day_at
from requests_app.models import Recipient
from requests_app.packets.denial import appeal_in
from requests_app.packets.parts import Options


def is_expedited(case: schema.CaseFile, options: Options | None = None) -> bool:
    """Whether a fast answer is asked for. An appeal says so itself: its clock is counted by that."""
    appeal = appeal_in(case, options.about) if options and options.recipient == Recipient.APPEAL else None
    if appeal is not None:
        return appeal.is_expedited and case.care.timing != "OVER"
    return case.care.asks_for_speed or urgent_letter(case) is not None


def urgent_letter(case: schema.CaseFile) -> schema.ClinicianLetter | None:
    """The newest letter whose clinician signed that waiting could do harm, and why."""
    if case.care.timing == "OVER":
        return None
    signed = [one for one in case.letters if one.answers.is_urgent and one.answers.urgent_reason]
    return signed[-1] if signed else None


def peer_contact(case: schema.CaseFile) -> schema.ClinicianAnswers | None:
    """Who can be called to talk doctor to doctor: the newest letter that names a number."""
    return next((one.answers for one in reversed(case.letters) if one.answers.phone), None)


def peer_to_peer(case: schema.CaseFile) -> schema.PeerToPeer | None:
    """The newest call between the doctors for which somebody wrote down how the clinician is reached."""
    return next((one for one in reversed(case.peer_to_peers) if one.clinician_phone), None)


def signed_day(letter: schema.ClinicianLetter, case: schema.CaseFile) -> date:
    return day_at(letter.signed_at, zone=case.time_zone)
