from __future__ import annotations

from requests_app.models import IncomingText, TextChoice, User

NO, YES = "STOP", "START"


def choice_of(user_id: int) -> TextChoice | None:
    return TextChoice.objects.filter(user_id=user_id).first()


def locked_choice(user_id: int) -> TextChoice | None:
    """The same, held until the transaction ends: whoever says STOP meanwhile waits for us, or we for them."""
    return TextChoice.objects.select_for_update().filter(user_id=user_id).first()


def wants_texts(choice: TextChoice | None) -> bool:
    """Only a confirmed number whose owner said yes, and has not said no since."""
    return (
        choice is not None
        and choice.confirmed_at is not None
        and choice.opted_in_at is not None
        and choice.opted_out_at is None
    )


def said_stop(phone: str) -> bool:
    """Whether the last word of this phone was STOP, whoever typed its number in since."""
    words = IncomingText.objects.filter(from_phone=phone, meaning__in=(NO, YES))
    return words.order_by("-received_at", "-id").values_list("meaning", flat=True).first() == NO


def user_of(user_id: int) -> User:
    return User.objects.get(pk=user_id)
