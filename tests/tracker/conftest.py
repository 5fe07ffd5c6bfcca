from __future__ import annotations

import pytest

from tests.factories.cases import make_case


@pytest.fixture
def case():
    return make_case()


@pytest.fixture
def patient(case, client_for):
    return client_for(case.opened_by)
