"""Sentences about remittance files (X12 835): why one is refused, and what in one does not add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSALS: dict[str, StrOrPromise] = {
    "x12.no_start": _(
        "This file begins in the middle: its first part (ISA) is missing or damaged. Download it again"
    ),
    "x12.cut_off": _("This file ends in the middle, so part of the payments is missing. Download it again"),
    "x12.broken": _(
        "The parts of this file do not fit together, so we cannot tell what is missing. Download it again"
    ),
    "x12.empty": _("This is an X12 file with nothing in it. Download it again"),
    "x12.no_claims": _("This remittance file (835) holds no claims, only payments between plan and office"),
    "x12.nothing_readable": _(
        "None of the %(count)s claims in this remittance file can be read. Download it again, or ask "
        "who sent it"
    ),
    "x12.too_large": _("This file holds more than we read at once. Ask for files of a shorter time"),
    "x12.currency": _(
        "This remittance file has amounts in another currency (%(currency)s). We can only check US dollars"
    ),
    "x12.old_guide": _(
        "This remittance file is of the old version 4010 (%(guide)s). We read version 5010. Ask the "
        "sender for it"
    ),
    "x12.other_guide": _(
        "This remittance file is of a version we do not read (%(guide)s). We read version 5010"
    ),
    "x12.is_837": _(
        "This is a claim as the office sent it (X12 837), not what the plan paid. Choose the remittance "
        "file (835)"
    ),
    "x12.is_834": _("This is a list of who has a plan (X12 834), not what the plan paid. Choose the 835"),
    "x12.is_820": _("This is a payment of premiums (X12 820), not what the plan paid. Choose the 835"),
    "x12.is_270": _("This is a question about coverage (X12 270), not what the plan paid. Choose the 835"),
    "x12.is_271": _("This is an answer about coverage (X12 271), not what the plan paid. Choose the 835"),
    "x12.is_275": _("This is papers for a claim (X12 275), not what the plan paid. Choose the 835"),
    "x12.is_276": _("This is a question about a claim (X12 276), not what the plan paid. Choose the 835"),
    "x12.is_277": _(
        "This says where a claim stands (X12 277), not what the plan paid. Choose the remittance file (835)"
    ),
    "x12.is_278": _(
        "This is about an authorization (X12 278), not what the plan paid. Choose the remittance file (835)"
    ),
    "x12.is_997": _("This says that a file arrived (X12 997), not what the plan paid. Choose the 835"),
    "x12.is_999": _("This says that a file arrived (X12 999), not what the plan paid. Choose the 835"),
    "x12.is_ta1": _("This says that a file arrived (X12 TA1), not what the plan paid. Choose the 835"),
    "x12.is_other": _(
        "This is an X12 file of another kind (%(kind)s), not what the plan paid. Choose the remittance "
        "file (835)"
    ),
}

NOTES: dict[str, StrOrPromise] = {
    # the envelope: told, because the money is added up on its own
    "x12.test_file": _("The sender marked this file as a test. Ask if its payments are real"),
    "x12.no_end": _("The last lines of the envelope are missing. The payments in it are whole"),
    "x12.after_the_end": _("After the end of the file there is more, which we did not read"),
    "x12.group_count": _("The file says it holds %(told)s groups, and we counted %(counted)s"),
    "x12.transaction_count": _("A group says it holds %(told)s payments, and we counted %(counted)s"),
    "x12.segment_count": _("A payment says it holds %(told)s segments, and we counted %(counted)s"),
    "x12.control_number": _("A part begins with the control number %(start)s and ends with %(end)s"),
    "x12.other_left_out": _("We left out %(count)s parts of another kind (X12 %(kind)s)"),
    "x12.more_notes": _("%(count)s more notes are not shown"),
    # the payment
    "x12.payment_smaller": _(
        "Payment %(number)s is %(amount)s smaller than its claims: this part is between the plan and "
        "the office (PLB)"
    ),
    "x12.payment_larger": _(
        "Payment %(number)s is %(amount)s larger than its claims: this part is between the plan and "
        "the office (PLB)"
    ),
    "x12.payment_off": _(
        "Payment %(number)s does not add up: its claims come to %(counted)s, the payment is %(told)s, "
        "the difference is %(difference)s"
    ),
    "x12.payment_missing": _("Payment %(number)s does not say how much was paid in all"),
    "x12.payment_unreadable": _(
        "Payment %(number)s has an amount that we cannot read, so we did not add it up"
    ),
    # a claim
    "x12.pricing_only": _("only a price that was asked for ahead, not a claim, so we left it out"),
    "x12.claim_too_long": _("more lines or codes than we can keep, so we left it out"),
    "x12.claim_unreadable": _("an amount in it cannot be read, so we left it out"),
    "x12.no_payment": _("it does not say what the plan paid"),
    "x12.claim_off": _(
        "it does not add up: charge less adjustments is %(counted)s, paid is %(told)s, "
        "the difference is %(difference)s"
    ),
    "x12.charges_off": _(
        "its lines come to %(counted)s, its total is %(told)s, the difference is %(difference)s"
    ),
    "x12.person_off": _(
        "the patient’s share in its codes is %(counted)s, its total says %(told)s, "
        "the difference is %(difference)s"
    ),
    "x12.line_off": _(
        "line %(line)s does not add up: charge less adjustments is %(counted)s, paid is %(told)s, "
        "the difference is %(difference)s"
    ),
    "x12.odd_adjustment": _("an adjustment has no group, reason or amount that we know"),
    "x12.taken_back_above_zero": _("it is marked as taken back, but its amounts are not below zero"),
    "x12.forwarded": _("the plan sent it on to another plan"),
    "x12.not_ours": _("the plan says it is not theirs, and sent it on"),
    "x12.name_corrected": _("the plan corrected the name or the member number of the patient"),
    "x12.code_changed": _(
        "line %(line)s was billed as %(billed)s, and the plan processed it as %(processed)s"
    ),
    "x12.pharmacy_codes": _("line %(line)s has codes of a pharmacy, which we do not read"),
}
