"""The look-up in the NPI registry, against a real server that answers well, badly, slowly or too much."""

from __future__ import annotations

import html
import json
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from requests_app.models import Case, OutreachOffice
from requests_app.outreach.imports import registry
from requests_app.outreach.imports.registry import Question, RegistryUnavailable, find
from tests.factories.cases import make_case
from tests.intake.pages import hidden

KEY = "8d0e4bd3-63fb-4ee5-90bb-5d3f6d3f4b6c"
CLINIC = {
    "number": "1999000056",
    "enumeration_type": "NPI-2",
    "basic": {"organization_name": "EXAMPLE CLINIC"},
    "addresses": [
        {"address_purpose": "MAILING", "city": "NOWHERE"},
        {
            "address_purpose": "LOCATION",
            "address_1": "1 Example Way",
            "city": "PHOENIX",
            "state": "AZ",
            "postal_code": "850041234",
            "telephone_number": "602-555-0101",
        },
    ],
    "taxonomies": [{"desc": "Other", "primary": False}, {"desc": "Psychiatry", "primary": True}],
}
PERSON = {
    "number": "1999000015",
    "enumeration_type": "NPI-1",
    "basic": {"first_name": "ALVA", "last_name": "SAMPLE", "credential": "MD"},
    "addresses": "none",
}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    mode = "good"
    asked: list[dict[str, list[str]]]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        self.server.asked.append(query)
        getattr(self, f"answer_{self.server.mode}")(query)

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_good(self, query: dict[str, list[str]]) -> None:
        people = query.get("enumeration_type") == ["NPI-1"]
        self.send(json.dumps({"result_count": 1, "results": [PERSON if people else CLINIC]}).encode())

    def answer_nobody(self, _query: object) -> None:
        self.send(b'{"result_count": 0, "results": []}')

    def answer_error(self, _query: object) -> None:
        self.send(b"{}", 500)

    def answer_broken(self, _query: object) -> None:
        self.send(b'{"results": [')

    def answer_strange(self, _query: object) -> None:
        self.send(b'{"results": {"a": 1}}')

    def answer_huge(self, _query: object) -> None:
        self.send(b'{"results": []' + b" " * (registry.MOST_BYTES + 10) + b"}")

    def answer_moved(self, _query: object) -> None:
        self.send(b"", 302, Location="http://127.0.0.1:9/elsewhere")

    def answer_slow(self, _query: object) -> None:
        """Drips, so that no single read ever times out."""
        self.send_response(200)
        self.end_headers()
        try:
            for _number in range(100):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, *_args: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server(("127.0.0.1", 0), Handler)
    found.asked = []
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield found
    found.shutdown()
    found.server_close()


@pytest.fixture
def address(server, monkeypatch) -> str:
    monkeypatch.setattr(registry, "SECONDS", 0.5)
    return f"http://127.0.0.1:{server.server_address[1]}/api/"


@pytest.fixture
def case(db, settings, address) -> Case:
    settings.NPI_REGISTRY_URL = address
    return make_case()


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


def find_url(case: Case) -> str:
    return reverse("outreach:npi_find", args=[case.public_id])


def typing_url(case: Case) -> str:
    return reverse("outreach:office_add", args=[case.public_id])


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def test_a_name_is_asked_as_an_organization_and_as_a_person(address, server):
    clinic, person = find(address, Question("Example Clinic", "AZ"))

    assert (clinic.name, clinic.kind, clinic.specialty) == ("EXAMPLE CLINIC", "FACILITY", "Psychiatry")
    assert (clinic.city, clinic.zip_code, clinic.phone) == ("PHOENIX", "85004-1234", "602-555-0101")
    assert (person.name, person.kind, person.listed_accepting) == ("ALVA SAMPLE, MD", "PERSON", "")
    first, second = server.asked
    assert (first["organization_name"], first["state"], first["version"]) == (
        ["Example Clinic*"],
        ["AZ"],
        ["2.1"],
    )
    assert (second["last_name"], second["first_name"]) == (["Clinic*"], ["Example*"])


def test_a_number_is_asked_once(address, server):
    find(address, Question("1999000056"))

    assert [one["number"] for one in server.asked] == [["1999000056"]]


@pytest.mark.parametrize("mode", ["error", "broken", "strange", "huge", "moved", "slow"])
def test_a_registry_that_does_not_answer_well_counts_as_away(mode, address, server):
    server.mode = mode
    started = time.monotonic()

    with pytest.raises(RegistryUnavailable):
        find(address, Question("Example Clinic"))

    assert time.monotonic() - started < 2
    assert len(server.asked) == 1


def test_nobody_listening_counts_as_away():
    with pytest.raises(RegistryUnavailable):
        find("http://127.0.0.1:9/api/", Question("Example Clinic"))


def test_an_answer_is_picked_and_becomes_an_office(case, client, server):
    page = client.get(find_url(case))
    found = client.post(find_url(case), {**hidden(page), "name": "Example Clinic", "state": "AZ"})

    text = text_of(found)
    assert found.status_code == 200
    assert "EXAMPLE CLINIC, PHOENIX AZ, Psychiatry, NPI 1999000056" in text
    assert "Source: NPI registry (NPPES), CMS" in text
    (chosen,) = set(re.findall(r'value="(\.?[\w-]+:[\w-]+:[\w-]+)"', text.split("PHOENIX")[0]))
    added = client.post(
        find_url(case), {"chosen": chosen, "form_key": "8d0e4bd3-63fb-4ee5-90bb-5d3f6d3f4b6c"}
    )

    office = OutreachOffice.objects.get(case=case)
    assert added["Location"].endswith(f"{office.public_id}/about/")
    assert (office.name, office.npi, office.city, office.listed_accepting) == (
        "EXAMPLE CLINIC",
        "1999000056",
        "PHOENIX",
        "",
    )


def test_only_what_the_registry_said_can_be_picked(case, client):
    response = client.post(find_url(case), {"chosen": '{"name": "Made up"}'})

    assert response.status_code == 422
    assert not OutreachOffice.objects.exists()


def test_nobody_of_this_name_is_said(case, client, server):
    server.mode = "nobody"

    text = text_of(client.post(find_url(case), {"name": "Example Clinic"}))

    assert "The registry knows nobody of this name." in text
    assert typing_url(case) in text


@pytest.mark.parametrize("mode", ["error", "slow"])
def test_when_it_is_away_the_person_types_and_nothing_is_lost(mode, case, client, server):
    server.mode = mode

    away = client.post(find_url(case), {"name": "Example Clinic", "state": "AZ"})

    assert away["Location"] == typing_url(case)
    text = text_of(client.get(typing_url(case)))
    assert "The registry does not answer now. Type what you know." in text
    assert 'value="Example Clinic"' in text


def test_turned_off_it_leads_to_typing(case, client, settings):
    settings.NPI_REGISTRY_URL = ""

    assert client.get(find_url(case))["Location"] == typing_url(case)
    assert "The look-up is turned off here" in text_of(client.get(typing_url(case)))
    names = reverse("outreach:office_names", args=[case.public_id])
    assert find_url(case) not in text_of(client.get(names))
