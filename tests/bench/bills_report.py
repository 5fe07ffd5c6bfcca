"""Reading and checking bills, as a part of docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

NAMES = {"x12": "X12 835 remittance", "fhir": "FHIR Bundle"}
KINDS = (*NAMES, "check")


def bills(found: dict[str, dict[str, Any]]) -> str:
    rows = [
        f"| {name} | {one['megabytes']:.1f} | {one['claims']:,} | {one['lines']:,} | {one['seconds']:.1f} "
        f"| {one['child']:.0f} | {one['peak'] - one['before']:.0f} |"
        for kind, name in NAMES.items()
        for one in (found[kind],)
    ]
    checked = found["check"]
    each = checked["alone"] * 1000 / checked["claims"]
    alone = f"{checked['claims']:,} claims against one approval, each alone ({each:.2f} ms each)"
    return f"""## Bills

A file is read by a process of its own and looked at again by ours: the time is of the whole way. The peak
of the child is at most what stands here; beside it what our own process grew by.

| File | MB | Claims | Lines | Seconds | Peak of the child, MiB | Ours grew by, MiB |
| --- | --- | --- | --- | --- | --- | --- |
{chr(10).join(rows)}

| Checked | Seconds |
| --- | --- |
| {alone} | {checked["alone"]:.2f} |
| {checked["of_one"]} claims of one request, each beside all others | {checked["beside"]:.2f} |
"""
