"""A request in the database with a letter that differs, and what the pages of it post."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.urls import reverse

from requests_app.models import Case, StatedFacts

NOTHING_SAID: dict[str, Any] = {"amount_unit": "", "level_of_care": "", "waiting_harms": ""}


def url(name: str, case: Case, **kwargs: str) -> str:
    return reverse(f"strength:{name}", kwargs={"case_id": case.public_id, **kwargs})


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def letter(case: Case, **says: Any) -> StatedFacts:
    """What the clinician's letter says; the request starts on December 7, for 36 days."""
    return StatedFacts.objects.create(
        organization_id=case.organization_id, case=case, source="CLINICIAN", **says
    )


def other_start(case: Case) -> StatedFacts:
    return letter(case, stated_by="Dr. Ana Example", starts_on=date(2026, 12, 14))


def settle(
    client, case: Case, *, topic: str, choice: str, source: str = "CLINICIAN", version: str | None = None
):
    """Press one of the two buttons, with the version of the page."""
    if version is None:
        version = version_on_page(client, case, topic, source)
    values = {"topic": topic, "source": source, "choice": choice, "version": version}
    return client.post(url("settle", case), values, follow=True)


def version_on_page(client, case: Case, topic: str, source: str = "CLINICIAN") -> str:
    page = client.get(url("same_story", case)).content.decode()
    card = page.split(f'id="{topic}-{source}"', 1)[1]
    found = re.search(r'name="version" value="([0-9a-f]+)"', card)
    assert found
    return found[1]


def hidden(client, address: str) -> dict[str, str]:
    page = client.get(address).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(form_key|version|from_page)" value="([^"]*)"', page))
