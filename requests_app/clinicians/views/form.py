"""D04: the five short pages. Every press keeps the draft; only Continue asks for what a letter needs."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.clinicians import letter_presenters, mismatches
from requests_app.clinicians.desk import PAGES, Desk, open_desk
from requests_app.clinicians.letter_forms.base import LetterForm
from requests_app.clinicians.letter_forms.diagnosis import DiagnosisForm
from requests_app.clinicians.letter_forms.services import ServicesForm
from requests_app.clinicians.letter_forms.why import GoOnForm, WhyForm
from requests_app.clinicians.letter_forms.you import YouForm
from requests_app.clinicians.views.papers import papers_page
from requests_app.common.pages import page
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import forget_held, form_data
from requests_app.letters import letters
from requests_app.models import AskPurpose

FORMS: dict[str, type[LetterForm]] = {
    "you": YouForm,
    "diagnosis": DiagnosisForm,
    "services": ServicesForm,
    "why": WhyForm,
}
REVIEW, FIND = "review", "find"


@login_not_required
@require_http_methods(["GET", "POST"])
def form_step(request: PortalRequest, request_id: UUID, step: str) -> HttpResponse:
    if step not in PAGES:
        raise Http404
    desk = open_desk(request, request_id)
    if not desk.may_write:
        return HttpResponseRedirect(desk.url("done" if desk.letter_request.signed_at else "overview"))
    if step == "papers":
        return papers_page(request, desk)
    form = _form(request, desk, step)
    if request.method == "POST":
        try:
            answer = _posted(request, desk, step, form)
        except Clash as clash:
            text = _("Somebody else changed this letter meanwhile. Your text is safe below.")
            form.show_clash(text, stored=clash.fields, version=clash.version)
        except letters.LetterRefused as refusal:
            form.full_clean()
            form.add_error(None, str(refusal))
        else:
            if answer is not None:
                return answer
    context = letter_presenters.form_page(desk, step, form, path=request.path)
    return page(request, "clinicians/form_page.html", context, form=form)


def _form(request: PortalRequest, desk: Desk, step: str) -> LetterForm:
    is_renewal = desk.letter_request.purpose == AskPurpose.RENEWAL
    kind = GoOnForm if is_renewal and step == "why" else FORMS[step]
    version = letters.version_of_answers(desk.answers, kind.answers_named)
    return kind(form_data(request, version=version), today=desk.today, answers=desk.answers, version=version)


def _posted(request: PortalRequest, desk: Desk, step: str, form: LetterForm) -> HttpResponse | None:
    """None when the page has to be shown again; the draft is kept all the same."""
    then = request.POST.get("then", "")
    typed = form.typed()
    topic = then.partition(":")[2] if then.startswith("take:") else ""
    if topic in mismatches.ANSWERS_OF and mismatches.PAGE_OF[topic] == step:
        typed |= mismatches.taken(desk.answers, desk.file, topic)
    row = letters.save_page(
        letter_request=desk.letter_request,
        prefilled=desk.answers,
        typed=typed,
        page_key=form.form_key,
        shown_version=form.version,
        by=request.actor,
        at=desk.now,
    )
    if request.headers.get("X-Draft") == "yes":
        return HttpResponse(desk.saved_text, content_type="text/plain")
    if url := _way_on(request, desk, step, then):
        forget_held(request)
        return HttpResponseRedirect(url)
    if not form.is_valid():
        return None
    forget_held(request)
    told = set(request.POST.getlist("told"))
    now_different = mismatches.notes(letters.answers_in(row), desk.file)
    if any(one.page == step and one.key not in told for one in now_different):
        messages.info(request, _("Saved. Look at what differs from the request, then continue."))
        return HttpResponseRedirect(desk.page_url(step))
    return HttpResponseRedirect(desk.page_url(PAGES[PAGES.index(step) + 1]))


def _way_on(request: PortalRequest, desk: Desk, step: str, then: str) -> str:
    """Where a button leads that only keeps the draft."""
    if request.POST.get("save_later") == "yes":
        messages.success(request, _("Saved. You can come back with the same link."))
        return desk.url("overview")
    if then.startswith("take:"):
        return desk.page_url(step)
    if then == FIND:
        return desk.url("find_code")
    if then == REVIEW:
        return desk.url("review")
    return desk.page_url(then) if then in PAGES else ""
