"""Days that somebody named, and longer times that were asked for: the one that counts first. Pure."""

from __future__ import annotations

from datetime import date

from requests_app.tracks.clock_parts import Extension, Facts, From, Line, Named, Pause, Step, Way

RANK = {From.LETTER: 3, From.PHONE: 2, From.OTHER: 2, From.RULE: 2, From.COMMON: 0}
_RANK_OF_EXTENSION = {"LETTER": 3, "PHONE": 2}


def spoken(facts: Facts) -> list[Way]:
    """The newest longer time counts, unless the plan named another day later in a way that is as sure."""
    named = _the_one_that_counts_first(facts.named)
    ways = [_of_named(one, facts) for one in named]
    if not facts.extensions:
        return ways
    newest = max(enumerate(facts.extensions), key=lambda one: (one[1].said_on, one[0]))[1]
    longer = _of_extension(newest, facts)
    if named and _overtakes(named[0], newest):
        return [ways[0], longer, *ways[1:]]
    return [longer, *ways]


def unsure_step(pause: Pause) -> Step:
    return Step.PAUSE_NOT if pause.plan_says == "NO" else Step.PAUSE_MAYBE


def _overtakes(named: Named, longer: Extension) -> bool:
    if named.said_on is None or named.said_on <= longer.said_on:
        return False
    return RANK[named.source] >= _RANK_OF_EXTENSION.get(longer.said_by, 0)


def _the_one_that_counts_first(found: tuple[Named, ...]) -> list[Named]:
    """The surest, of those the newest; when nobody knows which is newest, the earlier day."""
    named = sorted(found, key=lambda one: (RANK[one.source], one.said_on or date.min), reverse=True)
    same = [one for one in named if RANK[one.source] == RANK[named[0].source]]
    undated = [one for one in same if one.said_on is None]
    if not undated:
        return named
    newest = [one for one in same if one.said_on is not None][:1]
    first = min([*undated, *newest], key=lambda one: one.due_on)
    return [first, *(one for one in named if one is not first)]


def _of_named(named: Named, facts: Facts) -> Way:
    line = Line(Step.NAMED, day=named.due_on, source=named.source, words=named.text, until=named.said_on)
    stands, told = _pauses(facts, since=named.said_on)
    return Way(
        source=named.source,
        lines=(line, *told, Line(Step.RESULT, day=named.due_on)),
        due_on=named.due_on,
        is_paused=stands,
        heard_on=named.said_on,
        source_text=named.text,
    )


def _of_extension(longer: Extension, facts: Facts) -> Way:
    stands, told = _pauses(facts, since=longer.said_on)
    line = Line(Step.EXTENDED, day=longer.new_due_on, extension=longer)
    return Way(
        source=From(longer.said_by) if longer.said_by in _RANK_OF_EXTENSION else From.OTHER,
        lines=(line, *told, Line(Step.RESULT, day=longer.new_due_on)),
        due_on=longer.new_due_on,
        is_paused=stands,
        heard_on=longer.said_on,
        is_longer=True,
    )


def _pauses(facts: Facts, *, since: date | None) -> tuple[bool, list[Line]]:
    """A named day is never moved by us: whoever named it is asked for a new one."""
    later = [one for one in facts.pauses if one.end is None or since is None or one.end > since]
    told = [
        Line(Step.PAUSE_NAMED if one.plan_says == "YES" else unsure_step(one), pause=one) for one in later
    ]
    return any(one.end is None and one.plan_says == "YES" for one in later), told
