"""The first page of a fax copy as a small picture for the page that sends it."""

from __future__ import annotations

import base64
import logging
from io import BytesIO

from requests_app.models import PacketCopy
from requests_app.packets import files

log = logging.getLogger(__name__)
DOTS_PER_INCH, POINTS_PER_INCH = 72, 72


def first_page(copy: PacketCopy) -> str:
    """An address with the picture in it; empty when the file cannot be shown. The PDF is one of our own."""
    import pypdfium2  # Only this page draws: every other process does without the library.

    data = files.read(copy.file_key)
    if data is None:
        log.error("copy missing", extra={"copy_id": copy.pk})
        return ""
    drawn = BytesIO()
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        bitmap = page.render(scale=DOTS_PER_INCH / POINTS_PER_INCH, grayscale=True)
        bitmap.to_pil().convert("L").quantize(8).save(drawn, "PNG", optimize=True)
        bitmap.close()
        page.close()
    return f"data:image/png;base64,{base64.b64encode(drawn.getvalue()).decode()}"
