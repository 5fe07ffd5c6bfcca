"""What the confined process does for a copy for fax machines: a packet may hold pages of strangers.

`documents.confined.run_confined("requests_app.packets.fax_process:make", …)`. No Django here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from requests_app.packets.fax_pages import fax_pages
from requests_app.packets.fax_pdf import fax_pdf

PACKET, COPY = "packet.pdf", "fax.pdf"


def make(folder: Path, options: dict[str, Any]) -> dict[str, Any]:
    data, pages = fax_pdf(fax_pages(folder / PACKET), title=str(options["title"]))
    (folder / COPY).write_bytes(data)
    return {"files": [COPY], "pages": pages}
