"""Turning a paper: new pictures under new keys; what a packet printed stays as it was."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from PIL import Image, ImageDraw

from requests_app.common import files
from requests_app.documents import queries, services, storage
from requests_app.documents.inspection import inspect
from requests_app.documents.services import DocumentRefused
from requests_app.models import AuditEntry, CaseAccess, Document, DocumentKind
from tests.documents import making
from tests.documents.phone_photos import saved
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_user


@pytest.fixture
def case(db):
    return make_case()


def keep(case, data: bytes, **options) -> Document:
    return services.store_document(
        case=case,
        kind=DocumentKind.REFERRAL,
        read=inspect(data, name="x"),
        by=actor_for(case.opened_by),
        at=timezone.now(),
        **options,
    )


def turn(document: Document, quarter_turns: int = 1, **options) -> Document:
    return services.turn_pages(
        document=document,
        quarter_turns=quarter_turns,
        by=actor_for(document.case.opened_by),
        at=timezone.now(),
        **options,
    )


def marked() -> bytes:
    """200 × 100 with a black corner at the top left."""
    drawn = Image.new("RGB", (200, 100), "white")
    ImageDraw.Draw(drawn).rectangle((0, 0, 40, 30), fill="black")
    return saved(drawn)


@pytest.mark.parametrize(
    ("quarter_turns", "size", "dark"),
    [(1, (100, 200), (95, 5)), (2, (200, 100), (195, 95)), (3, (100, 200), (5, 195))],
)
def test_a_picture_is_turned_to_the_right(case, quarter_turns, size, dark):
    document = turn(keep(case, marked()), quarter_turns)

    drawn = making.opened(queries.page_bytes(document.page_keys[0])).convert("L")
    assert drawn.size == size
    assert drawn.getpixel(dark) < 60
    assert drawn.getpixel((size[0] // 2, size[1] // 2)) > 200


def test_four_turns_are_none(case):
    document = keep(case, marked())
    before = making.opened(queries.page_bytes(document.page_keys[0])).tobytes()
    for _turn in range(4):
        document = turn(document)

    assert making.opened(queries.page_bytes(document.page_keys[0])).tobytes() == before


def test_what_was_printed_stays_and_the_file_is_not_touched(case):
    document = keep(case, making.pdf(3))
    old = list(document.page_keys)
    printed = [queries.page_bytes(key) for key in old]

    turned = turn(document)

    assert set(turned.page_keys).isdisjoint(old)
    assert [queries.page_bytes(key) for key in old] == printed
    assert queries.original_bytes(turned) == queries.original_bytes(document)
    assert Document.objects.get(pk=document.pk).page_keys == turned.page_keys
    assert AuditEntry.objects.get(action="documents.turned").details == {
        "page": 0,
        "pages": 3,
        "quarter_turns": 1,
    }


def test_one_page_can_be_turned_alone(case):
    document = keep(case, making.pdf(3))

    turned = turn(document, page=2)

    assert [new == old for new, old in zip(turned.page_keys, document.page_keys, strict=True)] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(("quarter_turns", "page"), [(0, None), (4, None), (1, 0), (1, 4)])
def test_there_is_no_other_turn(case, quarter_turns, page):
    with pytest.raises(ValueError, match="no such turn"):
        turn(keep(case, making.pdf(3)), quarter_turns, page=page)


def test_who_turned_it_first_is_not_overruled(case):
    document = keep(case, marked())
    stale = Document.objects.get(pk=document.pk)
    turn(document)

    with pytest.raises(DocumentRefused, match="changed meanwhile"):
        turn(stale)


def test_a_removed_paper_is_not_turned(case):
    document = keep(case, marked())
    services.remove_document(document=document, by=actor_for(case.opened_by), at=timezone.now())

    with pytest.raises(DocumentRefused):
        turn(document)


def test_who_may_only_look_turns_nothing(case):
    helper = make_user()
    CaseAccess.objects.create(
        organization=case.organization, case=case, user=helper, relation="HELPER", level="VIEW"
    )

    with pytest.raises(PermissionDenied):
        services.turn_pages(
            document=keep(case, marked()), quarter_turns=1, by=actor_for(helper), at=timezone.now()
        )


def test_a_paper_whose_picture_is_gone_is_told_in_words(case):
    document = keep(case, marked())
    files.remove(document.page_keys[0])

    with pytest.raises(DocumentRefused):
        turn(document)


def test_the_first_page_has_a_small_picture_at_once_and_others_get_one(case):
    document = keep(case, making.pdf(2))
    keys = [storage.small_key(key) for key in document.page_keys]
    assert [files.read(key) is not None for key in keys] == [True, False]

    small = [queries.thumbnail_bytes(key) for key in document.page_keys]

    assert [max(making.opened(data).size) for data in small if data] == [360, 360]
    assert [files.read(key) for key in keys] == small


def test_a_page_that_is_gone_has_no_small_picture(case):
    document = keep(case, marked())
    for key in (document.page_keys[0], storage.small_key(document.page_keys[0])):
        files.remove(key)

    assert queries.thumbnail_bytes(document.page_keys[0]) is None


def test_papers_stand_in_the_order_they_came_with_what_is_known_of_them(case):
    first = keep(case, making.pdf(), title=" The\nreferral ", dated_on=timezone.now().date(), in_packet=True)
    second = keep(case, making.picture(size=(90, 90)))

    assert (first.position, second.position) == (1, 2)
    assert (first.title, first.in_packet, first.legibility) == ("The referral", True, "")
    assert (second.title, second.in_packet, second.legibility) == ("", False, "SMALL")
