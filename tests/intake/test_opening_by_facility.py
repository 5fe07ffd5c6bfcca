"""A person comes by a facility’s link or by an invitation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.models import (
    AuditEntry,
    Case,
    Invitation,
    Organization,
    PatientLink,
    Site,
)
from tests.factories.people import make_member, make_user
from tests.intake.opening import (
    AGREE,
    AGREES,
    TOKEN,
    answer_questions,
    invite,
    sign_in_by_code,
)
from tests.intake.pages import fill_in, hidden


class TestThroughAFacility:
    def open_address(self, client, facility):
        url = reverse("intake:facility", kwargs={"slug": facility.slug})
        return client.get(url), client.post(url)

    def test_its_page_names_it_and_opening_it_changes_nothing(self, client, facility):
        page = client.get(reverse("intake:facility", kwargs={"slug": facility.slug}))

        text = page.content.decode()
        assert page.status_code == 200
        assert "Sample Care Center" in text
        assert "Sample Care Center" not in text[text.index("<title>") : text.index("</title>")]
        assert "came_through" not in client.session

    def test_the_case_is_the_facilitys_when_the_person_says_so(self, own, facility):
        _page, sent = self.open_address(own, facility)
        answer_questions(own)

        assert sent["Location"] == reverse("triage:question", kwargs={"question": "who"})
        assert (
            "Sample Care Center will see this request and help you send it."
            in own.get(AGREE).content.decode()
        )
        fill_in(own, AGREE, {**AGREES, "share": "YES"})

        assert Case.objects.get().organization == facility
        assert "came_through" not in own.session

    def test_a_link_of_a_site_brings_the_case_there_and_counts_it(self, own, facility):
        now = timezone.now()
        site = Site.objects.create(organization=facility, name="North", time_zone="America/Phoenix")
        link = PatientLink.objects.create(
            organization=facility, key="poster2345", label="P", made_by=make_user(), made_at=now, site=site
        )
        own.post(reverse("intake:link", kwargs={"link_key": link.key}))
        answer_questions(own)
        fill_in(own, AGREE, {**AGREES, "share": "YES"})

        link.refresh_from_db()
        case = Case.objects.get()
        assert (case.organization, case.site, link.opened_cases) == (facility, site, 1)

    def test_the_case_is_the_persons_own_when_they_say_no(self, own, person, facility, client_for):
        self.open_address(own, facility)
        answer_questions(own)

        fill_in(own, AGREE, {**AGREES, "share": "NO"})

        case = Case.objects.get()
        assert case.organization.personal_for == person
        worker = client_for(make_member(facility), second_factor=True)
        url = reverse("tracker:task_list", kwargs={"case_id": case.public_id})
        assert worker.get(url).status_code == 404

    def test_nothing_is_opened_before_the_person_chose(self, own, facility):
        self.open_address(own, facility)
        answer_questions(own)

        refused = fill_in(own, AGREE, AGREES)

        assert refused.status_code == 422
        assert "Select who should see this request" in refused.content.decode()
        assert not Case.objects.exists()

    def test_nobody_gets_into_a_tenant_by_posting_the_choice_alone(self, own, person):
        answer_questions(own)

        fill_in(own, AGREE, {**AGREES, "share": "YES"})

        assert Case.objects.get().organization.personal_for == person

    def test_the_choice_survives_the_sign_in(self, client, facility):
        self.open_address(client, facility)
        answer_questions(client)
        signed_in = sign_in_by_code(client, "person@example.com")

        fill_in(client, signed_in["Location"], {**AGREES, "share": "YES"})

        assert Case.objects.get().organization == facility

    @pytest.mark.parametrize("columns", [{"is_active": False}, {"slug": "other"}])
    def test_unknown_and_closed_addresses_are_404(self, columns, client, facility):
        Organization.objects.filter(pk=facility.pk).update(**columns)

        assert client.get(reverse("intake:facility", kwargs={"slug": "sample-care"})).status_code == 404

    def test_a_facility_closed_meanwhile_is_no_choice_any_more(self, own, person, facility):
        self.open_address(own, facility)
        answer_questions(own)
        page = own.get(AGREE)
        Organization.objects.filter(pk=facility.pk).update(is_active=False)

        own.post(AGREE, {**hidden(page), **AGREES, "share": "YES"})

        assert Case.objects.get().organization.personal_for == person


class TestByInvitation:
    URL = f"/invited/{TOKEN}/"

    def test_the_page_reads_as_the_mail_did_unless_the_browser_chose(self, client, facility):
        invite(facility, language="es")
        first = client.get(self.URL)
        assert '<html lang="es">' in first.content.decode()
        assert first.cookies["language"].value == "es"
        client.cookies["language"] = "en"
        assert '<html lang="en">' in client.get(self.URL).content.decode()

    def test_opening_the_link_changes_nothing(self, client, facility):
        invitation = invite(facility)

        page = client.get(self.URL)

        assert page.status_code == 200
        assert "Sample Care Center" in page.content.decode()
        assert Invitation.objects.get(pk=invitation.pk).used_at is None

    def test_the_link_is_used_when_the_case_is_opened(self, own, person, facility):
        invitation = invite(facility)
        sent = own.post(self.URL)
        assert sent["Location"] == reverse("triage:question", kwargs={"question": "who"})
        assert Invitation.objects.get(pk=invitation.pk).used_at is None
        answer_questions(own)

        fill_in(own, AGREE, {**AGREES, "share": "YES"})

        used = Invitation.objects.get(pk=invitation.pk)
        assert Case.objects.get().organization == facility
        assert used.used_by == person
        assert AuditEntry.objects.filter(action="intake.invitation_used").count() == 1
        assert own.get(self.URL).status_code == 410

    def test_going_on_without_the_facility_leaves_the_link_unused(self, own, person, facility):
        invitation = invite(facility)
        own.post(self.URL)
        answer_questions(own)

        fill_in(own, AGREE, {**AGREES, "share": "NO"})

        assert Case.objects.get().organization.personal_for == person
        assert Invitation.objects.get(pk=invitation.pk).used_at is None

    @pytest.mark.parametrize(
        "columns",
        [
            {"used_at": timezone.now()},
            {"revoked_at": timezone.now()},
            {"expires_at": timezone.now() - timedelta(minutes=1)},
        ],
    )
    def test_a_link_that_cannot_be_used_says_what_to_do_instead(self, columns, client, facility):
        invite(facility, **columns)

        for answer in (client.get(self.URL), client.post(self.URL)):
            assert answer.status_code == 410
            assert "start without an invitation" in answer.content.decode()
            assert "Sample Care Center" not in answer.content.decode()
        assert "came_through" not in client.session

    def test_an_unknown_link_is_answered_the_same_way(self, client):
        assert client.get(self.URL).status_code == 410

    def test_a_link_that_ran_out_on_the_way_is_said_and_nothing_is_opened(self, own, facility):
        invitation = invite(facility)
        own.post(self.URL)
        answer_questions(own)
        page = own.get(AGREE)
        Invitation.objects.filter(pk=invitation.pk).update(revoked_at=timezone.now())

        refused = own.post(AGREE, {**hidden(page), **AGREES, "share": "YES"})

        assert refused.status_code == 422
        assert "The invitation has run out or was used" in refused.content.decode()
        assert not Case.objects.exists()
