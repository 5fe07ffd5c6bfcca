"""What to say on the phone about an answer: one question for each point that is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.decisions.match_texts import line_title, value_text
from requests_app.decisions.matching import About, Matched, Pair, Point, Verdict
from requests_app.decisions.shown import POINTS, is_yes
from requests_app.models import Answer, Case, Decision, Stated

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ASK_POINT: dict[str, StrOrPromise] = {
    "provider_named": gettext_lazy("“Which provider does the approval name? Please add mine to it.”"),
    "facility_fees": gettext_lazy("“Does it cover the facility’s fees? Please put that in writing.”"),
    "professional_fees": gettext_lazy(
        "“Does it cover the professional’s fees, too? Please put that in writing.”"
    ),
    "in_network_cost_share": gettext_lazy(
        "“Do I pay the in-network cost share for this? Where does it say so?”"
    ),
    "in_network_deductible": gettext_lazy("“Does it count toward my in-network deductible?”"),
    "rate_signed": gettext_lazy("“Is there a signed rate with the provider? If not, who works on it?”"),
    "no_billing_the_rest": gettext_lazy(
        "“May the provider bill me the rest? Please confirm in writing that they may not.”"
    ),
}
ASK_WHOLE: dict[About, str] = {
    About.PROVIDER: "provider_named",
    About.FACILITY: "facility_fees",
    About.PROFESSIONAL: "professional_fees",
    About.COST_SHARE: "in_network_cost_share",
    About.RATE: "rate_signed",
}


@dataclass(frozen=True)
class Question:
    say: str
    note: str = ""


def opening(case: Case, decision: Decision, *, request_number: str) -> str:
    number = request_number or decision.authorization_number
    if number:
        return _("“I have a question about your answer on request %(number)s. Can you read it to me?”") % {
            "number": number
        }
    return _("“I have a question about your answer on my request. Can you read it to me?”")


def questions(decision: Decision, found: Matched | None) -> list[Question]:
    """In the order of the answer: the paper, its points, then line by line."""
    lines = [] if decision.is_in_writing else [_on_paper(decision)]
    if is_yes(decision):
        open_points = [name for name in POINTS if getattr(decision, name) in (Stated.NO, Stated.NOT_STATED)]
        lines += [_point(decision, name) for name in open_points]
        if not decision.authorization_number:
            lines.append(Question(_("“What is the authorization number?”")))
        if not (decision.starts_on and decision.ends_on) and not _lines_have_days(found):
            lines.append(Question(_("“From what date to what date is it approved?”")))
        asked = set(open_points)
        for pair in found.pairs if found else ():
            lines += _of_pair(pair, asked)
    if decision.answer in (Answer.DENIED, Answer.PARTLY):
        lines += _of_a_no(decision)
    return lines


def _on_paper(decision: Decision) -> Question:
    if decision.answer == Answer.NOT_WRITTEN:
        return Question(_("“I’d like the answer in writing. When will it be sent, and how?”"))
    return Question(_("“Please send me what you told me in writing. When will it be sent, and how?”"))


def _point(decision: Decision, name: str) -> Question:
    said_no = getattr(decision, name) == Stated.NO
    note = _("The answer says no here. Ask if they can put it right.") if said_no else ""
    return Question(str(ASK_POINT[name]), note)


def _of_pair(pair: Pair, asked: set[str]) -> list[Question]:
    """A point that was asked for the whole answer is not asked again line by line."""
    title = line_title(pair.asked)
    if pair.verdict == Verdict.MISSING:
        return [
            Question(
                _("“I also asked for %(line)s. I can’t find it in your answer. Is it approved?”")
                % {"line": title}
            )
        ]
    points = [point for point in pair.points if point.verdict != Verdict.MATCHES]
    return [_line_question(title, point) for point in points if ASK_WHOLE.get(point.about, "") not in asked]


def _line_question(title: str, point: Point) -> Question:
    asked, given = value_text(point.about, point.asked), value_text(point.about, point.given)
    values = {"line": title, "asked": asked, "given": given}
    if point.about in (About.CODE, About.UNITS, About.DATES, About.RATE, About.PROVIDER):
        if point.verdict == Verdict.DIFFERS:
            return Question(
                _("“For %(line)s I asked for %(asked)s. Your answer has %(given)s. Can you correct it?”")
                % values
            )
        return Question(_("“For %(line)s I asked for %(asked)s. Does your answer cover all of it?”") % values)
    return Question(str(ASK_POINT[ASK_WHOLE[point.about]]), _("This is about %(line)s.") % values)


def _of_a_no(decision: Decision) -> list[Question]:
    lines = []
    if not decision.reason_words:
        lines.append(Question(_("“What is the exact reason, word for word?”")))
    if decision.appeal_by is None:
        lines.append(Question(_("“How do I appeal, and by what date?”")))
    lines.append(Question(_("“Please send me the papers and the rules you used for this decision.”")))
    if not decision.peer_possible:
        lines.append(Question(_("“Can my clinician talk to your doctor? What number, and until when?”")))
    return lines


def _lines_have_days(found: Matched | None) -> bool:
    given = [line for pair in (found.pairs if found else ()) for line in pair.given]
    return bool(given) and all(line.starts_on and line.ends_on for line in given)
