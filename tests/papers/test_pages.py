"""Add a paper, say what it is, look at it, and take it away again."""

from __future__ import annotations

from datetime import date

import pytest

from requests_app.casefile.export import case_file
from requests_app.models import AuditEntry, Document, DocumentKind, Legibility
from tests.documents import making
from tests.factories.cases import make_case
from tests.papers.pages import TYPED, add, kept_paper, new_key, text_of, upload, url


@pytest.fixture
def case(db):
    return make_case()


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


def change(client, case, paper, **typed):
    here = url("paper_edit", case, paper.public_id)
    version = client.get(here).context["form"].version
    return client.post(here, {**TYPED, **new_key(), "version": version, **typed})


def test_an_empty_list_says_what_helps_most(client, case):
    shown = text_of(client.get(url("paper_list", case)))

    assert "Papers and photos (0)" in shown
    assert "Nothing added yet. You can finish without papers, but names and dates help most." in shown


def test_a_photo_is_saved_and_then_asked_what_it_is(client, case):
    answer = add(client, case)

    paper = Document.objects.get()
    assert answer.headers["Location"] == url("paper_edit", case, paper.public_id) + "?new=yes"
    shown = text_of(client.get(answer.headers["Location"]))
    assert "Photo saved, 1 page." in shown
    assert "What kind of paper is it?" in shown
    assert "checked" not in shown, "nobody said yet what it is, or if it is printed"
    assert not paper.in_packet


def test_what_was_asked_for_by_name_is_filled_in(client, case):
    answer = add(client, case, kind="denial-letter")

    paper = Document.objects.get()
    assert (paper.kind, paper.in_packet) == ("DENIAL_LETTER", True)
    form = client.get(answer.headers["Location"]).context["form"]
    assert (form["kind"].value(), form["in_packet"].value()) == ("DENIAL_LETTER", "YES")


def test_its_kind_name_date_and_place_in_the_packet_are_kept_and_shown(client, case):
    paper = kept_paper(case, kind=DocumentKind.OTHER)

    answer = change(
        client, case, paper, dated_on_month="11", dated_on_day="3", dated_on_year="2026", in_packet="NO"
    )

    assert answer.status_code == 302, answer.context["form"].errors
    assert answer.headers["Location"] == url("paper_list", case)
    paper.refresh_from_db()
    assert (paper.kind, paper.title, paper.dated_on) == ("REFERRAL", "From my doctor", date(2026, 11, 3))
    assert paper.in_packet is False
    shown = text_of(client.get(url("paper_list", case)))
    for words in (
        "Saved. 1 paper in the list.",
        "From my doctor",
        "A referral",
        "November 3, 2026",
        "left out",
    ):
        assert words in shown
    assert "November 3, 2026" in text_of(client.get(url("paper_detail", case, paper.public_id)))


def test_what_is_missing_is_said_at_its_question(client, case):
    paper = kept_paper(case)

    answer = change(client, case, paper, kind="", in_packet="")

    assert answer.status_code == 422
    assert "Select what it is" in text_of(answer)
    assert "Select if it goes in your packet" in text_of(answer)


def test_a_blurred_photo_asks_if_it_can_be_read_and_yes_keeps_it(client, case):
    paper = kept_paper(case, legibility=Legibility.BLURRED)
    assert "This may be blurred" in text_of(client.get(url("paper_list", case)))
    assert change(client, case, paper).status_code == 422, "it must be answered"

    assert change(client, case, paper, can_read="YES").status_code == 302

    paper.refresh_from_db()
    assert paper.legibility == Legibility.READ_BY_PERSON
    assert "This may be blurred" not in text_of(client.get(url("paper_list", case)))


def test_one_that_cannot_be_read_stays_until_a_better_one_takes_its_place(client, case):
    paper = kept_paper(case, legibility=Legibility.SMALL, position=7)
    answer = change(client, case, paper, can_read="NO")
    again = answer.headers["Location"]
    assert again == f"{url('paper_add', case)}?instead={paper.public_id}"
    assert "It takes the place of “From my doctor”." in text_of(client.get(again))
    assert Document.objects.get().removed_at is None

    client.post(again, {**new_key(), "file": upload(making.picture(color="blue"))})

    better = Document.objects.get(removed_at=None)
    assert (better.title, better.kind, better.in_packet, better.position) == (
        "From my doctor", "REFERRAL", True, 7
    )  # fmt: skip


def test_two_people_who_say_different_things_see_both(client, case):
    paper = kept_paper(case)
    here = url("paper_edit", case, paper.public_id)
    version = client.get(here).context["form"].version
    Document.objects.update(title="of somebody else")

    answer = client.post(here, {**TYPED, **new_key(), "version": version})

    assert answer.status_code == 422
    shown = text_of(answer)
    assert "of somebody else" in shown
    assert "From my doctor" in shown


def test_a_press_prints_it_and_another_leaves_it_out(client, case):
    paper = kept_paper(case, kind=DocumentKind.INSURANCE_CARD)
    here = url("paper_use", case, paper.public_id)
    assert [one.in_packet for one in case_file(case).papers] == [False]

    answer = client.post(here, {"use": "yes"})

    assert answer.headers["Location"] == f"{url('paper_list', case)}#paper-{paper.public_id}"
    assert [one.in_packet for one in case_file(case).papers] == [True]
    assert client.post(here, {"use": "no", "back": "paper"}).headers["Location"] == url(
        "paper_detail", case, paper.public_id
    )
    assert [one.in_packet for one in case_file(case).papers] == [False]


def test_papers_stand_in_the_order_they_came_and_can_be_moved(client, case):
    first, second, third = (
        kept_paper(case, data=making.picture(color=color), title=color) for color in ("red", "green", "blue")
    )

    client.post(url("paper_move", case, third.public_id), {"to": "up"})
    client.post(url("paper_move", case, first.public_id), {"to": "down"})
    client.post(url("paper_move", case, first.public_id), {"to": "nowhere"})

    assert [one.title for one in case_file(case).papers] == ["blue", "red", "green"]
    client.post(url("paper_move", case, third.public_id), {"to": "up"})
    assert [one.title for one in case_file(case).papers] == ["blue", "red", "green"], (
        "it is the first already"
    )
    assert second.title == "green"


def test_taking_it_away_asks_first_and_keeps_the_file(client, case):
    paper = kept_paper(case)
    here = url("paper_remove", case, paper.public_id)
    assert "A packet you already made does not change" in text_of(client.get(here))

    assert client.post(here, new_key()).status_code == 302
    assert client.post(here, new_key()).status_code == 302, "a second click"
    assert client.get(here).headers["Location"] == url("paper_list", case), "the way back"

    assert case_file(case).papers == []
    assert client.get(url("paper_detail", case, paper.public_id)).status_code == 404
    assert Document.objects.get().removed_at is not None
    assert set(AuditEntry.objects.filter(action__startswith="papers.").values_list("action", flat=True)) == {
        "papers.added",
        "papers.removed",
    }


def test_the_browser_title_and_the_file_name_say_nothing_of_it(client, case):
    paper = kept_paper(case, title="About my depression", dated_on=date(2026, 11, 3))

    page = text_of(client.get(url("paper_detail", case, paper.public_id)))
    file = client.get(url("paper_file", case, paper.public_id))

    assert "depression" not in page[page.index("<title>") : page.index("</title>")]
    assert file.headers["Content-Disposition"] == 'attachment; filename="paper-2026-11-03.png"'


def test_the_timeline_tells_of_it_in_the_words_of_its_kind(client, case):
    from requests_app.cases.history import events
    from tests.factories.people import actor_for

    add(client, case, name="secret diagnosis.png", kind="referral")

    told = events(case, seen_by=actor_for(case.opened_by), for_staff=False)
    assert ("Paper added", "A referral") in [(one.title, one.text) for one in told]
    assert "secret" not in str(list(AuditEntry.objects.values("details")))
