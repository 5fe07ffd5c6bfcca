"""Where a check comes from: a record of the library, or a plain sentence where there is none."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# The record of what forms ask for about the provider, the diagnosis, the number of visits and the first date.
FORM_LIST = "practice-any-provider-details"
FORM_FIELDS = _("Request forms of several plans have a box for it (read November 2026)")
REVIEW = _("Our advice: reviewers look for it. It is not a rule")
HONEST = _("Our rule: an office that could help is always shown, with the reason it does not work")
NPI_RULE = _("45 CFR 162.406: the last number of an NPI is a check digit")
TAX_ID = _("IRS list of the first two numbers of tax IDs")
ICD = _("ICD-10-CM, the list of diagnosis codes of the CDC and CMS")
REFUSALS = _("Reasons for refusal that billing offices and plans write about (read November 2026)")
