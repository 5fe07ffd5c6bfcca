"""Every table, importable from one place: `from requests_app.models import Case`."""

from requests_app.models.accounts import (
    Language,
    Membership,
    Organization,
    Role,
    User,
)
from requests_app.models.audit import (
    AuditEntry,
)
from requests_app.models.base import (
    BaseModel,
)
from requests_app.models.care import (
    AmountUnit,
    CareCode,
    CareKind,
    CareRequest,
    CareTiming,
    CodesKnown,
    GapReason,
    HowSoon,
    LevelOfCare,
    ProviderReason,
    RequestedProvider,
    Story,
)
from requests_app.models.cases import (
    Case,
    CaseAccess,
    CaseNote,
    CaseQuerySet,
    CaseStatus,
    CaseTransition,
    ForWhom,
    Invitation,
    NextAction,
    WaitingOn,
)
from requests_app.models.coverage import (
    Coverage,
    CoverageSource,
    PatientDetails,
    PlanKind,
    RelationToSubscriber,
    YesNoUnsure,
)
from requests_app.models.drafts import (
    FormSubmission,
    HeldForm,
)
from requests_app.models.followups import (
    FollowUp,
    FollowUpKind,
    Reminder,
)
from requests_app.models.insurer_calls import (
    CallKind,
    InsurerCall,
)
from requests_app.models.notifications import (
    OutgoingEmail,
)
from requests_app.models.outbox import (
    Promise,
    WorkerHeartbeat,
)
from requests_app.models.outreach import (
    ContactChannel,
    DayPart,
    DistanceUnit,
    FoundIn,
    OutreachAttempt,
    OutreachOffice,
    OutreachResult,
    VisitMode,
)
from requests_app.models.packets import (
    Packet,
    PacketState,
)
from requests_app.models.submissions import (
    SendingWay,
    Submission,
)
from requests_app.models.tenancy import (
    TenantModel,
)

__all__ = [
    "AmountUnit",
    "AuditEntry",
    "BaseModel",
    "CallKind",
    "CareCode",
    "CareKind",
    "CareRequest",
    "CareTiming",
    "Case",
    "CaseAccess",
    "CaseNote",
    "CaseQuerySet",
    "CaseStatus",
    "CaseTransition",
    "CodesKnown",
    "ContactChannel",
    "Coverage",
    "CoverageSource",
    "DayPart",
    "DistanceUnit",
    "FollowUp",
    "FollowUpKind",
    "ForWhom",
    "FormSubmission",
    "FoundIn",
    "GapReason",
    "HeldForm",
    "HowSoon",
    "InsurerCall",
    "Invitation",
    "Language",
    "LevelOfCare",
    "Membership",
    "NextAction",
    "Organization",
    "OutgoingEmail",
    "OutreachAttempt",
    "OutreachOffice",
    "OutreachResult",
    "Packet",
    "PacketState",
    "PatientDetails",
    "PlanKind",
    "Promise",
    "ProviderReason",
    "RelationToSubscriber",
    "Reminder",
    "RequestedProvider",
    "Role",
    "SendingWay",
    "Story",
    "Submission",
    "TenantModel",
    "User",
    "VisitMode",
    "WaitingOn",
    "WorkerHeartbeat",
    "YesNoUnsure",
]
