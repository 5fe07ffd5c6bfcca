"""A remittance of the facility that waits for a look: two claims of the request, and one of somebody else."""

from __future__ import annotations

from typing import Any

ALONE = ("bills_desk:desk", "bills_desk:remittance_add")


def values_for(route: str, case: Any, *, staff: str) -> dict[str, Any]:
    return {} if route in ALONE else {"remittance_id": _waiting(case, staff).public_id}


def _waiting(case: Any, staff: str) -> Any:
    """The one that waits, read in when there is none."""
    from django.utils import timezone

    from requests_app.claims.readers.x12 import read
    from requests_app.eobs import remittances
    from requests_app.models import EobFile, User
    from tests.factories.people import actor_for

    kept = EobFile.objects.filter(organization=case.organization, case=None, state="READ").first()
    if kept is not None:
        return kept
    data = _file(case.patient, case.coverage.member_id)
    worker = User.objects.get(email=staff)
    return remittances.keep_remittance(
        organization=case.organization,
        reading=read(data),
        data=data,
        name="remittance.835",
        by=actor_for(worker, facility=case.organization),
        at=timezone.now(),
    )


def _file(patient: Any, member_id: str) -> bytes:
    from tests.claims.x12.remit import BEN, Payment, claim, file, svc

    who = (f"NM1*QC*1*{patient.last_name.upper()}*{patient.first_name.upper()}****MI*{member_id}",)
    agreed = ("CAS*CO*45*150", "CAS*PR*3*30", "AMT*B6*350")
    right = svc("HC:H0015", "500", "320", *agreed, revenue="0905")
    off = svc("HC:H0015", "500", "0", "CAS*PR*1*200*1*242*299", "AMT*B6*200", "LQ*HE*N130", revenue="0905")
    other = svc("HC:90834", "100", "80", "CAS*PR*2*20")
    claims = (
        claim("CLM-2026-7001", "500", "320", "30", right, who=who),
        claim("CLM-2026-7002", "500", "0", "500", off, who=who, account="PT-1002"),
        claim("CLM-2026-7003", "100", "80", "20", other, who=BEN, account="PT-2001"),
    )
    return file(Payment(claims, plbs=("PLB*1234567893*20261231*L6:CLM-2026-7001*-1.37",)))
