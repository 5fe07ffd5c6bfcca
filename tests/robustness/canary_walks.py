"""The words of a person who stands nowhere else, and the walks that type them into the newer pages."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from requests_app.casefile.export import case_file
from requests_app.models import Case
from requests_app.strength.same_story import differences
from tests.conftest import PortalClient
from tests.documents.making import picture
from tests.robustness.places import new_key

NAME, LAST, PLAN, STORY = "Zyxwana", "Quorvelt", "Brindlemoor Health", "quibblefrost"
MEMBER, CODE, PHONE, EMAIL = "ZQX778899001", "F98.21", "602-555-0193", "zyx.canary@example.com"
PROVIDER, OFFICE, REFERENCE = "Umberglen Program", "Wexalot Clinic", "REFQ55501"


def posted(client: PortalClient, url: str, data: dict[str, Any]) -> Any:
    answer = client.post(url, {"form_key": new_key(), **data})
    assert answer.status_code == 302, (url, answer.status_code, answer.content.decode()[:4000])
    return answer


def keep_a_page(client: PortalClient, case) -> None:
    """A picture with a telling name, and the plan asked in writing about the office."""
    file = SimpleUploadedFile(f"{NAME} {CODE}.png", picture(), "image/png")
    words = {"seen_on": "today", "found_at": f"https://plan.example.com/{STORY}", "shows": OFFICE}
    kept = posted(client, reverse("listings:capture_add", args=[case.public_id]), {**words, "file": file})
    assert client.get(kept.headers["Location"]).status_code == 200
    for page in ("file/", "pages/1/"):
        assert client.get(kept.headers["Location"] + page).status_code == 200
    asked = {"about_name": OFFICE, "asked_on": "today", "way": "EMAIL", "sent_to": EMAIL}
    posted(client, reverse("listings:question_add", args=[case.public_id]), asked)


def read_a_list(client: PortalClient, case) -> None:
    """A file with a telling name is read twice: one is thrown away, of the other an office is called."""
    lines = f"Name,Phone,Specialty\n{OFFICE} North,{PHONE},{STORY}\n={STORY},,\n".encode()
    own = [case.public_id]
    for is_taken in (False, True):
        file = SimpleUploadedFile(f"{NAME} {CODE}.csv", lines, "text/csv")
        data = {"file": file, "found_in": "PLAN_WEBSITE", "found_at": f"https://plan.example.com/{STORY}"}
        shown = posted(client, reverse("outreach:import_start", args=own), data).headers["Location"]
        assert STORY in client.get(shown).content.decode()
        if is_taken:
            posted(client, shown, {"picked": ["0"]})
        else:
            posted(client, f"{shown.rstrip('/')}/drop/", {})
    refused = SimpleUploadedFile(f"{NAME} {CODE}.csv", f"{STORY},{MEMBER}\n1,2\n".encode(), "text/csv")
    url = reverse("outreach:import_start", args=own)
    assert client.post(url, {"file": refused, "found_in": "PLAN_WEBSITE"}).status_code == 422
    office = case.offices.get(name=f"{OFFICE} North")
    url = reverse("outreach:call_office", args=[*own, office.public_id])
    posted(client, url, {"result": "NOT_TAKING", "spoke_with": NAME})
    office.refresh_from_db()
    assert office.result == "NOT_TAKING"


def compare_the_papers(client: PortalClient, case) -> None:
    """What the letter says, which of two values is right, the three tracks, and a look for a code."""
    own = [case.public_id]
    letter = {"provider_name": f"{LAST} House", "diagnosis_codes": CODE, "stated_by": f"{NAME} {LAST}"}
    posted(client, reverse("strength:stated", args=[*own, "letter"]), letter)
    case = Case.objects.get(pk=case.pk)
    difference = next(one for one in differences(case_file(case)) if one.topic == "provider_name")
    choice = {"topic": difference.topic, "source": difference.source, "version": difference.version}
    posted(client, reverse("strength:settle", args=own), {**choice, "choice": "OURS"})
    assert case.settlements.exists()
    track = {"asked_on": "today", "notes": STORY, "authorization_number": REFERENCE}
    posted(client, reverse("tracks:track_edit", args=[*own, "gap"]), track)
    posted(client, reverse("costs:edit", args=own), {"in_deductible": "1000"})
    found = client.post(reverse("intake:code_find", args=own), {"words": STORY})
    assert found.status_code == 200
