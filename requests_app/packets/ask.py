"""The ask in one sentence, and as lines that can be ticked: what a reader of this kind is asked to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.casefile import schema
from requests_app.models import Recipient
from requests_app.packets import wording
from requests_app.packets.wording import AGREEMENT, BOTH, GAP

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


OUTSIDE = "OUTSIDE"
_ASKS: dict[str, StrOrPromise] = {
    OUTSIDE: gettext_lazy(
        "We ask the reviewer to decide that %(plan)s covers %(provider)s, out of network, at "
        "in-network cost share%(when)s, for the services below."
    ),
    Recipient.APPEAL: gettext_lazy(
        "We ask %(plan)s to change its decision and to cover %(provider)s, out of network, at in-network "
        "cost share%(when)s, for the services below."
    ),
    Recipient.RENEWAL: gettext_lazy(
        "We ask %(plan)s to go on covering %(provider)s, out of network, at in-network cost "
        "share%(when)s, for the services below."
    ),
    GAP: gettext_lazy(
        "We ask %(plan)s to cover %(provider)s, out of network, at in-network cost share%(when)s, for the "
        "services below."
    ),
    AGREEMENT: gettext_lazy(
        "We ask %(plan)s to make a single case agreement with %(provider)s, out of network%(when)s, for "
        "the services below."
    ),
    BOTH: gettext_lazy(
        "We ask %(plan)s to cover %(provider)s, out of network, at in-network cost share, and to make a "
        "single case agreement with this provider%(when)s, for the services below."
    ),
}


def ask_sentence(
    case: schema.CaseFile, recipient: str = Recipient.INSURER, *, is_outside: bool = False
) -> str:
    """The ask in one sentence, from the facts that are known. `is_outside`: not the plan reads it."""
    span = wording.span_text(case.care.starts_on, case.care.ends_on)
    facts = {
        "plan": wording.plan_name(case),
        "provider": wording.provider_name(case),
        "when": f", {span}" if span else "",
    }
    key = recipient if recipient in _ASKS else wording.request_kind(case)
    return str(_ASKS[OUTSIDE if is_outside and recipient == Recipient.APPEAL else key]) % facts


def what_is_asked(case: schema.CaseFile, recipient: str = Recipient.INSURER) -> list[str]:
    """The decision as lines that can be ticked and copied."""
    kind = wording.request_kind(case)
    return [
        *([_("Reverse the denial of this request")] if recipient == Recipient.APPEAL else []),
        *([_("Review it after care (retrospective review)")] if case.care.timing == "OVER" else []),
        *(_extended(kind) if recipient == Recipient.RENEWAL else _begun(kind)),
        _("Apply the in-network deductible and yearly limit"),
        _("Cover facility and professional fees"),
        _("Send the decision in writing"),
    ]


def _begun(kind: str) -> list[str]:
    return [
        *([] if kind == AGREEMENT else [_("Approve the in-network benefit for this provider")]),
        *([] if kind == GAP else [_("Start a single case agreement with this provider")]),
    ]


def _extended(kind: str) -> list[str]:
    return [
        _("Extend the approval for this provider by the dates and the amount asked for"),
        *([] if kind == GAP else [_("Extend the single case agreement with this provider")]),
    ]
