"""The fields of our forms. Each has a label, one hint, and errors in the words of the field dictionary."""

from requests_app.common.fields.base import PortalField
from requests_app.common.fields.choices import (
    NO,
    UNSURE,
    YES,
    AgreementField,
    ChoiceField,
    MultiChoiceField,
    SelectField,
    StateField,
    TickField,
    YesNoField,
    YesNoUnsureField,
)
from requests_app.common.fields.codes import (
    DiagnosisCodeField,
    GroupNumberField,
    MemberIdField,
    NpiField,
    ServiceCodeField,
    TaxIdField,
)
from requests_app.common.fields.contact import PhoneField, ZipField
from requests_app.common.fields.days import DayField, RecentDayField, When
from requests_app.common.fields.files import FileField
from requests_app.common.fields.numbers import MoneyField, NumberField, PercentField
from requests_app.common.fields.text import (
    EmailField,
    LongTextField,
    NameField,
    SecurityCodeField,
    TextField,
)
from requests_app.common.fields.times import TimeField

__all__ = [
    "NO",
    "UNSURE",
    "YES",
    "AgreementField",
    "ChoiceField",
    "DayField",
    "DiagnosisCodeField",
    "EmailField",
    "FileField",
    "GroupNumberField",
    "LongTextField",
    "MemberIdField",
    "MoneyField",
    "MultiChoiceField",
    "NameField",
    "NpiField",
    "NumberField",
    "PercentField",
    "PhoneField",
    "PortalField",
    "RecentDayField",
    "SecurityCodeField",
    "SelectField",
    "ServiceCodeField",
    "StateField",
    "TaxIdField",
    "TextField",
    "TickField",
    "TimeField",
    "When",
    "YesNoField",
    "YesNoUnsureField",
    "ZipField",
]
