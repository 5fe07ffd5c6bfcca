"""The packet beside other ways to print it, as a part of docs/benchmarks.md."""

from __future__ import annotations

from typing import Any


def side_by_side(beside: dict[str, Any]) -> str:
    lines, told = beside["lines"], beside["ours"]
    rows = [
        f"| {one['name']} | {one['seconds']:.2f} | {one['peak']:.0f} | {one['kilobytes']:.0f} "
        f"| {one['pages']} | {'yes' if one['is_tagged'] else 'no'} |"
        for one in lines
    ]
    rows += [f"| {name} | not installed here | | | | |" for name in beside["missing"]]
    return f"""## One packet, printed by us and by others

The same words, fonts and pictures in one run, in turns. Ours also bears page numbers, header and footer,
and its sections are kept for the next time. Memory is of all processes together. Ours stands in a worker that
runs, with its press ready, as in the product; the others are programs that are started for it. Of
{told["sections"]} sections {told["changed"]} changed.

| Way | Median, s | Peak, MiB | File, kB | Pages | Tagged |
| --- | --- | --- | --- | --- | --- |
{chr(10).join(rows)}

| Aim | Found | |
| --- | --- | --- |
{chr(10).join(_aims(beside))}
"""


def _aims(beside: dict[str, Any]) -> list[str]:
    told, exhibits, many = beside["ours"], beside["exhibits"], beside["rows"]
    chromium = next((one["seconds"] for one in beside["lines"] if one["name"].startswith("Chromium")), None)
    ratio = told["first"] / told["again"]
    aims = [
        (
            "A first build is no slower than Chromium cold",
            f"{told['first']:.2f} s, Chromium {chromium:.2f} s" if chromium else "Chromium is not here",
            chromium is not None and told["first"] <= chromium,
        ),
        ("One changed section: five times faster than a first build", f"{ratio:.1f} times", ratio >= 5),
    ]
    if "failed" in exhibits:
        aims.append(("50 pages of exhibits are joined in under 1 s", exhibits["failed"], False))
    else:
        found = f"{exhibits['joined']:.2f} s for {exhibits['exhibit_pages']} of {exhibits['pages']} pages"
        aims.append(("50 pages of exhibits are joined in under 1 s", found, exhibits["joined"] < 1))
    if "failed" in many:
        aims.append(("Memory under 512 MiB with 1,000 rows of a log", many["failed"], False))
    else:
        found = (
            f"worker {many['worker']:.0f} MiB, with its press {many['peak']:.0f} MiB; "
            f"{many['pages']} pages in {many['first']:.1f} s"
        )
        aims.append(("Memory under 512 MiB with 1,000 rows of a log", found, many["peak"] < 512))
    return [f"| {aim} | {found} | {'kept' if is_kept else '**over**'} |" for aim, found, is_kept in aims]
