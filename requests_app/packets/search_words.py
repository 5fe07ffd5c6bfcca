"""The fixed words of the search table: where an office was found, how it was contacted, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from requests_app.outreach.results import ReasonGroup

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FOUND: dict[str, StrOrPromise] = {
    "PLAN_WEBSITE": gettext_lazy("plan’s website"),
    "PLAN_PHONE": gettext_lazy("call with plan"),
    "LETTER": gettext_lazy("letter from plan"),
    "OTHER": gettext_lazy("other source"),
}
CHANNELS: dict[str, StrOrPromise] = {
    "PHONE": gettext_lazy("by phone"),
    "ONLINE": gettext_lazy("online"),
    "EMAIL": gettext_lazy("by email"),
    "WALKED_IN": gettext_lazy("in person"),
}
DAY_PARTS: dict[str, StrOrPromise] = {
    "MORNING": gettext_lazy("morning"),
    "AFTERNOON": gettext_lazy("afternoon"),
    "EVENING": gettext_lazy("evening"),
}
TRIES: dict[str, StrOrPromise] = {
    "REACHED": gettext_lazy("reached"),
    "LEFT_MESSAGE": gettext_lazy("left a message"),
    "NO_ANSWER": gettext_lazy("no answer"),
    "BUSY": gettext_lazy("busy or too long on hold"),
    "DEAD_NUMBER": gettext_lazy("wrong or dead number"),
}
LISTED: dict[str, StrOrPromise] = {
    "YES": gettext_lazy("Listing says: taking new patients"),
    "EXISTING_ONLY": gettext_lazy("Listing says: present patients only"),
    "NO": gettext_lazy("Listing says: not taking new patients"),
}
VISITS: dict[str, StrOrPromise] = {
    "IN_PERSON": gettext_lazy("In person"),
    "VIDEO": gettext_lazy("By video"),
    "EITHER": gettext_lazy("In person or by video"),
}
ALL_CARE: dict[str, StrOrPromise] = {
    "YES": gettext_lazy("Yes"),
    "NO": gettext_lazy("No"),
    "UNSURE": gettext_lazy("Not known"),
}
GROUP_LABELS: dict[ReasonGroup, StrOrPromise] = {
    ReasonGroup.WAIT: gettext_lazy("Wait for a first visit"),
    ReasonGroup.DISTANCE: gettext_lazy("Distance"),
    ReasonGroup.NOT_TAKING: gettext_lazy("Not taking new patients"),
    ReasonGroup.DOES_NOT_TREAT: gettext_lazy("Does not treat this, this age, or not all of it"),
    ReasonGroup.WRONG_LISTING: gettext_lazy("Wrong listing or no answer after three tries"),
}
