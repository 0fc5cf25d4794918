"""Each kind of input, grown up to its limit, in; time, memory and how they grow, out.

Every input goes to `contracts` as a process of its own, which may take 2 GB and no more. Seconds are of the
processor. The slope is that of time over size, both as logarithms, between the two largest inputs and less
what the smallest takes: 1 is linear, 2 a square; below 1 the work is bounded before the size is. What is
beyond a limit is refused, and that must be quick as well.

Usage: python benchmarks/limits.py [KIND …]
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from limits_sheets import SHEETS, Kind, Make
from shared import Table, environment, machine

ROOT = Path(__file__).resolve().parent.parent
MINIMAL = (ROOT / "examples" / "minimal" / "deal.yaml").read_text("utf-8")
FOOTAGE = (ROOT / "examples" / "bali-footage" / "in-english.yaml").read_text("utf-8")
SECONDS, MEGABYTES = 10, 500
MEMORY = 2_000_000_000


def deal(text: Callable[[int], str]) -> Make:
    def make(folder: Path, size: int) -> list[object]:
        (folder / "deal.yaml").write_text(text(size), "utf-8")
        return ["check", folder / "deal.yaml"]

    return make


def manifest(row: Callable[[int], str]) -> Make:
    def make(folder: Path, size: int) -> list[object]:
        rows = "".join(row(i) for i in range(size))
        (folder / "footage.csv").write_text(f"id,title,duration,tier\n{rows}", "utf-8")
        (folder / "deal.yaml").write_text(FOOTAGE, "utf-8")
        return ["check", folder / "deal.yaml"]

    return make


def usage(row: Callable[[int], str]) -> Make:
    def make(folder: Path, size: int) -> list[object]:
        rows = "".join(row(i) for i in range(size))
        (folder / "usage.csv").write_text(f"period,kind,tier,quantity\n{rows}", "utf-8")
        return ["calc", ROOT / "examples" / "minimal" / "deal.yaml", folder / "usage.csv"]

    return make


def overlay(write: Callable[[Path, int], None]) -> Make:
    def make(folder: Path, size: int) -> list[object]:
        write(folder / "own", size)
        return ["check", ROOT / "examples" / "minimal" / "deal.yaml", "--library", folder / "own"]

    return make


def clauses(folder: Path, size: int) -> None:
    clause = (ROOT / "clauses" / "protections" / "takedown.md").read_text("utf-8")
    (folder / "clauses" / "own").mkdir(parents=True)
    for i in range(size):
        text = clause.replace("id: takedown", f"id: takedown-{i}")
        (folder / "clauses" / "own" / f"takedown-{i}.md").write_text(text, "utf-8")


def condition(folder: Path, size: int) -> None:
    tests = "\n".join("    - {grant.purposes: {has: training}}" for _ in range(size))
    clause = (ROOT / "clauses" / "protections" / "takedown.md").read_text("utf-8")
    (folder / "clauses" / "own").mkdir(parents=True)
    text = clause.replace("id: takedown", "id: mine").replace(
        "---\n\n", f"when:\n  any:\n{tests}\n---\n\n", 1
    )
    (folder / "clauses" / "own" / "mine.md").write_text(text, "utf-8")


def many(block: str, entry: str) -> Callable[[int], str]:
    return lambda size: MINIMAL + f"\n{block}\n" + "\n".join(entry.format(i=i) for i in range(size)) + "\n"


def padded(text: str) -> Callable[[int], str]:
    return lambda size: MINIMAL + text * size


WAIVER = "- {{clause: takedown, reason: r{i}, approved_by: a, date: 2026-01-01}}"
CHARACTER = "- {{name: '', appear: x, voice: x, alter: x, ads: x, with: [1, 2, 3]}}"


def of_party(fields: str) -> str:
    return MINIMAL.replace("{role: creator,", "{role: creator, " + fields, 1)


KINDS: dict[str, Kind] = {
    "deal: unknown keys": Kind(deal(many("", "key{i}: 1")), (1_000, 20_000, 90_000)),
    "deal: unknown keys of a party": Kind(
        deal(lambda n: of_party("".join(f"k{i}: 1, " for i in range(n)))),
        (1_000, 20_000, 90_000),
    ),
    "deal: keys given twice": Kind(deal(many("", "key: 1")), (1_000, 20_000, 90_000)),
    "deal: waivers": Kind(deal(many("waivers:", WAIVER)), (50, 5_000, 20_000)),
    "deal: positions": Kind(deal(many("positions:", "  clause-{i}: creator")), (100, 20_000, 90_000)),
    "deal: values that are no values": Kind(
        deal(many("nexus:\n  services:", "  - X{i}")), (100, 20_000, 90_000)
    ),
    "deal: characters, all wrong": Kind(deal(many("character:", CHARACTER)), (20, 100, 200)),
    "deal: one long text": Kind(
        deal(lambda n: MINIMAL.replace("reference: ", "reference: " + "a" * n, 1)),
        (100_000, 1_000_000, 3_900_000),
    ),
    "deal: an address that is none": Kind(
        deal(lambda n: of_party(f"email: 'a@{'.' * n} ',")), (10_000, 100_000, 3_000_000)
    ),
    "deal: one long key": Kind(
        deal(lambda n: MINIMAL + "k" * min(n, 900) + ": 1\n" + f'? "{"k" * n}"\n: 1\n'),
        (100_000, 1_000_000, 3_900_000),
    ),
    "deal: one long number": Kind(
        deal(lambda n: MINIMAL + "x: " + "9" * n + "\n"), (100_000, 1_000_000, 3_900_000)
    ),
    "deal: values in one line": Kind(
        deal(lambda n: MINIMAL + "x: [" + "a," * n + "]\n"), (10_000, 90_000, 1_900_000)
    ),
    "deal: aliases": Kind(
        deal(lambda n: MINIMAL + "x: &a [" + "1, " * 300 + "]\ny: [" + "*a," * n + "]\n"), (10, 300, 900_000)
    ),
    "deal: nesting": Kind(
        deal(lambda n: MINIMAL + "x: " + "[" * n + "]" * n + "\n"), (10, 10_000, 1_900_000)
    ),
    "deal: comments": Kind(deal(padded("# a comment that goes on for a while\n")), (1_000, 50_000, 100_000)),
    "manifest: good rows": Kind(
        manifest(lambda i: f"C-{i},A title {i},0:01:30,hd\n"), (1_000, 50_000, 100_000)
    ),
    "manifest: beyond its rows": Kind(manifest(lambda i: f"C-{i},A,9,hd\n"), (100_000, 500_000, 1_500_000)),
    "manifest: faulty rows": Kind(manifest(lambda i: f"C {i},,x,none\n"), (1_000, 50_000, 1_000_000)),
    "manifest: the same id": Kind(manifest(lambda i: "C,A,9,hd\n"), (1_000, 50_000, 1_000_000)),
    "manifest: ragged rows": Kind(manifest(lambda i: "x,\n"), (1_000, 50_000, 5_000_000)),
    "manifest: blank rows": Kind(manifest(lambda i: "\n"), (1_000, 500_000, 20_000_000)),
    "manifest: cells in a row": Kind(manifest(lambda i: "," if i else "C"), (1_000, 500_000, 20_000_000)),
    "manifest: warnings": Kind(manifest(lambda i: f"C-{i},山,9,hd\n"), (1_000, 50_000, 100_000)),
    "usage: good rows": Kind(usage(lambda i: f"2027-{i},minutes,uhd-4k,90\n"), (1_000, 50_000, 100_000)),
    "usage: faulty rows": Kind(usage(lambda i: "2027,minute,hd,x\n"), (1_000, 50_000, 500_000)),
    **SHEETS,
    "overlay: clauses": Kind(overlay(clauses), (10, 100, 400)),
    "overlay: a condition": Kind(overlay(condition), (100, 5_000, 20_000)),
}


def main() -> int:
    options = argparse.ArgumentParser(description="Grow each kind of input up to its limit.")
    options.add_argument("kinds", nargs="*", help="the start of their names")
    given = options.parse_args()
    chosen = [k for k in KINDS if not given.kinds or any(k.startswith(start) for start in given.kinds)]
    print(machine(1), "\n")
    table = Table(("input", "size", "seconds", "MB", "slope", "exit"))
    worst = True
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        settings = environment(work)
        ran(["check", str(ROOT / "examples" / "minimal" / "deal.yaml")], settings)  # keeps the library
        for name in chosen:
            kind, found = KINDS[name], []
            for size in kind.sizes:
                place = work / f"{name}-{size}".replace(":", "").replace(" ", "-")
                place.mkdir()
                found.append((size, *ran(list(map(str, kind.make(place, size))), settings)))
            (_, least, _, _), (before, then, _, _), (size, seconds, megabytes, code) = found
            steeper = math.log(max(seconds - least, 0.05) / max(then - least, 0.05)) / math.log(size / before)
            worst &= seconds <= SECONDS and megabytes <= MEGABYTES
            table.row(name, f"{size:,}", f"{seconds:.1f}", f"{megabytes:.0f}", f"{steeper:.1f}", str(code))
            print(table.last(), flush=True)
    print(f"\nall within {SECONDS} s and {MEGABYTES} MB" if worst else "\nNOT all within the aim")
    return 0


def ran(words: list[str], settings: dict[str, str]) -> tuple[float, float, int]:
    """Seconds of processor time, the largest resident size in MB, and the exit code of one command."""

    def hold() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    command = [sys.executable, *(words if words[0] == "-c" else ["-m", "contracts", *words])]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=settings, cwd=ROOT, stdout=quiet, stderr=quiet, preexec_fn=hold)  # noqa: PLW1509
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    size = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    return used.ru_utime + used.ru_stime, size, process.returncode


if __name__ == "__main__":
    sys.exit(main())
