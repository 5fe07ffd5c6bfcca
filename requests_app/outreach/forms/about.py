"""What is asked about an office, whatever it said."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import OutreachAttempt
from requests_app.models.outreach import ContactChannel, DayPart, FoundIn, OutreachResult, VisitMode
from requests_app.outreach.names import LONGEST, SHORTEST, NameLine, doubles, read_lines

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TASK = _("Call in-network offices")
MOST_NAMES = 100
MORE_FIELDS = ("found_on", "zip_code", "npi")


def double_warning(names: Collection[str]) -> StrOrPromise:
    if len(names) == 1:
        return _("You already have %(name)s. Add again?") % {"name": next(iter(names))}
    return _("You already have these: %(names)s. Add again?") % {"names": ", ".join(names)}


class NamesForm(PortalForm):
    caption = TASK
    heading = _("Find names to call")
    why = _("Paste a list. You can log each call later.")
    button = _("Add to my list")

    names = fields.LongTextField(
        label=_("Names and phone numbers"),
        hint=_("One on each line, like: Example Clinic, 602-555-0142"),
        empty=_("Paste or type at least one name"),
        max_length=10_000,
        rows=8,
    )
    found_in = fields.ChoiceField(
        label=_("Where did you find them?"),
        choices=FoundIn.choices,
        empty=_("Select where you found them"),
    )

    def __init__(self, *args: Any, known: Collection[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = known

    def clean_names(self) -> list[NameLine]:
        field: Any = self.fields["names"]
        lines = read_lines(self.cleaned_data["names"])
        if not lines:
            raise field.problem(field.empty)
        if len(lines) > MOST_NAMES:
            raise field.problem(
                _("Add up to %(most)s names at a time. You have %(count)s"),
                most=MOST_NAMES,
                count=len(lines),
            )
        for line in lines:
            if not SHORTEST <= len(line.name) <= LONGEST:
                raise field.problem(
                    _("Each name must have %(shortest)s to %(longest)s characters. Look at “%(start)s”"),
                    shortest=SHORTEST,
                    longest=LONGEST,
                    start=line.name[:30],
                )
        return lines

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        lines: list[NameLine] = cleaned.get("names") or []
        if twice := doubles([line.name for line in lines], self.known):
            self.warn("names", double_warning(twice))
        return cleaned


class AboutForm(PortalForm):
    caption = TASK
    heading = _("Which office did you call?")

    name = fields.NameField(
        label=_("Name of the office or provider"),
        name=_("Name"),
        empty=_("Enter the name of the office"),
        min_length=SHORTEST,
        max_length=LONGEST,
    )
    phone = fields.PhoneField(autocomplete="off", required=False)
    city = fields.TextField(label=_("City"), max_length=100, width=20, required=False)
    specialty = fields.TextField(
        label=_("Specialty"), hint=_("Like psychiatry"), max_length=100, width=20, required=False
    )
    found_in = fields.ChoiceField(
        label=_("Where did you find them?"),
        choices=FoundIn.choices,
        empty=_("Select where you found them"),
    )
    found_on = fields.DayField(
        label=_("On which day did you see them listed?"),
        name=_("Date"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    zip_code = fields.ZipField(required=False, autocomplete="off")
    npi = fields.NpiField(label=_("NPI of the office"), hint=_("A 10-digit number"), required=False)

    def __init__(self, *args: Any, known: Collection[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = known

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if twice := doubles([cleaned.get("name", "")], self.known):
            self.warn("name", double_warning(twice))
        return cleaned

    @property
    def more_is_open(self) -> bool:
        """The rarely known facts are folded away, unless one of them was given or needs a look."""
        seen_again = any(name in self.errors or name in self.warnings for name in MORE_FIELDS)
        return seen_again or any(self[name].value() not in (None, "", ("", "", "")) for name in MORE_FIELDS)


class ContactForm(PortalForm):
    caption = TASK
    heading = _("When and how did you contact them?")

    contacted_on = fields.RecentDayField(
        label=_("When did you contact them?"), empty=_("Select when you contacted them")
    )
    day_part = fields.ChoiceField(
        label=_("What time of day was it?"), choices=DayPart.choices, required=False
    )
    channel = fields.ChoiceField(
        label=_("How did you contact them?"),
        choices=ContactChannel.choices,
        empty=_("Select how you contacted them"),
    )
    spoke_with = fields.NameField(
        label=_("Who did you speak with?"),
        name=_("Name"),
        hint=_("First name is enough"),
        width=20,
        required=False,
        autocomplete="off",
    )


class AgainForm(ContactForm):
    heading = _("When and how did you try again?")

    def __init__(self, *args: Any, tries: Collection[OutreachAttempt] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {(one.contacted_on, one.day_part) for one in tries}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("contacted_on"), cleaned.get("day_part", "")) in self.known:
            self.warn("contacted_on", _("You already wrote down a try on this day and time. Add one more?"))
        return cleaned


class ResultForm(PortalForm):
    caption = TASK

    result = fields.ChoiceField(
        label=_("What did they say?"),
        hint=_("Pick the closest one"),
        choices=OutreachResult.choices,
        empty=_("Select what they said"),
    )


class NotesForm(PortalForm):
    caption = TASK
    heading = _("Anything else about this office?")

    visit_mode = fields.ChoiceField(
        label=_("Was it in person or by video?"), choices=VisitMode.choices, required=False
    )
    declined_why = fields.LongTextField(
        label=_("If they offered a visit and you said no: why did it not work?"),
        hint=_("Reviewers look at this. Stick to facts"),
        name=_("Your answer"),
        max_length=300,
        rows=3,
        required=False,
    )
    proof_note = fields.TextField(
        label=_("What proof do you have?"),
        hint=_("Like a screenshot, an email or a voice mail"),
        name=_("Your answer"),
        max_length=300,
        required=False,
    )
    notes = fields.LongTextField(
        label=_("Notes"),
        hint=_("What they said, in their words"),
        max_length=2000,
        rows=5,
        required=False,
    )


class PartDoneForm(PortalForm):
    heading = TASK
    done = fields.ChoiceField(
        label=_("Are you done with this part?"),
        choices=(("YES", _("Yes")), ("NO", _("No, I’ll come back"))),
        empty=_("Select if you are done with this part"),
    )


class ConfirmForm(PortalForm):
    heading = _("Check what you wrote down")
    caption = TASK
