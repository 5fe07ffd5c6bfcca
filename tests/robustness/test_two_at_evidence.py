"""Two people at the same moment on the pages that collect evidence: real threads, nothing lost unseen."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from requests_app.models import CallsStatement, OfficeImport, Settlement
from requests_app.models.outreach import ImportState
from tests.intake.pages import hidden
from tests.robustness.places import new_key
from tests.robustness.together import at_once, tab

pytestmark = pytest.mark.usefixtures("transactional_db")
LIST = b"Name,Phone\nSample One,602-555-0101\nSample Two,602-555-0102\n"


@pytest.fixture
def patient(stage):
    return stage.client("patient")


@pytest.fixture
def worker(stage):
    return stage.client("worker")


def list_as_file() -> dict[str, object]:
    file = SimpleUploadedFile("list.csv", LIST, "text/csv")
    return {"file": file, "found_in": "PLAN_WEBSITE", "form_key": new_key()}


def test_of_two_lists_read_at_once_one_waits(stage, patient, worker):
    url = stage.url("outreach:import_start")
    at_once(lambda: patient.post(url, list_as_file()), lambda: worker.post(url, list_as_file()))
    assert OfficeImport.objects.filter(state=ImportState.PREVIEW).count() == 1


def test_a_list_taken_twice_and_thrown_away_at_once_is_taken_once_or_never(stage, patient, worker):
    patient.post(stage.url("outreach:import_start"), list_as_file())
    kept, before = OfficeImport.objects.get(), stage.case.offices.count()
    url = stage.url("outreach:import_preview", kept.public_id)
    at_once(
        lambda: patient.post(url, {"picked": ["0", "1"], "form_key": new_key()}),
        lambda: worker.post(url, {"picked": ["0", "1"], "form_key": new_key()}),
        lambda: tab(patient).post(stage.url("outreach:import_drop", kept.public_id)),
    )
    assert stage.case.offices.count() - before in (0, 2)
    kept.refresh_from_db()
    assert kept.state in (ImportState.TAKEN, ImportState.DROPPED)


@pytest.mark.parametrize(
    ("name", "more", "field", "values"),
    [
        ("tracks:track_edit", ["gap"], "notes", ("They want a letter.", "They want a form.")),
        ("costs:edit", [], "in_deductible", ("1100", "2200")),
        ("strength:stated", ["letter"], "provider_name", ("Sample House", "Example Place")),
    ],
)
def test_two_answers_at_once_are_both_shown(stage, patient, worker, name, more, field, values):
    url = stage.url(name, *more)
    shown = [hidden(one.get(url)) for one in (patient, worker)]
    answers = at_once(
        lambda: patient.post(url, {**shown[0], field: values[0], "form_key": new_key()}),
        lambda: worker.post(url, {**shown[1], field: values[1], "form_key": new_key()}),
    )
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    refused = next(answer for answer in answers if answer.status_code == 422).content.decode()
    assert all(value in refused.replace(",", "") for value in values)


def test_a_difference_settled_both_ways_at_once_says_one_thing(stage, patient, worker):
    url = stage.url("strength:stated", "letter")
    patient.post(url, {**hidden(patient.get(url)), "provider_name": "Quite Another House"})
    page = patient.get(stage.url("strength:same_story")).content.decode()
    form = next(one for one in re.findall("<form.*?</form>", page, re.DOTALL) if "provider_name" in one)
    pair = dict(re.findall(r'name="(topic|source|version)" value="([^"]*)"', form))
    url = stage.url("strength:settle")
    at_once(
        lambda: patient.post(url, {**pair, "choice": "OURS"}),
        lambda: worker.post(url, {**pair, "choice": "THEIRS"}),
    )
    stage.case.provider.refresh_from_db()
    last = Settlement.objects.filter(topic="provider_name").order_by("-id")[0]
    is_theirs = stage.case.provider.name == "Quite Another House"
    assert is_theirs == (last.choice == Settlement.Choice.THEIRS)


def test_a_log_signed_in_two_tabs_at_once_is_signed_once(stage, patient):
    url = stage.url("outreach:statement")
    data = {**hidden(patient.get(url)), "signed_name": "Maya Sample", "is_true": "yes"}
    answers = at_once(
        lambda: patient.post(url, {**data, "form_key": new_key()}),
        lambda: tab(patient).post(url, {**data, "form_key": new_key()}),
    )
    assert {answer.status_code for answer in answers} == {302}
    assert CallsStatement.objects.count() == 1


def test_a_log_signed_by_two_people_at_once_is_signed_by_one(stage, patient, worker):
    url = stage.url("outreach:statement")
    shown = [hidden(one.get(url)) for one in (patient, worker)]
    answers = at_once(
        lambda: patient.post(url, {**shown[0], "signed_name": "Maya Sample", "is_true": "yes"}),
        lambda: worker.post(url, {**shown[1], "signed_name": "Sam Worker", "is_true": "yes"}),
    )
    assert {answer.status_code for answer in answers} == {302}
    assert CallsStatement.objects.count() == 1
