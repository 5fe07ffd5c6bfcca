"""The kinds of fields in a case file, and what every part of one has in common."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic import StringConstraints as Text

from requests_app.casefile.day_rules import Reading
from requests_app.casefile.rules import check

Text10 = Annotated[str, Text(strip_whitespace=True, max_length=10)]
Text20 = Annotated[str, Text(strip_whitespace=True, max_length=20)]
Text30 = Annotated[str, Text(strip_whitespace=True, max_length=30)]
Text40 = Annotated[str, Text(strip_whitespace=True, max_length=40)]
Text50 = Annotated[str, Text(strip_whitespace=True, max_length=50)]
Text60 = Annotated[str, Text(strip_whitespace=True, max_length=60)]
Text80 = Annotated[str, Text(strip_whitespace=True, max_length=80)]
Text100 = Annotated[str, Text(strip_whitespace=True, max_length=100)]
Text120 = Annotated[str, Text(strip_whitespace=True, max_length=120)]
Text150 = Annotated[str, Text(strip_whitespace=True, max_length=150)]
Text200 = Annotated[str, Text(strip_whitespace=True, max_length=200)]
Text300 = Annotated[str, Text(strip_whitespace=True, max_length=300)]
Text500 = Annotated[str, Text(strip_whitespace=True, max_length=500)]
Text600 = Annotated[str, Text(strip_whitespace=True, max_length=600)]
Text800 = Annotated[str, Text(strip_whitespace=True, max_length=800)]
Text1000 = Annotated[str, Text(strip_whitespace=True, max_length=1000)]
Text1500 = Annotated[str, Text(strip_whitespace=True, max_length=1500)]
Text2000 = Annotated[str, Text(strip_whitespace=True, max_length=2000)]
OfficeName = Annotated[str, Text(strip_whitespace=True, min_length=2, max_length=150)]
State = Annotated[str, Text(pattern=r"^([A-Z]{2})?$")]
Zip = Annotated[str, Text(pattern=r"^(\d{5}(-\d{4})?)?$")]
Npi = Annotated[str, Text(pattern=r"^(\d{10})?$")]
TaxId = Annotated[str, Text(pattern=r"^(\d{2}-?\d{7})?$")]
Code = Annotated[str, Text(pattern=r"^[A-Z0-9.]{3,8}$")]
Modifier = Annotated[str, Text(pattern=r"^([A-Z0-9]{2}(-[A-Z0-9]{2}){0,3})?$")]
YesNo = Literal["", "YES", "NO", "UNSURE"]
Sha256 = Annotated[str, Text(pattern=r"^([0-9a-f]{64})?$")]
Money = Annotated[Decimal, Field(ge=0, le=Decimal("9999999.99"), decimal_places=2)]
Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]


class Part(BaseModel):
    """Base of every part: unknown keys are refused, so that a typing error cannot lose a fact."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)

    @field_validator("*")
    @classmethod
    def _checked(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(info.context, Reading):
            check(
                part=cls.__name__, name=info.field_name or "", value=value, before=info.data, now=info.context
            )
        return value
