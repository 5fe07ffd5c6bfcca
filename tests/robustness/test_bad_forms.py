"""Every form of the product, posted empty and with nonsense: never a fault, never a lost word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie

import pytest

from tests.conftest import PortalClient
from tests.robustness.buttons import NOTHING_TO_ANSWER
from tests.robustness.nonsense import MARKUP, ON_PAGES, PASSKEYS, SCRIPT, TEXTS
from tests.robustness.places import FORMS_OF_THE_PRODUCT, Place, World, cookies_of, undone
from tests.robustness.reading import Box, Reader, typed_into

# The device answers there, not the person, so there is no box to go to.
ANSWERED_BY_A_DEVICE = {"mfa_add_webauthn", "mfa_reauthenticate_webauthn"}
# What was made or ticked there is shown on the same page.
SHOWN_AT_ONCE = {"calendars:feed", "desk:queue"}
# What is left open there is left for later.
EMPTY_IS_AN_ANSWER = {
    "planforms:form_map",
    "planforms:case_form_map",
    "eobs:claim_edit.who",
    "eobs:claim_edit.totals",
    "reprocessing:statement",
}
TYPED_INTO = {"text", "email", "tel", "password", "textarea"}
# What no form may do with any input. 403 and 404 are answers to ids and rights, not to words.
FINE = {200, 204, 302, 400, 410, 413, 422, 429}


@dataclass
class Attack:
    """A page that was asked for, and the browser that shows it."""

    place: Place
    client: PortalClient
    url: str
    boxes: list[Box]
    cookies: str

    @contextmanager
    def anew(self) -> Iterator[Attack]:
        """With the page just shown, whatever was posted before; what is posted now is undone."""
        with undone():
            self.client.cookies = SimpleCookie(self.cookies)
            yield self


def attack(world: World, place: Place) -> Attack:
    client = world.client(place)
    url = world.url(place)
    page = client.get(url)
    reader = Reader(page.content.decode()) if page.status_code == 200 else Reader("")
    boxes = [box for box in reader.boxes if box.name != "language" or place.name == "tracker:settings"]
    return Attack(place, client, url, boxes, cookies_of(client))


def told(place: Place) -> bool:
    return not {str(place), place.name} & NOTHING_TO_ANSWER


@pytest.mark.parametrize("place", FORMS_OF_THE_PRODUCT, ids=str)
def test_a_form_answers_whatever_is_posted(place, world):
    """Asked for once, then posted empty, with nonsense and in odd shapes, each time as if just shown."""
    post_empty = posted_empty_it_says_what_is_missing_and_where if told(place) else a_button_alone_leads_on
    with undone():
        attacked = attack(world, place)
        with attacked.anew():
            post_empty(attacked)
        wrong = nonsense_is_answered_and_nothing_typed_is_lost(attacked)
        wrong += odd_shapes_of_a_form_are_no_fault(attacked)
    assert not wrong, "\n".join(f"{place}: {one}" for one in wrong)


def posted_empty_it_says_what_is_missing_and_where(attacked: Attack) -> None:
    client, url, place = attacked.client, attacked.url, attacked.place
    if place.name != "mfa_authenticate":  # without a code it is the other form there, the passkey's
        assert client.post(url, {}).status_code == 422
    if {str(place), place.name} & EMPTY_IS_AN_ANSWER:
        return
    answer = client.post(url, {**as_shown(attacked.boxes), "then": "end"})
    assert answer.status_code == 422
    page = Reader(answer.content.decode())
    check_the_title(page)
    if place.name not in ANSWERED_BY_A_DEVICE:
        check_the_links(page)


def as_shown(boxes) -> dict[str, str]:
    """What a browser sends of a page on which nothing was typed: hidden fields, and empty boxes."""
    empty = {box.name: "" for box in boxes if box.kind in TYPED_INTO or box.kind == "select"}
    return empty | {box.name: box.value for box in boxes if box.kind == "hidden"}


def check_the_title(page: Reader) -> None:
    assert page.title.startswith("Error: ")
    assert page.summary


def check_the_links(page: Reader) -> None:
    for link, text in page.summary:
        assert link.startswith("#"), f"no link to a field: {text}"
        assert link[1:] in page.ids, f"leads nowhere: {link}"
        assert any(text in error for error in page.field_errors), f"not at the field: {text}"


def a_button_alone_leads_on(attacked: Attack) -> None:
    answer = attacked.client.post(attacked.url, {})
    if attacked.place.name in SHOWN_AT_ONCE:
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        return
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/")


def nonsense_is_answered_and_nothing_typed_is_lost(attacked: Attack) -> list[str]:
    wrong = []
    for name in ON_PAGES:
        for choose in (False, True) if name == "markup" else (True,):
            with attacked.anew():
                data = typed_into(attacked.boxes, TEXTS[name], choose=choose)
                wrong += fault_of(attacked.client, attacked.url, name, data)
    return wrong


def fault_of(client, url: str, name: str, data: dict[str, list[str]]) -> list[str]:
    try:
        answer = client.post(url, {**data, "then": "end"})
    except Exception as fault:
        return [f"{name}: {type(fault).__name__} {str(fault)[:120]}"]
    found = []
    if answer.status_code not in FINE:
        found.append(f"{name}: {answer.status_code}")
    body = answer.content.decode() if answer.get("Content-Type", "").startswith("text/html") else ""
    if answer.status_code == 302 and answer.headers["Location"].startswith("/"):
        shown = client.get(answer.headers["Location"])
        body = "" if shown.streaming else shown.content.decode(errors="replace")
    if SCRIPT in body:
        found.append(f"{name}: the script is in the page")
    if answer.status_code == 422:
        found += [f"{name}: {lost}" for lost in lost_words(Reader(body), data)]
    return found


def lost_words(page: Reader, data: dict[str, list[str]]) -> list[str]:
    """Boxes that do not show again what was typed into them."""
    lost = []
    for box in page.boxes:
        if box.kind in TYPED_INTO - {"password"} and box.name in data:
            typed = data[box.name][-1].replace("\r\n", "\n").replace("\r", "\n")
            shown = box.value.replace("\r\n", "\n").replace("\r", "\n")
            if kept_by_html(shown) != kept_by_html(typed):
                lost.append(f"{box.name} shows {box.value[:40]!r}")
    return lost


def kept_by_html(text: str) -> str:
    """NUL cannot be written in HTML at all, and a value that is only spaces is none."""
    return text.replace("\x00", "").replace("\ufffd", "").strip()


def odd_shapes_of_a_form_are_no_fault(attacked: Attack) -> list[str]:
    """Fields doubled, hidden fields forged, drafts of nonsense, bytes that are not UTF-8, files for words."""
    wrong = []
    names = sorted({box.name for box in attacked.boxes} - {"csrfmiddlewaretoken"}) or ["a"]
    invalid = b"&".join(name.encode() + b"=%FF%ED%A0%80\xff\xfe" for name in names)
    attempts = {
        "doubled": {"data": {name: ["1", "<b>", "2"] for name in names}},
        "hidden": {"data": {"form_key": "\x00", "version": "z" * 5000, "confirmed_warnings": "é"}},
        "draft": {"data": dict.fromkeys(names, "a\x00b\ufffd"), "headers": {"X-Draft": "yes"}},
        "later": {"data": {**dict.fromkeys(names, MARKUP + "\x00"), "save_later": "yes"}},
        "not UTF-8": {"data": invalid, "content_type": FORM},
    }
    for name, attempt in attempts.items():
        with attacked.anew():
            faults = fault_of_body(attacked.client, attacked.url, attempt)
            wrong += [f"{name}: {fault}" for fault in faults]
    return wrong


FORM = "application/x-www-form-urlencoded"


def fault_of_body(client, url: str, attempt) -> list[str]:
    try:
        if isinstance(attempt["data"], bytes):
            answer = client.generic("POST", url, attempt["data"], content_type=attempt["content_type"])
        else:
            answer = client.post(url, **attempt)
    except Exception as fault:
        return [f"{type(fault).__name__} {str(fault)[:120]}"]
    return [] if answer.status_code in FINE else [str(answer.status_code)]


BODIES = {
    "JSON": (b'{"a": 1}', "application/json"),
    "no parts": (b"nonsense", "multipart/form-data; boundary=x"),
    "no boundary": (b"nonsense", "multipart/form-data"),
    "an odd boundary": (b"nonsense", "multipart/form-data; boundary=\xff"),
    "letters of no language": (
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\r\n--x--\r\n',
        "multipart/form-data; boundary=x; charset=rot13",
    ),
    "letters of another language": (
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n+2AA-\r\n--x--\r\n',
        "multipart/form-data; boundary=x; charset=utf-7",
    ),
    "an encoding of nothing": (
        b'--x\r\nContent-Disposition: form-data; name="text"\r\nContent-Transfer-Encoding: base64'
        b"\r\n\r\n!!!\r\n--x--\r\n",
        "multipart/form-data; boundary=x",
    ),
    "another charset": (b"text=1", f"{FORM}; charset=utf-16"),
    "many fields": ("&".join(f"a{number}=1" for number in range(600)).encode(), FORM),
    "many files": (
        b"".join(
            b'--x\r\nContent-Disposition: form-data; name="a"; filename="b.txt"\r\n\r\n1\r\n'
            for _number in range(12)
        )
        + b"--x--\r\n",
        "multipart/form-data; boundary=x",
    ),
    "a name with NUL": (b"te\x00xt=1&%00=2&text%00=3", FORM),
}


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("place", [Place("staff:note_add"), Place("intake:save"), Place("language")], ids=str)
def test_bodies_that_are_no_forms_are_no_fault(name, place, world):
    body, kind = BODIES[name]
    with undone():
        client = world.client(place)
        assert not fault_of_body(client, world.url(place), {"data": body, "content_type": kind})


PASSKEY_PLACES = (
    "mfa_login_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_authenticate",
)


@pytest.mark.parametrize("name", PASSKEY_PLACES)
def test_an_odd_answer_of_a_device_is_refused_in_words(name, world):
    wrong = []
    place = Place(name)
    with undone():
        attacked = attack(world, place)
        for what, text in PASSKEYS.items():
            with undone():
                wrong += fault_of(
                    attacked.client, attacked.url, what, {"credential": [text], "name": ["Phone"]}
                )
    assert not wrong, "\n".join(wrong)


def test_a_body_over_the_limit_is_refused(world):
    place = Place("staff:note_add")
    with undone():
        answer = world.client(place).post(world.url(place), {"text": "x" * (3 * 1024 * 1024)})
        assert answer.status_code == 413
