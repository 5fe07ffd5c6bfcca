"""Parts that were made apart become one file that every program opens."""

from __future__ import annotations

import subprocess
import sys
from zipfile import ZipFile

from requests_app.exchange import exports_zip


def test_the_joined_file_has_everything_of_its_parts_and_what_comes_last(tmp_path):
    content = {
        f"cases/{number}/{kind}": f"{kind} {number} ñ".encode() * 500
        for number in range(3)
        for kind in ("case.json", "paper.pdf")
    }
    names = list(content)
    parts = [tmp_path / f"part-{number}.zip" for number in range(3)]
    for number, path in enumerate(parts):
        exports_zip.write_part(path, [(name, content[name]) for name in names[2 * number : 2 * number + 2]])

    whole = tmp_path / "whole.zip"
    exports_zip.join(whole, iter(parts), [("index.csv", b"a,b\r\n")])

    with ZipFile(whole) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            **content,
            "index.csv": b"a,b\r\n",
        }
    assert subprocess.run([sys.executable, "-m", "zipfile", "-t", str(whole)], check=False).returncode == 0


def test_no_parts_make_a_file_too(tmp_path):
    whole = tmp_path / "whole.zip"
    exports_zip.join(whole, [], [("index.csv", b"x")])

    assert ZipFile(whole).read("index.csv") == b"x"
