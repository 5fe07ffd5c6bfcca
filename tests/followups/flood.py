"""Many reminders at once, kept by real worker processes that are killed at random, and the count afterwards.

`python -m tests.followups.flood <database> <folder> <seconds ahead>` is one worker: it sweeps until it is
killed.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.mail.backends.base import BaseEmailBackend

ROOT = Path(__file__).resolve().parents[2]
LEASE = timedelta(seconds=2)
# How long the mail server and the text service take over one message: room for a kill in the middle.
SLOW = 0.005
MAILS, TEXTS = "mails.jsonl", "texts"


class WrittenMails(BaseEmailBackend):
    """A mail server that takes every mail: one line each, written in one piece."""

    def send_messages(self, messages: Any) -> int:
        from django.conf import settings

        for message in messages:
            threading.Event().wait(SLOW)
            line = json.dumps({"key": message.extra_headers["Message-ID"], "at": time.time()}) + "\n"
            mails = settings.TEXTS_CAUGHT.with_name(MAILS)
            file = os.open(mails, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            os.write(file, line.encode())
            os.close(file)
            threading.Event().wait(SLOW)
        return len(messages)


def work(database: str, folder: str, ahead: str) -> None:
    """One worker. `ahead`: its clock, in seconds before ours, so that it is day where the people live."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections
    from django.utils import timezone

    connections["default"].settings_dict["NAME"] = database
    settings.TEXTS_CAUGHT = Path(folder) / TEXTS
    settings.EMAIL_BACKEND = "tests.followups.flood.WrittenMails"
    settings.OUTBOX_LEASE = LEASE
    settings.DEMO, settings.TEXT_URL = True, ""

    from requests_app import tasks
    from requests_app.outbox import worker

    while True:
        worker.sweep(handlers=tasks.HANDLERS, now=timezone.now() + timedelta(seconds=float(ahead)), limit=100)


@dataclass
class Counted:
    """What came of all reminders. The first three must be nought; the rest is told."""

    lost: int = 0
    after_no: int = 0
    double_texts: int = 0
    double_mails: int = 0
    mails: int = 0
    texts: int = 0
    unclear_mails: int = 0
    unclear_texts: int = 0
    stopped_texts: int = 0
    said_no: int = 0
    kills: int = 0
    seconds: float = 0

    def told(self) -> str:
        return ", ".join(f"{name.replace('_', ' ')} {value:.0f}" for name, value in vars(self).items())


@dataclass
class Flood:
    database: str
    folder: Path
    now: datetime
    chance: random.Random
    reminders: list[int] = field(default_factory=list)
    people: list[Any] = field(default_factory=list)
    # By person who said no: the texts that were already on their way when the no was kept.
    on_their_way: dict[int, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # All workers' clocks run alike, whenever they are started.
        self.ahead = (self.now - datetime.now(UTC)).total_seconds()

    def plan(self, *, reminders: int, people: int) -> None:
        """Reminders that are due now; everybody wants texts."""
        from requests_app.models import FollowUp, Promise, Reminder
        from tests.factories.cases import make_case
        from tests.factories.people import make_user
        from tests.texts.phones import opted_in

        for number in range(people):
            user = make_user()
            case = make_case(user=user, time_zone="America/Phoenix")
            own = {"organization_id": case.organization_id, "case": case}
            opted_in(user, at=self.now - timedelta(days=1), phone=f"+1602555{number:04}")
            share = reminders // people
            days = FollowUp.objects.bulk_create(
                FollowUp(**own, kind="OWN", what="Ask", due_on=self.now.date()) for _ in range(share)
            )
            found = Reminder.objects.bulk_create(
                Reminder(**own, follow_up=day, recipient=user, remind_at=self.now) for day in days
            )
            Promise.objects.bulk_create(
                Promise(
                    kind="reminder",
                    subject_id=one.pk,
                    organization_id=case.organization_id,
                    due_at=self.now - timedelta(minutes=1),
                    dedupe_key=f"flood:{one.pk}",
                )
                for one in found
            )
            self.reminders += [one.pk for one in found]
            self.people.append(user)

    def run(
        self, *, workers: int, kills: int, noes: int, pause: tuple[float, float], patience: float
    ) -> Counted:
        """Keep them, killing a worker at random moments at which it works, while some people say no."""
        began, killed, done = time.monotonic(), 0, 0
        running = [self._start() for _ in range(workers)]
        refusing = self.chance.sample(self.people, noes)
        try:
            while self._left() and time.monotonic() - began < patience:
                threading.Event().wait(self.chance.uniform(*pause))
                done, before = self._done(), done
                if refusing and self.chance.random() < 0.4:
                    self._says_no(refusing.pop())
                if killed < kills and done > before:
                    place = self.chance.randrange(workers)
                    _kill(running[place])
                    running[place] = self._start()
                    killed += 1
            for user in refusing:
                self._says_no(user)
        finally:
            for process in running:
                _kill(process)
        counted = self._count()
        counted.kills, counted.seconds = killed, time.monotonic() - began
        return counted

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.followups.flood", self.database, self.folder, str(self.ahead)],
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "sca_portal.settings", "LOG_LEVEL": "CRITICAL"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _left(self) -> bool:
        from requests_app.models import Promise
        from tests.databases import see_everything

        see_everything()
        return Promise.objects.filter(state__in=["WAITING", "RUNNING"]).exists()

    def _done(self) -> int:
        from requests_app.models import Promise
        from tests.databases import see_everything

        see_everything()
        return Promise.objects.exclude(state__in=["WAITING", "RUNNING"]).count()

    def _says_no(self, user: Any) -> None:
        from requests_app.models import OutgoingText
        from requests_app.texts import services
        from tests.databases import see_everything
        from tests.factories.people import actor_for

        see_everything()
        services.stop(by=actor_for(user), at=self.now)
        see_everything()
        # Whatever is noted as going out from now on went out after the no.
        going = OutgoingText.objects.filter(user=user, sent_at__isnull=False)
        self.on_their_way[user.pk] = {key.hex for key in going.values_list("message_key", flat=True)}

    def _count(self) -> Counted:
        from requests_app.models import OutgoingEmail, OutgoingText, Promise, Reminder
        from tests.databases import see_everything

        see_everything()
        texts = Counter(file.stem.rpartition("-")[2] for file in (self.folder / TEXTS).glob("*.json"))
        mails = Counter(
            json.loads(line)["key"] for line in (self.folder / MAILS).read_text().splitlines() if line
        )
        unclear = set(
            Promise.objects.filter(kind="mail", state="UNCLEAR").values_list("subject_id", flat=True)
        )
        settled = {
            mail.context.get("about") or mail.pk: mail.pk in unclear or mail.sent_at is not None
            for mail in OutgoingEmail.objects.filter(template="followups/reminder")
        }
        allowed = set().union(*self.on_their_way.values()) if self.on_their_way else set()
        refused = OutgoingText.objects.filter(user_id__in=self.on_their_way)
        refused_keys = {key.hex for key in refused.values_list("message_key", flat=True)}
        state = Counter(OutgoingText.objects.values_list("state", flat=True))
        sent = Reminder.objects.filter(pk__in=self.reminders, state="SENT").count()
        return Counted(
            lost=len(self.reminders) - min(sent, sum(settled.values())) + state["WAITING"],
            after_no=len((set(texts) & refused_keys) - allowed),
            double_texts=sum(texts.values()) - len(texts),
            double_mails=sum(mails.values()) - len(mails),
            mails=len(mails),
            texts=len(texts),
            unclear_mails=len(unclear),
            unclear_texts=state["UNCLEAR"],
            stopped_texts=state["STOPPED"],
            said_no=len(self.on_their_way),
        )


def flood(*, database: str, folder: Path, seed: int) -> Flood:
    # Ten in the morning in Phoenix of tomorrow: outside the quiet hours for as long as a run takes.
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    now = datetime(tomorrow.year, tomorrow.month, tomorrow.day, 17, 0, tzinfo=UTC)
    (folder / TEXTS).mkdir(parents=True, exist_ok=True)
    (folder / MAILS).touch()
    return Flood(database=database, folder=folder, now=now, chance=random.Random(seed or uuid4().int))


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


if __name__ == "__main__":
    work(sys.argv[1], sys.argv[2], sys.argv[3])
