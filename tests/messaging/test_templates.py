"""Templates: what may leave the app, how long it is, who publishes, and that what is published stays."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InternalError, transaction
from django.urls import reverse
from django.utils import timezone

from requests_app.common.health_words import health_words, words_kept_inside
from requests_app.drafts.versions import version_of
from requests_app.messaging import checks, filling, notices, queries, reading
from requests_app.messaging import services as messaging
from requests_app.messaging import template_services as services
from requests_app.models import MessageSide, MessageTemplate, OutgoingEmail, TemplateUse, TemplateVersion
from requests_app.texts import wording
from tests.factories.cases import make_case
from tests.factories.messages import TEXTS, make_template
from tests.factories.people import actor_for, make_facility, make_member

IN_APP, TEXT, MAIL = TemplateUse.IN_APP, TemplateUse.TEXT, TemplateUse.MAIL
GOOD = "{service}: we wrote to you. {url}"
SPANISH = "{service}: le escribimos. {url}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Desert Wellness and Recovery", ["wellness", "recovery"]),
        ("Centro de Rehabilitación Ejemplo", ["rehabilitación"]),
        ("CLÍNICA muestra", ["clínica"]),
        ("Example Valley Center", []),
        ("Página segura", []),
    ],
)
def test_a_neutral_name_says_nothing_about_health(text, found):
    assert health_words(text) == found


def test_what_leaves_says_nothing_of_plans_and_money_either():
    assert words_kept_inside("Your plan approved $5") == ["plan", "approved", "$5"]


@pytest.mark.parametrize(
    ("english", "spanish", "use", "blocking"),
    [
        (GOOD, SPANISH, TEXT, 0),
        (GOOD, "", TEXT, 1),
        ("Your detox bed is ready: {url}", SPANISH, TEXT, 1),
        ("Your detox bed is ready.", "Su cama está lista.", IN_APP, 0),
        ("We wrote to you.", SPANISH, TEXT, 1),
        (GOOD, "{service}: lea su último mensaje en {url}", TEXT, 1),
        (GOOD, "{service}: lea su último mensaje en {url}", MAIL, 0),
        (GOOD + "x" * 160, SPANISH, TEXT, 1),
        ("Hello {name}.", "Hola, {first_name}.", IN_APP, 1),
        ("Hello {first_name}.", "Hola, {first_name}.", TEXT, 4),
    ],
)
def test_what_keeps_a_template_from_being_published(english, spanish, use, blocking):
    found = checks.points({"en": english, "es": spanish}, use=use)

    assert len([point for point in found if point.blocks]) == blocking


def test_the_words_to_take_out_are_named():
    (point,) = [one for one in checks.points({"en": "Detox: {url}", "es": SPANISH}, use=TEXT) if one.blocks]

    assert str(point.text) == "This text goes by SMS. Remove: “detox”"


def test_the_meter_counts_as_phones_do(settings):
    settings.SITE_URL, settings.SERVICE_NAME = "https://a.example", "Desk"

    assert checks.meter("{service} [€] {url}") == checks.Meter(len("Desk [€] https://a.example") + 3, 160, "")
    assert checks.meter("ú").outside == "ú"


def test_a_hard_text_has_a_high_grade_and_a_short_one_none():
    easy = "We have your papers. We look at them this week. Then we write to you here."
    hard = (
        "Notwithstanding administrative considerations, comprehensive documentation necessitates "
        "authoritative institutional verification procedures immediately following submission."
    )

    assert reading.grade("See you.") is None
    assert reading.grade(easy) <= 3
    assert reading.grade(hard) > 15
    assert reading.words_a_sentence(f"{easy} {easy}") == 5


def test_blanks_are_filled_from_the_case(db):
    facility = make_facility(name="Example Valley")
    case = make_case(facility=facility, language="es")
    version = make_template(facility, case.opened_by)

    text = "Hola, Ana. Recibimos sus papeles. Llame al 602-555-0100."
    assert filling.text_for(version, case) == (text, "es")
    assert filling.filled("{first_name} {other}", {"first_name": "{team}"}) == "{team} {other}"


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def lead(facility):
    return actor_for(make_member(facility, role="LEAD"), facility=facility, role="LEAD")


def made(facility, by, **typed):
    values = {"name": "Papers", "use": TEXT, "text_en": GOOD, "text_es": SPANISH} | typed
    return services.make_template(organization=facility, typed=values, by=by, at=timezone.now())


def publish(template, *, by):
    looked_at = services.version_of_words(queries.newest_version(template))
    return services.publish(template=template, shown_version=looked_at, by=by, at=timezone.now())


def test_a_published_version_never_changes_and_a_change_is_the_next_one(facility, lead):
    template = made(facility, lead)
    first = publish(template, by=lead)
    shown = services.shown(template, first)

    second = services.save_template(
        template=template,
        typed=shown | {"text_en": GOOD + "!"},
        shown_version=version_of(shown),
        by=lead,
        at=timezone.now(),
    )

    assert (second.number, second.published_at) == (2, None)
    assert [one.text_en for one in queries.published(facility.pk, use=TEXT)] == [GOOD]
    for change in (lambda rows: rows.update(text_en="x"), lambda rows: rows.delete()):
        with pytest.raises(InternalError), transaction.atomic():
            change(TemplateVersion.objects.filter(pk=first.pk))


def test_nothing_is_published_that_must_be_mended_or_that_was_not_looked_at(facility, lead):
    bad = made(facility, lead, text_en="Your detox bed: {url}")
    good = made(facility, lead)
    looked_at = services.version_of_words(queries.newest_version(good))
    newest = queries.newest_version(good)
    services.save_template(
        template=good,
        typed=services.shown(good, newest) | {"text_en": GOOD + "!"},
        shown_version=version_of(services.shown(good, newest)),
        by=lead,
        at=timezone.now(),
    )

    with pytest.raises(services.TemplateRefused):
        publish(bad, by=lead)
    with pytest.raises(services.TemplateRefused, match="changed meanwhile"):
        services.publish(template=good, shown_version=looked_at, by=lead, at=timezone.now())


@pytest.mark.parametrize("role", ["CASE_WORKER", "AUDITOR", "INTAKE", "LIAISON"])
def test_only_leads_and_admins_change_templates(facility, lead, role):
    template = made(facility, lead)
    by = actor_for(make_member(facility, role=role), facility=facility, role=role)

    for act in (services.retire, services.try_out):
        with pytest.raises(PermissionDenied):
            act(template=template, by=by, at=timezone.now())
    with pytest.raises(PermissionDenied):
        made(facility, by)


def test_a_facilitys_own_notice_is_what_goes_out_once_it_is_published(facility, lead):
    case = make_case(facility=facility)
    for use in (MAIL, TEXT):
        make_template(facility, case.opened_by, use=use, published=False)
    make_template(facility, case.opened_by, use=MAIL)
    now = timezone.now()

    messaging.write_message(case=case, side=MessageSide.STAFF, text="Hello", by=lead, at=now)

    words = OutgoingEmail.objects.get().context["words"]
    assert words.startswith("We wrote to you. Sign in: http")
    assert queries.notice_version(facility.pk, use=TEXT) is None
    assert OutgoingEmail.objects.get().template == notices.MAIL


def test_a_text_never_carries_words_of_health_whatever_stands_in_the_database():
    wording.check(wording.OWN_WORDS, {"words": TEXTS[TEXT][0]})
    with pytest.raises(wording.NotOnTheList):
        wording.check(wording.OWN_WORDS, {"words": "Your detox bed: {url}"})


def test_a_template_is_tried_out_by_its_writer_alone(facility, lead):
    services.try_out(template=made(facility, lead, use=MAIL), by=lead, at=timezone.now())

    assert OutgoingEmail.objects.get().to_email == queries.user_of(lead.person_id).email
    assert not services.try_out(template=made(facility, lead, use=IN_APP), by=lead, at=timezone.now())


def test_from_a_draft_to_a_message_in_one_visit(facility, client_for):
    """A lead writes a template, publishes it, and a message is written with it."""
    lead = make_member(facility, role="LEAD")
    case = make_case(facility=facility)
    client = client_for(lead, second_factor=True)
    typed = {"name": "Papers", "use": IN_APP, "text_en": "Hello {first_name}.", "text_es": ""}
    page = client.post(reverse("message_templates:template_add"), typed, follow=True)
    assert "Spanish text is missing" in page.text
    template = MessageTemplate.objects.get()
    urls = {
        name: reverse(f"message_templates:template_{name}", args=[template.public_id])
        for name in ("edit", "publish", "retire")
    }
    version = client.get(urls["edit"]).context["form"].version
    client.post(urls["edit"], typed | {"text_es": "Hola, {first_name}.", "version": version})
    version = client.get(urls["publish"]).context["form"].version
    assert "Published." in client.post(urls["publish"], {"version": version}, follow=True).text

    write = reverse("messaging:staff_write", args=[case.public_id])
    form = client.get(f"{write}?template={template.public_id}").context["form"]
    assert form.initial["text"] == "Hello Ana."
    values = {"text": "Hello Ana.", "language": "en", "when": "NOW", "version": form.version}
    looked = client.post(write, values | {"look": "yes"})
    assert "This is how it goes out" in looked.text
    assert "You have a new message" in looked.text
    assert not case.messages.exists()
    assert "Message sent." in client.post(write, values, follow=True).text
    assert case.messages.get().text == "Hello Ana."

    client.post(urls["retire"])
    assert queries.published(facility.pk) == []
