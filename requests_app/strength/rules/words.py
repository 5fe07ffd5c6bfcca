"""The words of the request: codes and facts instead of names of programs, praise and fairness."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _

from requests_app.common.wording import fairness_word, marketing_word, program_name
from requests_app.strength import links, sources
from requests_app.strength.facts import Facts
from requests_app.strength.findings import SILENT, STRONGER, Outcome, Verdict, holds, rule

PLACES = {
    "care.description": links.step("care", "need"),
    "provider.why_text": links.step("why", "reasons"),
    "story.need_now": links.step("story", "need"),
    "story.tried": links.step("story", "tried"),
    "story.waiting": links.step("story", "waiting"),
}


def texts(facts: Facts) -> Iterator[tuple[str, str]]:
    """What the person wrote in their own words, with its place."""
    for path in PLACES:
        part, _dot, name = path.partition(".")
        if text := getattr(getattr(facts.case, part), name):
            yield path, text


def _found(facts: Facts, find: Callable[[str], str]) -> Outcome:
    """One verdict for each text with such a word; good when there is text and none has one."""
    written = list(texts(facts))
    if not written:
        return SILENT
    hits = tuple(
        Verdict(False, place=path, values={"word": word}, link=PLACES[path], part=path)
        for path, text in written
        if (word := find(text))
    )
    return hits or holds(True)


@rule(
    "program-name",
    group=STRONGER,
    title=_("Say the care without the program’s name: “%(word)s”"),
    good=_("The care is told in plain words and codes, not by the name of a program"),
    reason=_(
        "Plans read codes and kinds of care. The name of a program tells them nothing, and can look like a "
        "preference."
    ),
    source=sources.REFUSALS,
    link=links.step("care", "need"),
    place="care.description",
)
def program_name_used(facts: Facts) -> Outcome:
    description, provider = facts.case.care.description, facts.case.provider.name
    if not description:
        return SILENT
    word = program_name(description)
    if not word and len(provider) > 3 and provider.casefold() in description.casefold():
        word = provider
    return holds(not word, word=word)


@rule(
    "fairness",
    group=STRONGER,
    title=_("Use a fact instead of “%(word)s”"),
    good=_("The texts argue with facts, not with what is fair"),
    reason=_("Reviewers decide by rules. Days, names and numbers move them; fairness does not."),
    source=sources.REFUSALS,
    link=links.step("story", "need"),
    place="story",
)
def fairness_argued(facts: Facts) -> Outcome:
    return _found(facts, fairness_word)


@rule(
    "marketing",
    group=STRONGER,
    title=_("Use a fact instead of “%(word)s”"),
    good=_("The texts do not sound like an advertisement"),
    reason=_(
        "Praise sounds like a wish for a better place. Say what the provider does that nobody in the "
        "network does."
    ),
    source=sources.REFUSALS,
    link=links.step("why", "reasons"),
    place="provider.why_text",
)
def praise_used(facts: Facts) -> Outcome:
    return _found(facts, marketing_word)


@rule(
    "story-told",
    group=STRONGER,
    title=_("Say what waiting does, in dates and facts"),
    good=_("The story says what the patient needs and what waiting does"),
    reason=_(
        "Two or three dated sentences help a reviewer see why it cannot wait. Share no more than you want."
    ),
    source=sources.REVIEW,
    link=links.step("story", "waiting"),
    place="story.waiting",
)
def story_told(facts: Facts) -> Outcome:
    if not facts.case.story.need_now:
        return (
            Verdict(
                False,
                place="story.need_now",
                title=_("Say in your own words what is needed and why now"),
                link=PLACES["story.need_now"],
            ),
        )
    return holds(bool(facts.case.story.waiting))
