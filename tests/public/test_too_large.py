from __future__ import annotations

import pytest
from django.urls import reverse

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("body", ["answer=" + "x" * 2_200_000, "&".join(f"f{n}=1" for n in range(2_200))])
def test_a_form_too_large_to_read_says_so_and_what_to_do(client, body):
    url = reverse("triage:question", kwargs={"question": "who"})

    response = client.post(url, body, content_type=FORM)

    assert response.status_code == 413
    assert "make the text shorter" in response.content.decode()
