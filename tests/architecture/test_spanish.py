"""Whoever reads Spanish reads Spanish: every page, every error of an empty form, every mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from requests_app.accounts.policy import ROWS, STAFF_ONLY
from requests_app.insurer_calls.cards import CARDS
from requests_app.intake.steps import STEPS
from requests_app.management.commands.check_messages import PLACES, collected
from requests_app.outreach.steps import Step
from requests_app.triage.questions import QUESTIONS
from tests.architecture.actors import undone
from tests.architecture.samples import Samples, make_samples
from tests.conftest import PortalClient
from tests.factories.people import make_member, sign_in

CATALOG = Path(settings.BASE_DIR) / "locale" / "es" / "LC_MESSAGES" / "django.po"
MAILS = Path(settings.BASE_DIR) / "templates" / "emails"
SHORTEST = 12
# Words between places and marks: what stands on the page whatever is filled in.
BETWEEN = re.compile(f"{PLACES.pattern}|<[^>]+>")
UNSEEN = {"script", "style", "svg"}
EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SPOKEN = {"alt", "aria-label", "aria-description", "placeholder", "title"}
ANSWERS = {
    "who": "MY_CHILD",
    "care_when": "NOT_STARTED",
    "how_soon": "DAYS_3",
    "state": "AZ",
    "coverage": "JOB",
    "funding": "YES",
    "care": "BEHAVIORAL",
    "why": ["WAIT", "CONTINUITY"],
    "provider": "YES",
    "already": "DENIED",
}


class Reader(HTMLParser):
    """What a person sees or hears of a page. Parts marked as English, like the packet, may be English."""

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.heard: list[str] = []
        self._hidden: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "html":
            self.language = found.get("lang") or ""
        is_hidden = any(self._hidden) or tag in UNSEEN or found.get("lang") == "en"
        if not is_hidden:
            self.heard += [text or "" for name, text in attrs if name in SPOKEN or name.startswith("data-")]
        if tag not in EMPTY:
            self._hidden.append(is_hidden)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and tag not in EMPTY:
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._hidden):
            self.heard.append(data)


def heard_on(html: str) -> tuple[str, str]:
    reader = Reader()
    reader.feed(html)
    return reader.language, "\n".join(" ".join(text.split()) for text in reader.heard if text.strip())


@cache
def english_words() -> tuple[str, ...]:
    catalog = polib.pofile(str(CATALOG))
    spanish = "\n".join(entry.msgstr or "\n".join(entry.msgstr_plural.values()) for entry in catalog)
    words = {
        part.strip()
        for entry in catalog
        for text in (entry.msgid, entry.msgid_plural)
        for part in BETWEEN.split(text or "")
    }
    return tuple(sorted(one for one in words if len(one) > SHORTEST and one not in spanish))


def english_in(text: str) -> list[str]:
    found = [words for words in english_words() if words in text]
    return [words for words in found if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def addresses(samples: Samples) -> Iterator[tuple[str, str]]:
    """Every page of the policy, and every page of those that are many."""
    case = {"case_id": samples.case.public_id}
    office = {**case, "office_id": samples.parameters["office_id"]}
    for name in sorted(ROWS):
        yield name, samples.url(name)
    for question in QUESTIONS:
        yield "triage:question", reverse("triage:question", args=[question.path])
    for step in STEPS:
        yield "intake:step", reverse("intake:step", kwargs={**case, "task": step.task, "step": step.key})
        yield "intake:check", reverse("intake:check", kwargs={**case, "task": step.task})
    for kind in CARDS:
        yield "insurer_calls:call_card", reverse("insurer_calls:call_card", kwargs={**case, "kind": kind})
    for part in Step:
        yield "outreach:office_step", reverse("outreach:office_step", kwargs={**office, "step": part})


def readers(samples: Samples) -> dict[bool, SimpleCookie]:
    """The patient, who has answered the first questions too; and a colleague, for the staff pages."""
    found = {False: PortalClient(), True: PortalClient()}
    sign_in(found[False], samples.patient)
    sign_in(found[True], make_member(samples.facility, role="LEAD"), second_factor=True)
    session = found[False].session
    session["triage"] = ANSWERS
    session.save()
    for client in found.values():
        client.cookies["language"] = "es"
    return {key: client.cookies for key, client in found.items()}


def test_no_page_and_no_error_of_an_empty_form_is_in_english(db, settings, tmp_path):
    settings.DEMO, settings.EMAIL_FILE_PATH = True, tmp_path
    samples = make_samples()
    samples.case.for_whom = "MY_CHILD"
    samples.case.save()
    cookies = readers(samples)
    faults, read = [], 0
    for name, url in dict.fromkeys(addresses(samples)):
        for method in ROWS[name].methods:
            client = PortalClient()
            client.cookies.load(cookies[ROWS[name].who in STAFF_ONLY].output(header="", sep=";"))
            with undone():
                response = client.generic(method, url)
            if not response.headers.get("Content-Type", "").startswith("text/html") or not response.content:
                continue
            language, text = heard_on(response.content.decode())
            read += 1
            faults += [f"{method} {url}: {words}" for words in english_in(text)]
            faults += [f"{method} {url}: html lang is {language}"] if language != "es" else []
    assert not faults, "\n".join(faults)
    assert read > len(ROWS)


@pytest.mark.parametrize("name", sorted(str(path.relative_to(MAILS)) for path in MAILS.rglob("*.txt")))
def test_every_mail_is_in_spanish(name):
    context = {
        "service_name": "Desk",
        "code": "123456",
        "day": "viernes",
        "path": "/",
        "site_url": "https://x",
    }
    with translation.override("es"):
        for extra in ({}, {"is_own": True}, {"is_late": True}):
            text = " ".join(render_to_string(f"emails/{name}", {**context, **extra}).split())
            assert text
            assert english_in(text) == []


def test_the_reader_finds_english():
    language, text = heard_on('<html lang="es"><p>Hola</p><p aria-label="Save and come back later">x</p>')
    assert language == "es"
    assert english_in(text) == ["Save and come back later"]
    assert english_in(heard_on('<div lang="en">Save and come back later</div>')[1]) == []


def test_looking_for_missing_texts_leaves_the_catalog_alone():
    before = CATALOG.read_text(encoding="utf-8")
    found = {(one.msgctxt, one.msgid) for one in collected(before)}
    assert (None, "Save and come back later") in found
    assert ("opening hours", "Hours") in found
    assert CATALOG.read_text(encoding="utf-8") == before
