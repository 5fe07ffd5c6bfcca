"""How much each section of a packet would hold, for the page on which sections are chosen."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.casefile.logged import logged
from requests_app.casefile.schema import CaseFile
from requests_app.common.dates import long_date
from requests_app.common.time_zones import day_at
from requests_app.packets import asked, exhibits
from requests_app.packets.parts import Section
from requests_app.packets.proof import Proof


def section_hints(case: CaseFile, proof: Proof) -> dict[str, str]:
    offices, calls = len(logged(case)), len(case.insurer_calls)
    told = any((case.story.need_now, case.story.tried, case.story.waiting))
    return {
        Section.SEARCH: ngettext("%(count)d office", "%(count)d offices", offices) % {"count": offices}
        if offices
        else _("No office is logged yet"),
        Section.PICTURE: _picture(proof) if offices else _("No office is logged yet"),
        Section.SIGNED_CALLS: _signed(case, proof),
        Section.ASKED: _asked(case),
        Section.CALLS: ngettext("%(count)d call", "%(count)d calls", calls) % {"count": calls}
        if calls
        else _("No call is logged yet"),
        Section.STATEMENT: _("In your own words, as you typed it")
        if told
        else _("You have not told your story yet"),
        Section.RULES: _rules(len(proof.rules)),
        Section.EXHIBITS: _exhibits(case),
    }


def _picture(proof: Proof) -> str:
    measures = proof.measures
    if measures and (measures.wait_limit or measures.distance_limit):
        return _("Each office, beside the standard for your plan")
    return _("Each office. We have no confirmed standard for your plan, so none is drawn")


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


def _exhibits(case: CaseFile) -> str:
    count = sum(len(capture.page_keys) for _about, capture in exhibits.chosen(case))
    if not count:
        return _("No page is kept yet")
    return ngettext("%(count)d page", "%(count)d pages", count) % {"count": count}
