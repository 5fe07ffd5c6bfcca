"""Two people at the same moment at the bills of a request: real threads, nothing twice, nothing lost."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from requests_app.eobs import services
from requests_app.models import EobFile, ExplanationOfBenefits
from tests.eobs.claims import claim
from tests.factories.people import actor_for
from tests.robustness.places import new_key
from tests.robustness.together import at_once, tab

pytestmark = pytest.mark.usefixtures("transactional_db")
TABLE = (
    b"Claim number,Date of service,Code,Billed,You owe\n"
    b"C1,11/10/2026,H0015,500,30\nC2,11/12/2026,H0015,500,30\n"
)


def upload() -> dict[str, object]:
    return {"file": SimpleUploadedFile("claims.csv", TABLE), "form_key": new_key()}


def test_of_two_files_read_at_once_one_waits_and_is_taken_once_or_never(stage):
    patient, worker = stage.client("patient"), stage.client("worker")
    url = stage.url("eobs:file_add")
    at_once(lambda: patient.post(url, upload()), lambda: worker.post(url, upload()))
    (file,) = EobFile.objects.filter(state="READ")

    preview = stage.url("eobs:file_preview", file.public_id)
    at_once(
        lambda: patient.post(preview, {"mine": ["0", "1"], "form_key": new_key()}),
        lambda: worker.post(preview, {"mine": ["0", "1"], "form_key": new_key()}),
        lambda: tab(patient).post(stage.url("eobs:file_drop", file.public_id)),
    )

    assert ExplanationOfBenefits.objects.count() in (0, 2)
    file.refresh_from_db()
    assert file.state in ("SAVED", "DROPPED")
    assert file.read == []


def test_the_same_claim_saved_twice_at_once_is_kept_once(stage):
    def save() -> None:
        services.save_statements(
            case=stage.case,
            statements=[claim(claim_number="C9")],
            source="TYPED",
            by=actor_for(stage.patient),
            at=timezone.now(),
        )

    def see_and_save() -> None:
        from django.db import transaction

        from requests_app.common.scope import set_scope

        with transaction.atomic():
            set_scope({stage.case.organization_id}, user_id=stage.patient.pk)
            save()

    at_once(see_and_save, see_and_save)

    assert ExplanationOfBenefits.objects.count() == 1
