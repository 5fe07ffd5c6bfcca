from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from requests_app.documents.refusals import FileRefused
from requests_app.facilities.services import logo
from requests_app.models import Organization
from requests_app.packets import brand, printing, rendering
from requests_app.packets.logo import Logo
from requests_app.packets.parts import Section
from tests.factories.cases import make_case
from tests.factories.people import make_user
from tests.packets.making import example, options_for


def picture(size=(900, 300), mode="RGBA", kind="PNG", **options) -> bytes:
    file = BytesIO()
    Image.new(mode, size, (10, 90, 95, 128)[: len(mode)]).save(file, kind, **options)
    return file.getvalue()


def test_a_logo_is_drawn_anew_on_white_and_no_larger_than_it_is_shown():
    drawn = Image.open(BytesIO(logo.draw_logo(picture())))
    assert (drawn.mode, drawn.size, drawn.format) == ("RGB", (600, 200), "PNG")


@pytest.mark.parametrize(
    "data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", picture()[:60]]
)
def test_what_is_no_picture_is_refused_with_a_sentence(data):
    with pytest.raises(FileRefused):
        logo.draw_logo(data)


def test_patients_of_the_facility_see_it_and_others_do_not(team, client_for):
    Organization.objects.filter(pk=team.facility.pk).update(service_name="Valley Requests")
    logo.set_logo(
        organization=team.facility, drawn=picture(), words="Valley", by=team.as_admin(), at=timezone.now()
    )
    patient = make_user()
    case = make_case(user=patient, facility=team.facility)
    page = client_for(patient).get(reverse("tracker:task_list", args=[case.public_id])).content.decode()
    own = reverse("facilities:logo_file", args=[team.facility.public_id])

    assert own in page
    assert "– Valley Requests</title>" in page
    other = make_user()
    elsewhere = make_case(user=other)
    page = client_for(other).get(reverse("tracker:task_list", args=[elsewhere.public_id])).content.decode()
    assert own not in page
    assert "Valley Requests" not in page


def test_the_first_page_of_a_packet_shows_the_logo_that_was_kept_with_it(team):
    logo.set_logo(
        organization=team.facility,
        drawn=logo.draw_logo(picture()),
        words="Valley",
        by=team.as_admin(),
        at=timezone.now(),
    )
    team.facility.refresh_from_db()
    kept = brand.logo_now(team.facility)
    found = brand.from_json(kept)
    assert found == Logo(team.facility.logo_key, kept["sha256"], "Valley")
    logo.remove_logo(organization=team.facility, by=team.as_admin(), at=timezone.now())

    file = example()
    options = options_for(file, logo=found, sections=frozenset({Section.COVER}))
    words, assets = rendering.ready_to_print(file, options, rendering.NOTHING)
    pdf = PdfReader(BytesIO(printing.print_packet(words, assets=assets).pdf))
    assert len(pdf.pages[0].images) == 1
    team.facility.refresh_from_db()
    assert brand.logo_now(team.facility) == {}
