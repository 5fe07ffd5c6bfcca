"""Kept with the case, or not at all: rows, files on the disk, and what is swept."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.utils import timezone

from requests_app import tasks
from requests_app.cases.services import close_case
from requests_app.documents import queries, services, storage
from requests_app.documents.filetypes import FileType
from requests_app.documents.inspection import Picture, ReadFile
from requests_app.documents.services import DocumentRefused
from requests_app.models import AuditEntry, CaseAccess, Document, DocumentKind
from tests.databases import see_everything
from tests.documents import making
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_user

PICTURE = making.picture(size=(8, 8))


def read_file(original: bytes = PICTURE, *, name: str = "screen.png", pictures: int = 1) -> ReadFile:
    pages = tuple(Picture("png", PICTURE) for _number in range(pictures))
    return ReadFile(original, name, FileType.PNG, pictures, pages)


def store(case, read: ReadFile | None = None, *, at=None) -> Document:
    return services.store_document(
        case=case,
        kind=DocumentKind.DIRECTORY_LISTING,
        read=read or read_file(),
        by=actor_for(case.opened_by),
        at=at or timezone.now(),
    )


@pytest.fixture
def case(db):
    return make_case()


def all_files() -> list[Path]:
    return [path for path in Path(default_storage.path(storage.FOLDER)).rglob("*") if path.is_file()]


def test_a_file_is_kept_as_it_came_with_its_fingerprint_and_clean_pages(case):
    now = timezone.now()

    document = store(case, read_file(b"original bytes", pictures=2), at=now)

    assert queries.original_bytes(document) == b"original bytes"
    assert document.sha256 == hashlib.sha256(b"original bytes").hexdigest()
    assert (document.pages, len(document.page_keys), document.received_at) == (2, 2, now)
    assert queries.page_bytes(document.page_keys[1]) == PICTURE
    assert queries.page_type(document.page_keys[1]) == "image/png"
    assert AuditEntry.objects.filter(action="documents.stored", case_id=case.public_id).count() == 1


def test_no_word_of_the_person_is_in_a_key_or_in_the_audit(case):
    document = store(case, read_file(name="Depression Dr Secret.png"))

    kept = " ".join([document.file_key, *document.page_keys])
    assert "secret" not in kept.lower()
    assert document.original_name == "Depression Dr Secret.png"
    entry = AuditEntry.objects.get(action="documents.stored")
    assert "secret" not in str(entry.details).lower()


def test_files_are_for_this_program_only(case):
    store(case)

    assert all(path.stat().st_mode & 0o077 == 0 for path in all_files())
    assert all(path.parent.stat().st_mode & 0o077 == 0 for path in all_files())


@pytest.mark.parametrize("name", ["a\x00b\x1b[31m.png", "\u202egnp.exe", "x" * 400, ""])
def test_odd_names_are_made_fit_to_show(case, name):
    kept = store(case, read_file(name=name)).original_name

    assert len(kept) <= 200
    assert kept.isprintable()


def test_the_same_bytes_twice_are_said_to_be_there_already(case):
    store(case)

    with pytest.raises(DocumentRefused, match="already added this file"):
        store(case, read_file(name="other name.png"))
    assert Document.objects.filter(case=case).count() == 1


def test_the_same_bytes_may_come_again_after_they_were_removed_and_in_another_case(case):
    document = store(case)
    services.remove_document(document=document, by=actor_for(case.opened_by), at=timezone.now())

    assert store(case).pk != document.pk
    assert store(make_case()).sha256 == document.sha256


def test_a_case_holds_so_many_files_and_so_many_bytes(case, monkeypatch):
    store(case)
    monkeypatch.setattr(services, "MOST_FILES_OF_A_CASE", 1)
    with pytest.raises(DocumentRefused, match="can hold 1 files"):
        store(case, read_file(b"another"))
    monkeypatch.setattr(services, "MOST_FILES_OF_A_CASE", 9)
    monkeypatch.setattr(services, "MOST_BYTES_OF_A_CASE", len(PICTURE) + 3)
    with pytest.raises(DocumentRefused, match="MB together"):
        store(case, read_file(b"another"))


def test_a_closed_case_takes_no_files(case):
    close_case(case=case, because="STOPPED", by=actor_for(case.opened_by), at=timezone.now())

    with pytest.raises(DocumentRefused, match="closed"):
        store(case)
    assert all_files() == []


def test_who_may_only_look_keeps_nothing(case):
    helper = make_user()
    CaseAccess.objects.create(
        organization=case.organization, case=case, user=helper, relation="HELPER", level="VIEW"
    )

    with pytest.raises(PermissionDenied):
        services.store_document(
            case=case,
            kind=DocumentKind.PLAN_ANSWER,
            read=read_file(),
            by=actor_for(helper),
            at=timezone.now(),
        )
    assert all_files() == []


def test_removing_keeps_the_file_because_a_packet_may_show_it(case):
    document = store(case)
    by = actor_for(case.opened_by)

    services.remove_document(document=document, by=by, at=timezone.now())
    services.remove_document(document=document, by=by, at=timezone.now())

    assert queries.page_bytes(document.page_keys[0]) == PICTURE
    assert AuditEntry.objects.filter(action="documents.removed").count() == 1


def test_files_of_a_failed_transaction_are_swept_after_a_day(case):
    _key, page_keys = storage.write(read_file(), organization_id=case.organization_id)
    kept = store(case, read_file(b"kept"))
    now = timezone.now()

    tasks.do_what_is_due(now=now + timedelta(hours=23))
    see_everything()
    assert queries.page_bytes(page_keys[0]) is not None
    tasks.do_what_is_due(now=now + timedelta(hours=25))
    see_everything()

    assert queries.page_bytes(page_keys[0]) is None
    assert queries.original_bytes(kept) == b"kept", "its note was there, too, but so is its row"
    assert list(Path(default_storage.path(storage.UNSURE)).iterdir()) == []


def test_the_note_of_a_kept_file_goes_with_the_transaction(case, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        store(case)

    assert list(Path(default_storage.path(storage.UNSURE)).iterdir()) == []


@pytest.mark.parametrize("text", [b"nonsense", b"{}", b'{"place": "packets", "file_key": "x"}', b"[]"])
def test_a_broken_note_takes_nothing_with_it(case, text):
    document = store(case)
    for note in Path(default_storage.path(storage.UNSURE)).iterdir():
        note.write_bytes(text)
    (Path(default_storage.path(storage.UNSURE)) / "no-number").write_bytes(text)

    storage.remove_strays(now=timezone.now() + timedelta(days=2))
    see_everything()

    assert queries.original_bytes(document) == PICTURE
