"""Who is acting, as plain values: nothing here can be saved, queried or logged with personal data."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Brand:
    """What a facility shows in the header: a neutral name and a logo; empty where it has none."""

    name: str = ""
    logo_of: UUID | None = None
    logo_words: str = ""


@dataclass(frozen=True)
class Actor:
    """A signed-in person, a clinician behind a link and its code, or a named background job.

    `organization_roles` maps the id of each facility the person works for to the role there; only roles
    whose second factor was given in this session are listed, so a password alone opens no queue.
    `scope` holds the ids of every organization the database lets this actor see at all. `sites` names the
    facilities in which the person works for some sites only. `editing_roles` are the roles that may change
    things on this very page, as its row says; None: not on a page, every role that does not only look.
    """

    user_id: int | None = None
    job: str = ""
    organization_roles: dict[int, str] = field(default_factory=dict)
    scope: frozenset[int] = frozenset()
    # case id -> (relation, level), as read when the request began; None: not read, so ask the database.
    own_cases: dict[int, tuple[str, str]] | None = None
    has_second_factor: bool = False
    is_member_somewhere: bool = False
    sites: dict[int, frozenset[int]] = field(default_factory=dict)
    editing_roles: frozenset[str] | None = None
    # How the facilities behind the person’s own cases want to be called on their pages.
    brands: dict[int, Brand] = field(default_factory=dict)
    # A clinician acts for one request for a letter and sees nothing else of the case.
    clinician_request_id: int | None = None
    # A facility’s own system acts by a key, in the one facility of its scope.
    api_token_id: int | None = None

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def person_id(self) -> int:
        """The id of the person who acts. Raises LookupError for jobs and for nobody."""
        if self.user_id is None:
            raise LookupError("no person acts here")
        return self.user_id

    @property
    def is_staff(self) -> bool:
        return bool(self.organization_roles)

    @property
    def label(self) -> str:
        """How logs and audit rows name the actor: an id, never a name."""
        if self.user_id is not None:
            return f"user:{self.user_id}"
        if self.clinician_request_id is not None:
            return f"clinician:{self.clinician_request_id}"
        if self.api_token_id is not None:
            return f"key:{self.api_token_id}"
        return f"job:{self.job or 'anonymous'}"


ANONYMOUS = Actor()


def clinician(*, request_id: int, organization_id: int) -> Actor:
    return Actor(clinician_request_id=request_id, scope=frozenset({organization_id}))


def system(*, token_id: int, organization_id: int) -> Actor:
    return Actor(api_token_id=token_id, scope=frozenset({organization_id}))


def job(name: str, *, scope: frozenset[int] = frozenset()) -> Actor:
    return Actor(job=name, scope=scope)
