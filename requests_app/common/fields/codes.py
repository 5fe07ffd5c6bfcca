"""Numbers from cards, bills and directories. What makes one possible stands in `common/codes.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import codes
from requests_app.common.fields.text import TextField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class CodeField(TextField):
    """Cleaned by one function of `codes`; its refusals are the field's errors."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 60)
        options.setdefault("width", 20)
        super().__init__(spellcheck=False, **options)

    def read(self, text: str) -> str:
        raise NotImplementedError

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return self.read(text)
        except codes.CodeProblem as refusal:
            raise self.problem(refusal.message) from None


class DiagnosisCodeField(CodeField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Diagnosis code"))
        options.setdefault("hint", _("Like F33.2. Your clinician can add this for you"))
        options.setdefault("empty", _("Enter the diagnosis code"))
        super().__init__(width=10, **options)

    def read(self, text: str) -> str:
        return codes.clean_diagnosis_code(text)


class ServiceCodeField(CodeField):
    """Gives the code with its modifiers as one text, like 90837 or 90837-95."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Service code"))
        options.setdefault("hint", _("Like 90837 or H0015. Billing codes, not program names"))
        options.setdefault("empty", _("Enter the service code"))
        super().__init__(width=10, **options)

    def read(self, text: str) -> str:
        return str(codes.clean_service_code(text))


class NpiField(CodeField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Provider’s NPI"))
        options.setdefault("hint", _("A 10-digit number. The office can tell you"))
        options.setdefault("empty", _("Enter the NPI"))
        super().__init__(width=10, inputmode="numeric", **options)

    def read(self, text: str) -> str:
        return codes.clean_npi(text)

    def warning(self, value: Any) -> StrOrPromise | None:
        return codes.npi_warning(str(value))


class TaxIdField(CodeField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Tax ID"))
        options.setdefault("hint", _("9 digits. The billing office has it"))
        options.setdefault("empty", _("Enter the tax ID"))
        super().__init__(width=10, inputmode="numeric", **options)

    def read(self, text: str) -> str:
        return codes.clean_tax_id(text)

    def warning(self, value: Any) -> StrOrPromise | None:
        return codes.tax_id_warning(str(value))


class MemberIdField(CodeField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Member ID"))
        options.setdefault("hint", _("On the front of the card. Letters and numbers"))
        options.setdefault("empty", _("Enter the member ID"))
        super().__init__(**options)

    def read(self, text: str) -> str:
        return codes.clean_member_id(text)


class GroupNumberField(CodeField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Group number"))
        options.setdefault("hint", _("On the card, sometimes marked GRP"))
        super().__init__(required=False, **options)

    def read(self, text: str) -> str:
        return codes.clean_group_number(text)
