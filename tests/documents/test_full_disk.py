"""When nothing can be written any more, the person is told in words, and nothing is left half done."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as project
from django.urls import reverse

from requests_app.common import files
from requests_app.documents.filetypes import Problem
from requests_app.documents.inspection import FileRefused, inspect
from requests_app.models import AuditEntry, Document
from tests.documents import making
from tests.factories.cases import make_case
from tests.listings.pages import keep

WORDS = "We cannot keep files right now"


def test_a_file_that_cannot_even_be_looked_at_is_answered_in_words(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "no folder"
    settings.MEDIA_ROOT.write_text("")

    with pytest.raises(FileRefused, match=WORDS) as refused:
        inspect(making.picture())

    assert refused.value.problem == Problem.NO_ROOM


@pytest.mark.parametrize("full", ["documents", "documents-unsure"])
def test_a_file_that_cannot_be_kept_is_answered_in_words_and_leaves_nothing(client_for, full):
    case = make_case()
    Path(project.MEDIA_ROOT).mkdir()
    (Path(project.MEDIA_ROOT) / full).write_text("")
    client = client_for(case.opened_by)

    answer = keep(client, case)

    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert not Document.objects.exists()
    assert not AuditEntry.objects.filter(action="documents.stored").exists()
    assert list((Path(project.MEDIA_ROOT) / files.UNFINISHED).iterdir()) == []
    assert client.get(reverse("listings:listing_list", args=[case.public_id])).status_code == 200
