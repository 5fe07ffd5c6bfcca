"""Work out by when an answer should come, with every step of the arithmetic. Pure.

What the plan wrote comes before what it said on the phone, that before a checked rule, that before what is
common. A fast path that was promised or that a rule gives counts when it is the earlier one. The other days
stand beside the one that counts, so that nothing is hidden by it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from requests_app.tracks import clock_counted, clock_named
from requests_app.tracks.clock_counted import by_rule as by_rule
from requests_app.tracks.clock_parts import Clock as Clock
from requests_app.tracks.clock_parts import Common as Common
from requests_app.tracks.clock_parts import Extension as Extension
from requests_app.tracks.clock_parts import Facts as Facts
from requests_app.tracks.clock_parts import Fast as Fast
from requests_app.tracks.clock_parts import From as From
from requests_app.tracks.clock_parts import Line as Line
from requests_app.tracks.clock_parts import Named as Named
from requests_app.tracks.clock_parts import Pause as Pause
from requests_app.tracks.clock_parts import Rule as Rule
from requests_app.tracks.clock_parts import Since as Since
from requests_app.tracks.clock_parts import Start as Start
from requests_app.tracks.clock_parts import Step as Step
from requests_app.tracks.clock_parts import Way as Way
from requests_app.tracks.counting import last_day


def work_out(facts: Facts) -> Clock | None:
    """None: nothing is known that a day could be counted from."""
    fast = clock_counted.fast(facts)
    rule = _standard(facts) if fast is None or fast.source == From.COMMON else None
    if fast is None and rule is None:
        usual = clock_counted.common(facts)
        counted = [usual] if usual else []
    else:
        counted = [one for one in (fast, rule) if one is not None]
    ways = _in_order(clock_named.spoken(facts), counted, facts)
    if not ways:
        return None
    main, *others = ways
    if facts.fast is not None and facts.fast.accepted == "NO":
        main = replace(main, lines=(Line(Step.REFUSED_FAST), *main.lines))
    ruled = next((one for one in counted if one.record is not None), None)
    return Clock(
        main=main,
        others=tuple(others),
        zone=facts.zone,
        rule_due_on=_with_longer(ruled, facts) if ruled else None,
        rule_due_at=ruled.due_at if ruled else None,
        rule_record=ruled.record if ruled else None,
        pauses=facts.pauses,
        ours=facts.ours,
    )


def _standard(facts: Facts) -> Way | None:
    if facts.rule is None or facts.start is None:
        return None
    way = by_rule(facts.start, facts.rule, pauses=facts.pauses, closed=facts.theirs, zone=facts.zone)
    longest = _longest(way, facts)
    if longest is None or not _theirs(facts):
        return way
    told = Line(Step.LONGEST, day=longest, number=facts.rule.longer.amount, record=facts.rule.pause_record)  # type: ignore[union-attr]
    return replace(way, lines=(*way.lines, told))


def _in_order(spoken: list[Way], counted: list[Way], facts: Facts) -> list[Way]:
    """The one that counts first."""
    sure = [one for one in spoken if one.source != From.COMMON]
    loose = [one for one in spoken if one.source == From.COMMON]
    quick = [one for one in counted if one.is_fast and one.source != From.COMMON]
    if quick and (not sure or (_is_earlier(quick[0], sure[0]) and not _is_later_word(sure[0], facts.fast))):
        return [*counted, *sure, *loose]
    known = [one for one in counted if one.source != From.COMMON]
    usual = [one for one in counted if one.source == From.COMMON]
    return [*sure, *known, *loose, *usual]


def _is_earlier(one: Way, other: Way) -> bool:
    return one.due_on is not None and (other.due_on is None or one.due_on <= other.due_on)


def _is_later_word(way: Way, fast: Fast | None) -> bool:
    """A longer time that was asked for once the fast path was under way."""
    return way.is_longer and fast is not None and way.heard_on is not None and way.heard_on >= fast.on


def _with_longer(rule: Way, facts: Facts) -> date | None:
    """When the plan asked for more time, the rule’s own day is the new one, as far as the rule lets it."""
    longest = _longest(rule, facts)
    theirs = _theirs(facts)
    if longest is None or rule.due_on is None or not theirs:
        return rule.due_on
    return max(rule.due_on, min(max(theirs), longest))


def _longest(rule: Way, facts: Facts) -> date | None:
    if rule.due_on is None or rule.is_fast or facts.rule is None or facts.rule.longer is None:
        return None
    return last_day(rule.due_on, facts.rule.longer, facts.theirs)


def _theirs(facts: Facts) -> list[date]:
    """Longer times that the plan asked for: ours bind nobody."""
    return [one.new_due_on for one in facts.extensions if one.said_by != "OUR_CHOICE"]
