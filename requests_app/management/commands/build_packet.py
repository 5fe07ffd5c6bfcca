from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from requests_app.audit import log
from requests_app.casefile.export import case_file
from requests_app.casefile.schema import CaseFile
from requests_app.cases.lookup import every_organization, find_case
from requests_app.common.time_zones import day_at
from requests_app.management.private_files import write_private
from requests_app.models import Case, Packet
from requests_app.packets import queries
from requests_app.packets.contents import filled_sections
from requests_app.packets.gathering import proof_of
from requests_app.packets.parts import Options, Section
from requests_app.packets.presses import PrintFailed
from requests_app.packets.proof import Proof
from requests_app.packets.rendering import render

JOB = "build_packet"


class Command(BaseCommand):
    help = (
        "Print the packet of a case as a PDF, by the code the worker uses. Of what is in the case now, marked"
        " “Not signed”; with --number, a packet as it was frozen. Nothing is stored; the printing is audited."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", help="public id or reference of the case")
        parser.add_argument("--output", type=Path, metavar="FILE", required=True)
        parser.add_argument("--number", type=int, metavar="N", help="packet N as it was signed")
        parser.add_argument("--cover", action="store_true", help="with the fax cover page")

    def handle(self, *args: Any, **options: Any) -> None:
        with every_organization(JOB) as actor:
            case = find_case(options["id"])
            if case is None:
                raise CommandError("There is no case with this id or reference.")
            number = options["number"]
            file, chosen, proof = (
                _frozen(case, number) if number else _preview(case, with_cover=options["cover"])
            )
            log.record(action="packets.printed", target=case, by=actor, at=timezone.now())
        try:
            printed = render(file, chosen, proof)
        except PrintFailed as fault:
            raise CommandError(f"the packet could not be printed: {fault}") from fault
        write_private(options["output"], printed.pdf)
        self.stderr.write(f"{options['output']} written, {printed.pages} pages")


def _preview(case: Case, *, with_cover: bool) -> tuple[CaseFile, Options, Proof]:
    file, now = case_file(case), timezone.now()
    proof = proof_of(case, file, on=day_at(now, zone=case.time_zone))
    cover = {Section.COVER} if with_cover else set()
    return file, Options(sections=filled_sections(file, proof) | cover, made_at=now), proof


def _frozen(case: Case, number: int) -> tuple[CaseFile, Options, Proof]:
    packet = Packet.objects.filter(case=case, number=number).first()
    if packet is None:
        raise CommandError(f"This case has no packet {number}.")
    return queries.case_of_packet(packet), queries.options_of(packet), queries.proof_of_packet(packet)
