"""Build one packet as a worker that runs does: nothing kept yet, then again with one changed section.

python -m tests.bench.ours CASE_ID FOLDER ROUNDS, inside the portal's environment. Prints JSON; leaves the PDF
and the same words as one HTML file in the folder.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from base64 import b64encode
from pathlib import Path
from typing import Any

import django

# A spare press has loaded its libraries by then.
WARM = 2.0


def measure(case_id: str, folder: Path, rounds: int) -> dict[str, Any]:
    from django.conf import settings
    from django.utils import timezone

    from requests_app.casefile.export import case_file
    from requests_app.cases.lookup import every_organization, find_case
    from requests_app.common.time_zones import day_at
    from requests_app.packets import assembly, printing, rendering
    from requests_app.packets.contents import filled_sections
    from requests_app.packets.gathering import proof_of
    from requests_app.packets.parts import Options, Section
    from requests_app.packets.presses import SPARE

    with every_organization("build_packet"):
        case = find_case(case_id)
        assert case is not None
        file, now = case_file(case), timezone.now()
        proof = proof_of(case, file, on=day_at(now, zone=case.time_zone))
    options = Options(sections=filled_sections(file, proof) | {Section.COVER}, made_at=now)
    call = file.insurer_calls[0]
    changed = file.model_copy(
        update={"insurer_calls": [call.model_copy(update={"notes": "Asked again."}), *file.insurer_calls[1:]]}
    )
    joined: list[float] = []
    assemble = assembly.assemble

    def timed(*arguments: Any) -> bytes:
        start = time.perf_counter()
        pdf = assemble(*arguments)
        joined.append(time.perf_counter() - start)
        return pdf

    setattr(printing, "assemble", timed)  # noqa: B010 -- it is measured where it is used
    first: list[float] = []
    again: list[float] = []
    with tempfile.TemporaryDirectory() as kept:
        for number in range(rounds):
            settings.PACKET_SECTIONS = Path(kept) / str(number)
            for one, times in ((file, first), (changed, again)):
                SPARE.prepare()
                time.sleep(WARM)
                start = time.perf_counter()
                printed = rendering.render(one, options, proof)
                times.append(time.perf_counter() - start)
        SPARE.close()
    (folder / "ours.pdf").write_bytes(printed.pdf)
    words, assets = rendering.ready_to_print(file, options, proof)
    units = printing.packet_html(words)
    before = set(units)
    after = printing.packet_html(rendering.ready_to_print(changed, options, proof)[0])
    _write_html(folder, words, assets, units)
    return {
        "first": statistics.median(first),
        "again": statistics.median(again),
        "joined": statistics.median(joined),
        "pages": printed.pages,
        "sections": len(units),
        "changed": len(set(after) - before),
        "exhibit_pages": sum(len(row.pages) for row in words.exhibits.rows) if words.exhibits else 0,
    }


def _write_html(folder: Path, words: Any, assets: Any, units: list[str]) -> None:
    """One document for those that print a page as it is: fonts and pictures lie beside it."""
    from django.template.loader import render_to_string

    from requests_app.packets import printing
    from requests_app.packets.typefaces import CHAIN, FACES, SCHEME

    # Each begins a page, as ours do.
    parts = [f'<div style="break-before: page">{unit}</div>' for unit in units]
    html = str(render_to_string(printing.SHEET, {"packet": words, "unit": "\n".join(parts)}))
    shown = {**assets, **printing._own_pictures(words)}
    for number, (address, asset) in enumerate(shown.items()):
        ending = {"image/png": "png", "image/jpeg": "jpg"}.get(asset.media_type, "svg")
        (folder / f"picture-{number}.{ending}").write_bytes(asset.read() or b"")
        html = html.replace(f'src="{address}"', f'src="picture-{number}.{ending}"')
    rules = "\n".join(
        face.rule.replace(f"{SCHEME}{face.file}", _inside(printing.PRINT_ROOT / "fonts" / face.file))
        for face in FACES
        if face.is_always_loaded
    )
    css = printing._sheet("packet.css").replace('"Packet"', CHAIN)
    html = html.replace("</head>", f"<style>{rules}\n{css}</style></head>")
    (folder / "packet.html").write_text(html, encoding="utf-8")


def _inside(font: Path) -> str:
    """A browser takes no font from a file beside a page."""
    return f"data:font/woff2;base64,{b64encode(font.read_bytes()).decode()}"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))))
