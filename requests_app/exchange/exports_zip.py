"""One large ZIP made in parts: each part is a small ZIP of its own, and in the end their insides are joined.

Nothing is packed twice: the packed entries are copied as they are, and one new table of contents is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# Pictures and PDFs are packed already.
AS_THEY_ARE = (".pdf", ".png", ".jpg", ".jpeg", ".webp", ".heic")
# The same content gives the same file.
MOMENT = (2000, 1, 1, 0, 0, 0)
PIECE = 1 << 20


def add(archive: ZipFile, name: str, data: bytes) -> None:
    info = ZipInfo(name, MOMENT)
    info.external_attr = 0o600 << 16
    info.compress_type = ZIP_STORED if name.endswith(AS_THEY_ARE) else ZIP_DEFLATED
    archive.writestr(info, data)


def write_part(path: Path, entries: Iterable[tuple[str, bytes]]) -> None:
    with ZipFile(path, "w") as archive:
        for name, data in entries:
            add(archive, name, data)


def join(target: Path, parts: Iterable[Path], last: Iterable[tuple[str, bytes]]) -> None:
    """`parts` may be made one after another while they are read; `last` are entries of the whole."""
    with target.open("w+b") as whole:
        infos = [info for part in parts for info in _copied(part, whole)]
        with ZipFile(whole, "w") as archive:
            archive.infolist().extend(infos)
            for name, data in last:
                add(archive, name, data)


def _copied(part: Path, whole: IO[bytes]) -> Iterator[ZipInfo]:
    """The insides of one part, at the end of the whole, and where each entry lies now."""
    begins = whole.tell()
    with ZipFile(part) as archive, part.open("rb") as source:
        infos = archive.infolist()
        _copy(source, whole, archive.start_dir)
    for info in infos:
        info.header_offset += begins
        yield info


def _copy(source: IO[bytes], target: IO[bytes], count: int) -> None:
    while count > 0:
        data = source.read(min(count, PIECE))
        if not data:
            raise EOFError("a part is shorter than it says")
        target.write(data)
        count -= len(data)
