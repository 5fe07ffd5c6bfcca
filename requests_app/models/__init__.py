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
from requests_app.models.costs import (
    CostFacts,
)
from requests_app.models.coverage import (
    Coverage,
    CoverageDetail,
    CoverageSource,
    PatientDetails,
    PlanKind,
    RelationToSubscriber,
    YesNoUnsure,
)
from requests_app.models.documents import (
    Document,
    DocumentKind,
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
from requests_app.models.insurers import (
    ContactPurpose,
    ContactWay,
    InsurerContact,
)
from requests_app.models.listings import (
    ListingCapture,
    NetworkAnswer,
    NetworkQuestion,
    QuestionWay,
)
from requests_app.models.notifications import (
    OutgoingEmail,
)
from requests_app.models.outbox import (
    Promise,
    WorkerHeartbeat,
)
from requests_app.models.outreach import (
    AttemptOutcome,
    CallsStatement,
    ContactChannel,
    DayPart,
    DistanceUnit,
    FoundIn,
    ImportKind,
    ImportState,
    ListedAccepting,
    OfficeImport,
    OfficeKind,
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
from requests_app.models.tracks import (
    Settlement,
    StatedBy,
    StatedFacts,
    Track,
    TrackKind,
    TrackOutcome,
    TrackOwner,
)

__all__ = [
    "AmountUnit",
    "AttemptOutcome",
    "AuditEntry",
    "BaseModel",
    "CallKind",
    "CallsStatement",
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
    "ContactPurpose",
    "ContactWay",
    "CostFacts",
    "Coverage",
    "CoverageDetail",
    "CoverageSource",
    "DayPart",
    "DistanceUnit",
    "Document",
    "DocumentKind",
    "FollowUp",
    "FollowUpKind",
    "ForWhom",
    "FormSubmission",
    "FoundIn",
    "GapReason",
    "HeldForm",
    "HowSoon",
    "ImportKind",
    "ImportState",
    "InsurerCall",
    "InsurerContact",
    "Invitation",
    "Language",
    "LevelOfCare",
    "ListedAccepting",
    "ListingCapture",
    "Membership",
    "NetworkAnswer",
    "NetworkQuestion",
    "NextAction",
    "OfficeImport",
    "OfficeKind",
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
    "QuestionWay",
    "RelationToSubscriber",
    "Reminder",
    "RequestedProvider",
    "Role",
    "SendingWay",
    "Settlement",
    "StatedBy",
    "StatedFacts",
    "Story",
    "Submission",
    "TenantModel",
    "Track",
    "TrackKind",
    "TrackOutcome",
    "TrackOwner",
    "User",
    "VisitMode",
    "WaitingOn",
    "WorkerHeartbeat",
    "YesNoUnsure",
]
