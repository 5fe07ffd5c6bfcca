"""What a person does to sign in: ask for a code, read the mail, type the code."""

from __future__ import annotations

import re

from django.core import mail
from django.urls import reverse
from django.utils import timezone

from requests_app.notifications import delivery
from requests_app.outbox import worker
from tests.databases import see_everything

SIGN_IN = "account_request_login_code"
CODE = "account_confirm_login_code"


def mailed_code() -> str:
    worker.sweep(handlers={"mail": delivery.deliver}, now=timezone.now())
    see_everything()
    found = re.search(r"\d{3} \d{3}", str(mail.outbox[-1].body))
    assert found is not None
    return found.group()


def ask_for_code(client, email: str, *, next_url: str = ""):
    url = reverse(SIGN_IN) + (f"?next={next_url}" if next_url else "")
    return client.post(url, {"email": email})


def sign_in_by_code(client, email: str, *, next_url: str = ""):
    page = ask_for_code(client, email, next_url=next_url).url
    return client.post(page, {"code": mailed_code()})
