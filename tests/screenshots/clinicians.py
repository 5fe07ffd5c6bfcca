"""The clinician’s pages: behind the link of a letter that is owed, after a no, and after signing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

ACTOR = "a clinician behind the link"
BEFORE = ("link", "landing", "code", "gone")
SIGNED = ("done", "done_file")


def session(main: Any, owed: Any) -> str:
    """A browser that gave the code for each of the requests."""
    from django.test import Client

    from tests.factories.letters import let_in

    client = Client()
    for one in _requests(main, owed).values():
        let_in(client, one)
    return str(client.session.session_key)


def pages_of(main: Any, owed: Any) -> Iterator[tuple[str, str, str]]:
    """Route, name of the picture, address. `main` has a signed letter, `owed` waits for one."""
    from django.urls import reverse

    from requests_app.accounts.policy import ROWS, Who
    from requests_app.clinicians.desk import PAGES

    requests = _requests(main, owed)
    here = [requests["open"].public_id]
    yield "clinicians:gone", "clinicians:gone", reverse("clinicians:gone")
    for name in ("landing", "code"):
        yield f"clinicians:{name}", f"clinicians:{name}", reverse(f"clinicians:{name}", args=here)
    for step in PAGES:
        address = reverse("clinicians:form_step", args=[*here, step])
        yield "clinicians:form_step", f"clinicians:form_step--{step}", address
    for route, row in ROWS.items():
        name = route.partition(":")[2]
        if row.who is not Who.CLINICIAN or "GET" not in row.methods or name == "form_step":
            continue
        kind = "signed" if name in SIGNED else "declined" if name == "declined" else "open"
        yield route, route, reverse(route, args=[requests[kind].public_id])


def _requests(main: Any, owed: Any) -> dict[str, Any]:
    from requests_app.letters import answers
    from requests_app.letters.queries import requests_of
    from tests.factories.letters import clinician_of, make_letter_request

    signed = next(one for one in requests_of(main) if one.state == "SIGNED")
    waiting = [one for one in requests_of(owed) if one.state != "DECLINED" and one.key_sha256]
    declined = next((one for one in requests_of(owed) if one.state == "DECLINED"), None)
    if declined is None:
        from django.utils import timezone

        declined = make_letter_request(owed, by=owed.opened_by, email="no@clinic.example")
        answers.decline(
            letter_request=declined,
            reason="NO_TIME",
            note="On leave until spring.",
            by=clinician_of(declined),
            at=timezone.now(),
        )
    return {"signed": signed, "open": waiting[-1], "declined": declined}
