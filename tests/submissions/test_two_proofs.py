"""Two people who add a file that proves one sending: neither takes the place of the other unseen."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from requests_app.documents.inspection import inspect
from requests_app.drafts.clash import Clash
from requests_app.drafts.versions import version_of
from requests_app.models import Document, Submission
from requests_app.submissions import services
from tests.documents.making import picture
from tests.factories.people import actor_for
from tests.packets.making import stored_case
from tests.submissions.test_services import ready, record

pytestmark = pytest.mark.usefixtures("db")


def test_a_second_proof_does_not_take_the_place_of_one_added_meanwhile():
    case = stored_case()
    by = actor_for(case.opened_by)
    sent = record(case, ready(case), by=by)
    version = version_of(services.shown_proof(sent))

    def add(shade: str, shown: str) -> Submission:
        return services.add_proof(
            submission=sent,
            typed={"confirmation_number": "", "tracking_number": "", "proof_note": ""},
            proof=inspect(picture(color=shade), name="receipt.png"),
            shown_version=shown,
            by=by,
            at=timezone.now(),
        )

    first = add("white", version).proof
    with pytest.raises(Clash) as clash:
        add("black", version)
    assert Submission.objects.get(pk=sent.pk).proof == first

    assert add("black", clash.value.version).proof != first
    assert Document.objects.filter(kind="PROOF_OF_SENDING", removed_at__isnull=True).count() == 2


def test_numbers_and_a_file_that_come_later_are_kept_and_the_file_can_be_opened(client_for):
    case = stored_case()
    sent = record(case, ready(case), by=actor_for(case.opened_by), confirmation_number="")
    browser = client_for(case.opened_by)
    url = reverse("submissions:proof_add", args=[case.public_id, sent.public_id])
    form = browser.get(url).context["form"]
    receipt = picture()

    answer = browser.post(
        url,
        {
            "form_key": form.form_key,
            "version": form.version,
            "tracking_number": "9405 5000 0000",
            "file": SimpleUploadedFile("receipt.png", receipt, "image/png"),
        },
    )
    assert answer.status_code == 302
    kept = Submission.objects.get(pk=sent.pk)
    assert kept.tracking_number == "9405 5000 0000"
    file = browser.get(reverse("submissions:proof_file", args=[case.public_id, sent.public_id]))
    assert b"".join(file.streaming_content) == receipt
