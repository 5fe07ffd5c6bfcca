"""What a person can agree to, and the words that are read to them: these are kept with the answer."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _


class ConsentTo(TextChoices):
    KEEP = "KEEP", _("We keep a request for them and work on it")
    MAIL = "MAIL", _("We send short messages by email, with nothing about health")
    STORY = "STORY", _("We write their story for them")


def words_of(to_what: str, *, language: str, facility: str) -> str:
    """The sentence to read aloud, in the language of the person. Raises KeyError for what is no consent."""
    with override(language):
        words = {
            ConsentTo.KEEP: gettext(
                "%(facility)s may keep what you tell us about you, your plan and your care, and use it to "
                "ask your plan for this care. You can see all of it later, and you can take this back at "
                "any time."
            ),
            ConsentTo.MAIL: gettext(
                "%(facility)s may send you short emails. They say that something is new and nothing about "
                "your health. You can stop them at any time."
            ),
            ConsentTo.STORY: gettext(
                "%(facility)s may write down in your words what happened and why you need this care. "
                "You can read and change it later."
            ),
        }
        return str(words[ConsentTo(to_what)] % {"facility": facility})
