"""Two people at the same moment: one offer is accepted, and one agreement is begun."""

from __future__ import annotations

import pytest

from requests_app.models import Agreement, Offer
from tests.agreements.making import OFFERED, new_key, offer_of, on, url
from tests.factories.cases import make_case
from tests.robustness.together import at_once, tab


@pytest.fixture
def case(transactional_db):
    return make_case()


def accept(client, case, offer):
    path = url("offer_answer", case, offer.public_id)
    version = client.get(path).context["form"].version
    typed = {"answer": "ACCEPTED", **on("answered_on", OFFERED), "version": version, "confirmed_warnings": ""}
    warned = client.post(path, {**typed, **new_key()})
    digest = warned.context["form"].warnings_digest
    return lambda: client.post(path, {**typed, "confirmed_warnings": digest, **new_key()})


def test_two_offers_cannot_both_be_accepted(case, client_for):
    client = client_for(case.opened_by)
    first, second = offer_of(case), offer_of(case, made_by="PROVIDER")

    answers = at_once(accept(client, case, first), accept(tab(client), case, second))

    assert sorted(one.status_code for one in answers) == [302, 422]
    assert Offer.objects.filter(accepted_on__isnull=False).count() == 1


def test_two_first_offers_belong_to_one_agreement(case, client_for):
    client = client_for(case.opened_by)
    path = url("offer_add", case)

    answers = at_once(
        lambda: client.post(path, {"made_by": "PLAN", "offered_on": "today", **new_key()}),
        lambda: tab(client).post(path, {"made_by": "PROVIDER", "offered_on": "today", **new_key()}),
    )

    assert [one.status_code for one in answers] == [302, 302]
    assert (Agreement.objects.count(), Offer.objects.count()) == (1, 2)
