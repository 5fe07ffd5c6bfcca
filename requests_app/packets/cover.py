"""The fax cover: to whom, how many pages, no patient and no care."""

from __future__ import annotations

from django.utils.translation import gettext as _

from requests_app.casefile import schema
from requests_app.models import Recipient
from requests_app.packets import wording
from requests_app.packets.complaint import cover_name
from requests_app.packets.decision import told_at_opening
from requests_app.packets.denial import is_external
from requests_app.packets.letters_of_case import is_expedited
from requests_app.packets.parts import Cover, Options
from requests_app.packets.proof import Proof


def cover(case: schema.CaseFile, options: Options, proof: Proof) -> Cover:
    is_fast = is_expedited(case, options)
    match options.recipient:
        case Recipient.CLINICIAN:
            return Cover(to=_("The clinician"), team=_("Medical records"), fax="", expedited=False)
        case Recipient.REGULATOR:
            name = cover_name(case, options, proof) or _("The regulator of the plan")
            return Cover(to=name, team=_("Complaints"), fax="", expedited=False)
        case Recipient.APPEAL if is_external(case, options.about):
            return Cover(to=_("The external reviewer"), team="", fax="", expedited=is_fast)
        case Recipient.APPEAL:
            return Cover(to=wording.plan_name(case), team=_("Appeals"), fax="", expedited=is_fast)
        case Recipient.BILL:
            return Cover(to=wording.plan_name(case), team=_("Claims"), fax="", expedited=False)
    return Cover(
        to=wording.plan_name(case),
        team=told_at_opening(case, "deciding_team") or _("Utilization management"),
        fax=told_at_opening(case, "send_fax"),
        expedited=is_fast,
    )
