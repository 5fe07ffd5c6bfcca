"""Sentences about files a plan lets its members download (FHIR): why one is refused, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSALS: dict[str, StrOrPromise] = {
    # what it is instead
    "fhir.patient": _(
        "This file holds your name and address (Patient), not what the plan paid. Look for claims, "
        "“Explanation of Benefits” or “EOB” in the download"
    ),
    "fhir.coverage": _(
        "This file tells which plan you have (Coverage), not what it paid. Look for claims, "
        "“Explanation of Benefits” or “EOB” in the download"
    ),
    "fhir.claim": _(
        "This is a claim as the office sent it (Claim), not what the plan paid. Look for "
        "“Explanation of Benefits” or “EOB” in the download"
    ),
    "fhir.claim_response": _(
        "This is an answer to the office (ClaimResponse), not the statement for you. Look for "
        "“Explanation of Benefits” or “EOB” in the download"
    ),
    "fhir.other_resource": _(
        "This file holds something else (%(resource)s), not what the plan paid. Look for claims, "
        "“Explanation of Benefits” or “EOB” in the download"
    ),
    "fhir.no_statement": _(
        "There is no statement (EOB) in this file, only: %(found)s. Look for claims, "
        "“Explanation of Benefits” or “EOB” in the download"
    ),
    "fhir.empty_bundle": _(
        "The plan answered with an empty list, so there is nothing to check. Choose a longer time, and "
        "download it again"
    ),
    "fhir.server_said": _(
        "This is not a statement but a message of the plan’s computer: %(said)s. Download the file again"
    ),
    "fhir.not_fhir": _(
        "This is not a statement in the form we know (FHIR). Choose another file, or type the numbers"
    ),
    "fhir.xml": _("This file is in the form XML. Download it as JSON, or type the numbers from the paper"),
    "fhir.older": _(
        "This file is of an older version (FHIR STU3), where amounts stand in other places. Download it "
        "in version R4: Medicare calls that Blue Button 2.0, version 2"
    ),
    "fhir.newer": _(
        "This file is of a newer version (FHIR R5), where amounts stand in other places. Download it in "
        "version R4, or type the numbers from the paper"
    ),
    # what is wrong with it
    "fhir.cut_off": _("The file ends in the middle, so a part is missing. Download it again"),
    "fhir.not_json": _("The file is damaged in line %(place)s, so we did not read it. Download it again"),
    "fhir.too_deep": _("This file is not made as files of a plan are, so we did not read it"),
    "fhir.too_large": _("This file holds more than we read at once. Download a shorter time"),
    # claims that cannot be taken over, where there is no other in the file
    "fhir.not_dollars": _("The amounts are in another currency (%(currency)s). We can only check US dollars"),
    "fhir.no_currency": _(
        "The file does not say in which currency its amounts are, and we do not guess. Type the numbers "
        "from the paper"
    ),
    "fhir.draft": _("This statement is marked as a draft. Wait for the final one"),
    "fhir.entered_in_error": _(
        "The plan marked this statement as made by mistake. There is nothing to check"
    ),
    "fhir.preauthorization": _(
        "This is an answer to a request made ahead (prior authorization), not to a bill. Add it under "
        "“Get the answer in writing”"
    ),
    "fhir.predetermination": _("This says what a plan would pay, not what it paid. Wait for the bill"),
    "fhir.too_many_lines": _("A claim in this file has more than %(most)s lines. We cannot take it over"),
    "fhir.unfit": _("The numbers in this file are not of a kind we can check. Type them from the paper"),
    "fhir.nothing_left": _(
        "None of the statements in this file can be checked: drafts, mistakes or estimates"
    ),
}

NOTES: dict[str, StrOrPromise] = {
    # the file
    "fhir.others_left": _(
        "The file also holds other things, which we used only to see whose claims these are: %(found)s"
    ),
    "fhir.more_pages": _("This is one page of a longer list. The plan has more: download the next page, too"),
    "fhir.several_people": _("The file has claims of more than one person"),
    "fhir.same_twice": _("%(count)s claims are in the file twice. We took each once"),
    "fhir.broken_line": _("Line %(line)s of the file is damaged, so we left it out"),
    "fhir.more_notes": _("%(count)s more notes are not shown"),
    # a claim that was left out
    "fhir.not_dollars": _("it is in another currency (%(currency)s), so we left it out"),
    "fhir.no_currency": _("it does not say in which currency it is, so we left it out"),
    "fhir.draft": _("it is a draft, so we left it out"),
    "fhir.entered_in_error": _("the plan marked it as made by mistake, so we left it out"),
    "fhir.preauthorization": _("it is an answer to a prior authorization, not a bill, so we left it out"),
    "fhir.predetermination": _("it says what the plan would pay, not what it paid, so we left it out"),
    "fhir.too_many_lines": _("it has more than %(most)s lines, so we left it out"),
    "fhir.unfit": _("its numbers are not of a kind we can check, so we left it out"),
    # a claim that was taken over
    "fhir.cancelled": _("the plan took it back"),
    "fhir.replaced_by": _("the plan says that claim %(number)s took its place"),
    "fhir.not_decided": _("the plan has not decided it yet"),
    "fhir.network_both": _(
        "it says in network and out of network at once, so we count the network as not shown"
    ),
    "fhir.network_other": _(
        "it says “other” where the network is told, so we count the network as not shown"
    ),
    "fhir.network_of_provider": _(
        "it tells if the provider has a contract with the plan, but not if the claim was paid in network"
    ),
    "fhir.no_amounts": _("the file shows no amounts. Some plans leave them out: look at the paper"),
    "fhir.amounts_odd": _("%(count)s amounts are not dollars and cents, so we left them out"),
    "fhir.amounts_twice": _("%(count)s amounts are told twice and differ, so we left them out"),
    "fhir.amounts_unread": _("we do not know what these amounts mean, so we left them out: %(codes)s"),
    "fhir.totals_differ": _("its total is told twice: %(first)s and %(second)s. We took the first"),
    "fhir.payment_differs": _("the total says the plan paid %(total)s, the payment says %(payment)s"),
    "fhir.paid_two_ways": _(
        "the plan says it owes %(payable)s, and that it paid out %(paid)s. Ask where the rest is"
    ),
    "fhir.not_covered_by_whom": _(
        "part of the charge is not covered, and the file does not show that you owe it"
    ),
    "fhir.dates_odd": _("its dates are not whole days or do not follow each other, so we left them out"),
    "fhir.added_lines": _("the plan added lines that the office did not bill"),
    "fhir.codes_of_plan": _("reasons in the plan’s own codes: %(codes)s"),
    "fhir.plan_wrote": _("the plan wrote: “%(said)s”"),
}
