"""A message goes to a public https address that was checked, and nowhere else."""

from __future__ import annotations

import pytest

from requests_app.exchange.webhooks_line import Line, NotSent, is_fit, is_public, public_addresses
from tests.exchange.https_place import NAME


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:53aa:64c::1",
        "2001:db8::1",
        "not an address",
    ],
)
def test_what_lies_inside_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_the_open_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        ("https://ehr.example.org/told", True),
        ("https://ehr.example.org:8443/told?x=1", True),
        ("https://8.8.8.8/told", True),
        ("http://ehr.example.org/told", False),
        ("https://me:secret@ehr.example.org/", False),
        ("https://localhost/", False),
        ("https://printer.local/", False),
        ("https://db.internal/", False),
        ("https://127.0.0.1/", False),
        ("https://[::1]/", False),
        ("https://[::ffff:10.0.0.1]/", False),
        ("https://0x7f.1/", True),  # a name: where it leads is looked up
        ("https://ehr.example.org:0/", False),
        ("https://ehr.example.org:99999/", False),
        ("https://ehr.example.org/#part", False),
        ("ftp://ehr.example.org/", False),
        ("", False),
    ],
)
def test_only_https_without_a_password_is_taken(url, fits):
    assert is_fit(url) is fits


def test_a_name_that_leads_inside_is_refused_before_anything_is_said():
    with pytest.raises(NotSent, match="NOT_PUBLIC"):
        public_addresses("localhost", 443)


def test_it_is_said_over_a_line_whose_certificate_is_that_of_the_name(place):
    assert place.line.post(place.url, b"{}", {"SCA-Event": "test"}) == 204

    headers, body = place.heard[0]
    assert (headers["Host"], headers["SCA-Event"], body) == (f"{NAME}:{place.port}", "test", b"{}")


def test_another_certificate_is_not_trusted(place):
    own = Line(lookup=place.line.lookup)

    with pytest.raises(NotSent, match="CERTIFICATE"):
        own.post(place.url, b"{}", {})
    assert not place.heard


def test_nobody_is_followed_to_another_address(place):
    place.answers.append(302)

    assert place.line.post(place.url, b"{}", {}) == 302
    assert len(place.heard) == 1


def test_nobody_there_is_told_apart(place):
    with pytest.raises(NotSent, match="NO_LINE"):
        place.line.post(f"https://{NAME}:1/", b"{}", {})
