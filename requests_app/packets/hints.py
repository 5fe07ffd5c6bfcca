"""How much each section of a packet would hold, for the page on which sections are chosen."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.casefile.logged import logged
from requests_app.casefile.schema import CaseFile
from requests_app.common.dates import long_date
from requests_app.common.time_zones import day_at
from requests_app.models import Recipient
from requests_app.packets import asked, clinician_part, exhibits, timeline
from requests_app.packets.parts import Section
from requests_app.packets.proof import Proof


def section_hints(case: CaseFile, proof: Proof, recipient: str = Recipient.INSURER) -> dict[str, str]:
    offices, calls = len(logged(case)), len(case.insurer_calls)
    no_office = _("No office is logged yet")
    return {
        Section.SEARCH: _offices(offices) if offices else no_office,
        Section.PICTURE: _picture(proof) if offices else no_office,
        Section.CLINICIAN: _letters(case),
        Section.MATCH: _match(case),
        Section.STATEMENT: _story(case),
        Section.SIGNED_CALLS: _signed(case, proof),
        Section.ASKED: _asked(case),
        Section.CALLS: _calls(calls) if calls else _("No call is logged yet"),
        Section.TIMELINE: _("1 page or more, in the order of the days")
        if timeline.has_events(case)
        else _("Nothing with a date is written down yet"),
        Section.RULES: _rules(len(proof.rules)),
        Section.EXHIBITS: _exhibits(case, recipient),
        Section.COVER: _("1 page. It names no patient"),
    }


def _offices(number: int) -> str:
    return ngettext("%(count)d office", "%(count)d offices", number) % {"count": number}


def _calls(number: int) -> str:
    return ngettext("%(count)d call", "%(count)d calls", number) % {"count": number}


def _story(case: CaseFile) -> str:
    told = any((case.story.need_now, case.story.tried, case.story.waiting))
    return _("In your own words, as you typed it") if told else _("You have not told your story yet")


def _match(case: CaseFile) -> str:
    if clinician_part.has_match(case):
        return _("What the care needs, beside what the provider has")
    return _("Nothing is written down about the provider yet")


def _letters(case: CaseFile) -> str:
    count = len(case.letters)
    if not count:
        return _("No clinician has signed a letter yet")
    return ngettext("%(count)d signed letter", "%(count)d signed letters", count) % {"count": count}


def _picture(proof: Proof) -> str:
    measures = proof.measures
    if measures and (measures.wait_limit or measures.distance_limit):
        return _("1 page: each office, beside the standard for your plan")
    return _("1 page: each office. We have no confirmed standard for your plan, so none is drawn")


def _signed(case: CaseFile, proof: Proof) -> str:
    if case.calls_statement is None:
        return _("Not signed yet")
    if proof.log_changed:
        return _("Signed, but your log changed since. The packet says so")
    signed_on = day_at(case.calls_statement.signed_at, zone=case.time_zone)
    return _("Signed on %(date)s") % {"date": long_date(signed_on)}


def _asked(case: CaseFile) -> str:
    tracks = sum(1 for one in case.tracks if asked.is_told(one))
    questions = len(asked.questions_of(case))
    if not tracks and not questions:
        return _("None is written down yet")
    parts = {
        "requests": ngettext("%(count)d request", "%(count)d requests", tracks) % {"count": tracks},
        "questions": ngettext("%(count)d question", "%(count)d questions", questions) % {"count": questions},
    }
    return _("%(requests)s and %(questions)s") % parts


def _rules(count: int) -> str:
    if not count:
        return _("We have no confirmed rule for your plan yet")
    return ngettext("%(count)d rule, with its source", "%(count)d rules, with their sources", count) % {
        "count": count
    }


def _exhibits(case: CaseFile, recipient: str) -> str:
    found = exhibits.chosen(case, recipient)
    count = sum(len(one.page_keys) for one in found)
    if not found:
        return _("Nothing is marked for the packet yet")
    pages = ngettext("%(count)d page", "%(count)d pages", count) % {"count": count}
    papers = ngettext("%(count)d paper", "%(count)d papers", len(found)) % {"count": len(found)}
    told = _("%(papers)s, %(pages)s") % {"papers": papers, "pages": pages}
    if count > exhibits.MOST_PAGES:
        return _("%(told)s. The first %(limit)s pages are printed") % {
            "told": told,
            "limit": exhibits.MOST_PAGES,
        }
    return told
