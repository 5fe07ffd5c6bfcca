"""The published page of the strength check: every check, and how well they find seeded flaws."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.utils import translation

from requests_app.strength import rules as _registers_all_checks  # noqa: F401
from requests_app.strength.findings import MUST, RULES, Rule
from requests_app.strength.trials.clean import CONTROLS
from requests_app.strength.trials.run import Trial, alarms_of_controls, run

ROOT = Path(__file__).resolve().parent.parent.parent
PUBLISHED = ROOT / "docs" / "reference" / "strength-check.md"
HEAD = """# Strength check

Written by `manage.py strength_table` from `requests_app/strength/`; a test fails when it is out of date. Each
check is one pure function. It says “must fix” or “would make it stronger” when it fails, “looks good” when it
holds, and nothing when it does not apply. There is no score. How to add one:
[add-a-strength-check.md](../how-to/add-a-strength-check.md).
"""
CHECKS = """
## Checks

A raised version means that the words or the judgement changed; a packet keeps the id and version of each.

| check | version | when it fails | said when it fails | why we say it |
|---|---|---|---|---|
"""
TRIALS = """
## Seeded flaws

{flaws} flaws, each alone in an otherwise clean request of one or more of {controls} kinds: {tries} tries.
Found at the right place: {found} of {tries}. False alarms beside a flaw: {beside}. False alarms in the clean
requests: {alone}. A flaw may rightly set off a second check; that is named in its row and not counted.

| flaw | check | place | found | false alarms | also set off |
|---|---|---|---|---|---|
"""


def table_text() -> str:
    """Stable text: the same checks and trials always give the same page."""
    with translation.override("en"):
        trials = run()
        checks = "\n".join(_check_row(one) for one in RULES.values())
        return HEAD + CHECKS + checks + "\n" + _summary(trials) + "\n".join(map(_trial_row, trials)) + "\n"


def faults(trials: Sequence[Trial]) -> list[str]:
    """Everything that keeps the table from being clean."""
    alone = [f"{name}: {', '.join(found)}" for name, found in alarms_of_controls().items() if found]
    missed = [f"{one.flaw.name}: missed on {', '.join(one.missed)}" for one in trials if one.missed]
    beside = [f"{one.flaw.name}: {', '.join(one.false_alarms)}" for one in trials if one.false_alarms]
    return alone + missed + beside


def _summary(trials: Sequence[Trial]) -> str:
    tries = sum(len(one.tried_on) for one in trials)
    return TRIALS.format(
        flaws=len(trials),
        controls=len(CONTROLS),
        tries=tries,
        found=tries - sum(len(one.missed) for one in trials),
        beside=sum(len(one.false_alarms) for one in trials),
        alone=sum(map(len, alarms_of_controls().values())),
    )


def _check_row(one: Rule) -> str:
    when = "must fix" if one.group == MUST else "would make it stronger"
    source = f"record `{one.record}`" if one.record else str(one.source)
    return f"| `{one.id}` | {one.version} | {when} | {_plain(str(one.title))} | {source} |"


def _plain(title: str) -> str:
    """Placeholders as “…”."""
    for name in ("day", "names", "name", "count", "code", "word", "text"):
        title = title.replace(f"%({name})s", "…")
    return title


def _trial_row(one: Trial) -> str:
    found = f"{len(one.tried_on) - len(one.missed)} of {len(one.tried_on)}"
    also = ", ".join(f"`{name}`" for name in sorted(one.flaw.also))
    return (
        f"| {one.flaw.name} | `{one.flaw.check}` | `{one.flaw.place}` | {found} "
        f"| {len(one.false_alarms)} | {also} |"
    )
