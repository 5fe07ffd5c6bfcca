"""What clinicians signed, and what of the care the provider is trained and ready for."""

from __future__ import annotations

from collections.abc import Iterator, Set

from django.utils.translation import gettext as _

from requests_app.casefile import schema
from requests_app.packets import wording
from requests_app.packets.evidence_parts import Exhibits
from requests_app.packets.more_parts import ClinicianLetters, Fact, Match, MatchRow, SignedLetter

OF_THE_LETTER = "letters"


def clinician_letters(case: schema.CaseFile, shown: Exhibits | None) -> ClinicianLetters:
    """`shown`: the exhibits of this packet, among which an uploaded letter is printed."""
    return ClinicianLetters(
        tuple(_letter(number, one, case, shown) for number, one in enumerate(case.letters, start=1))
    )


def _letter(
    number: int, one: schema.ClinicianLetter, case: schema.CaseFile, shown: Exhibits | None
) -> SignedLetter:
    rows = [row for row in shown.rows if row.sha256 == one.sha256] if shown and one.is_uploaded else []
    exhibit = rows[0] if rows else None
    name = one.answers.name or one.signed_name
    return SignedLetter(
        number=number,
        heading=wording.with_commas(name, one.answers.credentials),
        paragraphs=tuple(one.text),
        name=one.signed_name,
        facts=tuple(_facts(one.answers)),
        at=wording.utc_text(one.signed_at, case.time_zone),
        sha256=one.sha256,
        exhibit=exhibit.letter if exhibit else "",
        exhibit_anchor=exhibit.anchor if exhibit and exhibit.pages else "",
    )


def _facts(answers: schema.ClinicianAnswers) -> Iterator[Fact]:
    """The block under a signature, in the order in which it is looked up."""
    license_text = wording.with_commas(answers.license_state, answers.license_number)
    yield Fact(_("Credentials"), answers.credentials, OF_THE_LETTER)
    if answers.specialty:
        yield Fact(_("Specialty"), answers.specialty, OF_THE_LETTER)
    yield Fact(_("License"), license_text, OF_THE_LETTER)
    yield Fact(_("NPI"), answers.npi, OF_THE_LETTER)
    yield Fact(_("Peer-to-peer"), wording.with_commas(answers.phone, answers.peer_times), OF_THE_LETTER)


def match(case: schema.CaseFile) -> Match:
    provider = case.provider
    rows = [row for row in _rows(case) if row.need or row.has]
    words = [
        (
            _("In the clinician’s words (%(name)s)") % {"name": one.answers.name or one.signed_name},
            one.answers.why_provider,
        )
        for one in case.letters
    ]
    words.append((_("In the words of the person who asks"), provider.why_text))
    return Match(
        intro=_("What the care needs, and what %(provider)s has for it.")
        % {"provider": wording.provider_name(case)},
        rows=tuple(rows),
        words=tuple((who, text) for who, text in words if text),
    )


def has_match(case: schema.CaseFile) -> bool:
    return bool(case.provider.name) and any(
        (case.provider.credentials, case.provider.specialty, case.provider.reasons, case.provider.why_text)
    )


def _rows(case: schema.CaseFile) -> Iterator[MatchRow]:
    care, provider = case.care, case.provider
    reasons: frozenset[str] = frozenset(provider.reasons)
    license_text = wording.with_commas(provider.credentials, f"NPI {provider.npi}" if provider.npi else "")
    yield MatchRow(_("Specialty"), care.specialty, provider.specialty)
    yield MatchRow(_("Training and license"), _diagnoses(care), license_text)
    treats = _("Treats this exact problem, as the member reports") if "TREATS_THIS" in reasons else ""
    yield MatchRow(_("The care"), _care(care), treats)
    yield MatchRow(_("Start"), _start(care), _first_date(provider))
    yield from _personal(case, reasons)


def _care(care: schema.Care) -> str:
    level = str(wording.LEVELS.get(care.level_of_care, ""))
    codes = [wording.code_text(one) for one in wording.codes_of(care, "SERVICE", "REVENUE")]
    listed = _("codes %(codes)s") % {"codes": wording.series(codes)} if codes else ""
    return wording.with_commas(level, wording.amount_text(care), listed)


def _diagnoses(care: schema.Care) -> str:
    codes = [one.code for one in wording.codes_of(care, "DIAGNOSIS")]
    return _("Diagnosis %(codes)s") % {"codes": wording.series(codes)} if codes else ""


def _start(care: schema.Care) -> str:
    return _("From %(day)s") % {"day": wording.day_text(care.starts_on)} if care.starts_on else ""


def _first_date(provider: schema.Provider) -> str:
    if provider.first_date:
        return _("First date %(day)s") % {"day": wording.day_text(provider.first_date)}
    return _("Can see the patient soonest, as the member reports") if "SOONEST" in provider.reasons else ""


def _personal(case: schema.CaseFile, reasons: Set[str]) -> Iterator[MatchRow]:
    language = case.patient.speaking_language
    if language and language.lower() != "english":
        speaks = _("Speaks it, as the member reports") if "LANGUAGE" in reasons else ""
        yield MatchRow(_("Language"), language, speaks)
    if case.patient.access_needs:
        yield MatchRow(_("Access"), case.patient.access_needs, "")
    if "CLOSE" in reasons:
        place = wording.with_commas(case.patient.address.city, case.patient.address.state)
        near = wording.with_commas(case.provider.address.city, case.provider.address.state)
        yield MatchRow(
            _("Distance"), place, _("%(place)s; close enough, as the member reports") % {"place": near}
        )
    if "ALREADY_SEE" in reasons:
        yield MatchRow(
            _("Continuity"), _("Care goes on with the same provider"), _("Already sees the patient")
        )
