from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template.loader import render_to_string
from django.utils import translation

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.common.pages import page

pytestmark = pytest.mark.urls("tests.common.urls")
TODAY = date(2026, 6, 3)


class CodeForm(PortalForm):
    caption = "Name the provider you want"
    npi = fields.NpiField()


@pytest.fixture
def ask(rf):
    def ask(method="get", data=None, *, signed_in=False, headers=None, **context):
        request = getattr(rf, method)("/somewhere/?a=1", data or {}, headers=headers or {})
        request.user = SimpleNamespace(is_authenticated=signed_in)
        form = CodeForm(data if data is not None else None, today=TODAY, version="3")
        return page(request, "layouts/question.html", context, form=form)

    return ask


def test_a_question_page_is_answered_200_with_its_question_as_title(ask):
    response = ask()
    html = response.content.decode()

    assert response.status_code == 200
    assert "<title>Provider’s NPI – " in html
    assert html.count("<h1") == 1
    assert html.count('class="button"') == 1


def test_a_post_with_errors_is_422_with_error_in_the_title_and_a_summary_in_focus(ask):
    response = ask("post", {"npi": "12"})
    html = response.content.decode()

    assert response.status_code == 422
    assert "<title>Error: Provider’s NPI – " in html
    assert 'role="alert" tabindex="-1" autofocus' in html
    assert '<a href="#id_npi">NPI must be 10 numbers</a>' in html
    assert 'value="12"' in html


def test_a_post_with_an_unseen_warning_is_422_and_asks_to_check(ask):
    response = ask("post", {"npi": "1234567890"})
    html = response.content.decode()

    assert response.status_code == 422
    assert "<title>Provider’s NPI – " in html
    assert "Check this" in html
    assert "This is right" in html
    assert '<input type="hidden" name="confirmed_warnings"' in html
    assert "There is a problem" not in html


def test_text_kept_from_before_is_shown_on_get_without_errors(ask):
    response = ask("get", {"npi": "12"})
    html = response.content.decode()

    assert response.status_code == 200
    assert "There is a problem" not in html
    assert 'value="12"' in html


def test_key_version_and_address_go_with_the_form(ask):
    html = ask().content.decode()

    assert 'name="form_key"' in html
    assert 'name="version" value="3"' in html
    assert 'name="from_page" value="/somewhere/?a=1"' in html
    assert 'name="csrfmiddlewaretoken"' in html


def test_the_language_switch_posts_the_form_and_enter_does_not_press_it(ask):
    html = ask().content.decode()

    first = html.index('form="main-form"')
    assert 'class="enter-key"' in html[first - 60 : first]
    assert 'formaction="/language/" name="language" value="es" lang="es">Español</button>' in html


def test_saving_for_later_posts_the_same_form(ask):
    assert "Save and come back later" not in ask().content.decode()
    assert 'formaction="/later/"' in ask(save_later_url="/later/").content.decode()


def test_pages_with_answers_are_never_stored(ask):
    assert ask()["Cache-Control"] == "no-store, private"
    assert ask(signed_in=True)["Cache-Control"] == "no-store, private"


def test_htmx_gets_the_title_and_the_inside_of_main_only(ask):
    response = ask(headers={"HX-Request": "true"})
    html = response.content.decode()

    assert "<title>Provider’s NPI" in html
    assert "<html" not in html
    assert "<header" not in html
    assert 'id="main-form"' in html
    assert "HX-Request" in response["Vary"]


def test_a_page_without_a_heading_is_refused(rf):
    with pytest.raises(ImproperlyConfigured, match="heading"):
        page(rf.get("/"), "layouts/page.html", {})


def test_a_neutral_title_can_stand_for_a_private_heading(rf):
    request = rf.get("/")
    response = page(request, "layouts/page.html", {"heading": "Call with Ana", "title": "A call"})
    html = response.content.decode()

    assert "<title>A call – " in html
    assert "Ana" not in html[: html.index("</title>")]


def test_every_page_says_where_to_turn_in_danger(rf):
    html = page(rf.get("/"), "layouts/page.html", {"heading": "Your request"}).content.decode()

    assert "Call 911" in html
    assert "Call or text 988" in html


@pytest.mark.parametrize("name", ["403", "404", "429", "csrf"])
def test_an_error_page_offers_a_next_step(rf, name):
    context = {"heading": "Something", "again_url": "/again/"}

    html = page(rf.get("/"), f"errors/{name}.html", context).content.decode()

    main = html[html.index("<main") : html.index("</main")]
    assert "<a " in main


def test_the_fault_page_needs_no_request_and_no_database():
    context = {"heading": "Sorry", "service_name": "Desk", "language": "en", "fault_id": "a1b2c3d4"}

    html = render_to_string("errors/500.html", context)

    assert "Your saved answers are safe" in html
    assert "a1b2c3d4" in html


def test_the_page_says_its_language_and_offers_the_other(rf):
    with translation.override("es"):
        html = page(rf.get("/"), "layouts/page.html", {"heading": "Su solicitud"}).content.decode()

    assert '<html lang="es">' in html
    assert 'value="en" lang="en">English</button>' in html
