from __future__ import annotations

from datetime import date

from requests_app.casefile.export import case_file
from requests_app.models import Case, Settlement, StatedFacts
from requests_app.outreach.statement import covered_lines, hash_of
from requests_app.strength.checker import check
from requests_app.strength.facts import Facts, facts_of
from requests_app.strength.findings import Finding
from requests_app.strength.same_story import Mismatch, differences


def facts_of_case(case: Case, on: date) -> Facts:
    """The same number of queries however much is in the case."""
    file = case_file(case)
    log_sha256 = hash_of(covered_lines(case)) if file.calls_statement else ""
    return facts_of(file, on=on, log_sha256=log_sha256)


def findings_of(case: Case, on: date) -> tuple[Finding, ...]:
    """What the checks say today."""
    return check(facts_of_case(case, on))


def stated_of(case: Case, source: str) -> StatedFacts | None:
    return StatedFacts.objects.filter(case=case, source=source, removed_at__isnull=True).first()


def owed_corrections(case: Case) -> list[Mismatch]:
    """Differences settled as ours, whose other paper still says otherwise. One query when there are none."""
    if not case.settlements.filter(choice=Settlement.Choice.OURS).exists():
        return []
    return [one for one in differences(case_file(case)) if one.is_settled]
