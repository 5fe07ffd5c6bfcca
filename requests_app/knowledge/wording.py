"""Plan types and confidence in plain words, for the page that says why we say something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.knowledge.records import Confidence

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CONFIDENCE: dict[Confidence, StrOrPromise] = {
    Confidence.VERIFIED: _(
        "We read it on an official page or in a reprint of the rule itself, or in two sources that do not "
        "copy each other."
    ),
    Confidence.SEEN: _("We read it in one source that is not the official text."),
    Confidence.RECALLED: _("It is from memory. We found no source that we can show you."),
}
STILL_OPEN = _("A part of it is still to be checked.")
CONFIRM = _("Confirm it by phone before you count on it. We do not print it as a rule.")

PLAN_TYPES: dict[str, StrOrPromise] = {
    "all": _("all plans"),
    "all_private": _("plans from a job, a school or an insurer"),
    "commercial": _("plans from a job, a school or an insurer"),
    "erisa_self_funded": _("job plans that a private employer pays for itself"),
    "group_fully_insured": _("job plans that a private employer buys from an insurer"),
    "fully_insured": _("plans that the state regulates (insurance bought from an insurer)"),
    "fully_insured_hmo": _("HMOs that the state regulates"),
    "fully_insured_ppo": _("PPOs that the state regulates"),
    "fully_insured_epo": _("EPOs that the state regulates"),
    "fully_insured_managed_care": _("managed-care plans that the state regulates"),
    "fully_insured_small_group_ppo": _("PPOs of small employers that the state regulates"),
    "fully_insured_cdi_regulated": _("plans that the California Department of Insurance regulates"),
    "fully_insured_limited_health_service": _("limited health service plans that the state regulates"),
    "individual_on_exchange": _("plans bought through a Marketplace"),
    "individual_ffe": _("plans bought through the federal Marketplace"),
    "individual_sbe": _("plans bought through a state’s own Marketplace"),
    "individual_off_exchange": _("plans bought directly from an insurer"),
    "student_insured": _("student plans bought from an insurer"),
    "student_self_funded": _("student plans that the school pays for itself"),
    "nonfederal_government": _("plans of states, counties, cities and public schools"),
    "nonfederal_self_funded": _("plans that a state, county, city or public school pays for itself"),
    "church_self_funded": _("plans that a church pays for itself"),
    "fehb": _("plans for federal employees"),
    "medicare": _("Medicare"),
    "medicare_advantage": _("Medicare Advantage plans"),
    "original_medicare": _("Original Medicare"),
    "medicaid": _("Medicaid"),
    "medicaid_mco": _("Medicaid health plans"),
    "medicaid_ffs": _("Medicaid straight from the state"),
    "chip_mco": _("CHIP health plans"),
    "chip_ffs": _("CHIP straight from the state"),
    "essential_plan": _("New York’s Essential Plan"),
    "nyship": _("NYSHIP, the plan of New York’s public employees"),
    "tricare": _("TRICARE"),
    "va": _("VA health care"),
}
