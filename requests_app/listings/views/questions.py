from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.dates import weekday_short
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.documents.services import DocumentRefused
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.listings import presenters, queries, services, written
from requests_app.listings.clock import clock_of
from requests_app.listings.forms import AnswerForm, ConfirmForm, QuestionForm
from requests_app.listings.letter import letter_lines
from requests_app.listings.presenters import url_of
from requests_app.listings.shown import ANSWER_FIELDS, shown_answer
from requests_app.models import NetworkQuestion

FIELDS = ("office", "about_name", "about_npi", "asked_on", "way", "sent_to")
LETTER_SECTIONS = ("patient", "coverage", "care")


@require_http_methods(["GET", "POST"])
def question_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *LETTER_SECTIONS, to_edit=True)
    now = timezone.now()
    today = day_at(now, zone=case.time_zone)
    office = queries.office_or_none(case, request.GET.get("office", ""))
    clock = clock_of(case, on=today)
    form = QuestionForm(
        form_data(request),
        today=today,
        offices=queries.offices_to_choose(case),
        initial={"office": str(office.public_id) if office else ""},
    )
    if request.method == "POST" and form.is_valid():

        def ask() -> str:
            question = written.ask_question(
                case=case,
                typed={name: form.cleaned_data[name] for name in FIELDS},
                clock=clock,
                by=request.actor,
                at=now,
            )
            messages.success(request, _asked_text(question, today))
            return url_of("listing_list", case)

        try:
            return save_once(request, ask)
        except services.ListingRefused as refusal:
            form.add_error(None, str(refusal))
    name, npi = (office.name, office.npi) if office else ("", "")
    context = {
        "case": case,
        "letter": letter_lines(case, name=name, npi=npi, clock=clock, language="en"),
        "clock": clock,
        "plan_url": presenters.plan_url(case),
        "back_url": url_of("listing_list", case, office=office),
    }
    return page(request, "listings/question_add.html", context, form=form)


@require_GET
def question_letter(request: PortalRequest, case_id: UUID, question_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *LETTER_SECTIONS)
    question = queries.get_question_or_404(case, question_id)
    clock = clock_of(case, on=question.asked_on)
    name, npi = question.about_name, question.about_npi
    context = {
        "heading": _("The words to send to your plan"),
        "case": case,
        "question": question,
        "letter": letter_lines(case, name=name, npi=npi, clock=clock, language="en"),
        "twin": letter_lines(case, name=name, npi=npi, clock=clock, language="es"),
        "back_url": url_of("listing_list", case),
    }
    return page(request, "listings/question_letter.html", context)


@require_http_methods(["GET", "POST"])
def question_answer(request: PortalRequest, case_id: UUID, question_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient", to_edit=True)
    question = queries.get_question_or_404(case, question_id)
    now, stored = timezone.now(), shown_answer(question)
    form = AnswerForm(
        form_data(request),
        request.FILES if request.method == "POST" else None,
        today=day_at(now, zone=case.time_zone),
        asked_on=question.asked_on,
        initial=stored,
        version=version_of(stored),
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            written.save_answer(
                question=question,
                typed={name: form.cleaned_data[name] for name in ANSWER_FIELDS},
                read=form.cleaned_data["file"],
                shown_version=form.version,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved. Keep the plan’s message, too."))
            return url_of("listing_list", case)

        try:
            return save_once(request, save)
        except Clash as clash:
            text = changed_text(case=case, seen_by=request.actor)
            form.show_clash(text, stored=clash.fields, version=clash.version)
            form.ask_for_the_file_again()
        except DocumentRefused as refusal:
            form.add_error("file", str(refusal))
        except services.ListingRefused as refusal:
            form.add_error(None, str(refusal))
            form.ask_for_the_file_again()
    context = {
        "case": case,
        "question": question,
        "file_url": url_of("answer_file", case, question.public_id) if question.document else "",
        "back_url": url_of("listing_list", case),
    }
    return page(request, "listings/question_answer.html", context, form=form)


@require_http_methods(["GET", "POST"])
def question_remove(request: PortalRequest, case_id: UUID, question_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    now = timezone.now()
    today = day_at(now, zone=case.time_zone)
    if request.method == "POST" and queries.question_is_removed(case, question_id):
        return redirect(url_of("listing_list", case))
    question = queries.get_question_or_404(case, question_id)
    form = ConfirmForm(form_data(request), today=today)
    if request.method == "POST" and form.is_valid():

        def remove() -> str:
            written.remove_question(question=question, by=request.actor, at=now)
            messages.success(request, _("The question is out of your list."))
            return url_of("listing_list", case)

        try:
            return save_once(request, remove)
        except services.ListingRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "heading": _("Take this question out of your list?"),
        "case": case,
        "card": presenters.question_card(case, question, today),
        "cancel_url": url_of("listing_list", case),
    }
    return page(request, "listings/question_remove.html", context, form=form)


def _asked_text(question: NetworkQuestion, today: date) -> str:
    """Of a day that is over nobody is reminded; the list says that the answer is late."""
    if question.due_on is None or question.due_on < today:
        return _("Saved. Write down the answer here when it comes.")
    return _("Saved. The answer is due on %(day)s. We remind you on that day.") % {
        "day": weekday_short(question.due_on)
    }
