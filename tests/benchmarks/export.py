"""What an export costs: synthetic dossiers and records into every format, seconds and peak memory at two sizes.

`python tests/benchmarks/export.py [RECORDS]` prints a line a format: memory should be the same at both sizes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from synthetic import lines

FORMATS = ("acled-csv", "ucdp-csv", "csv", "geojson", "parquet", "sqlite")
RECORDS = 40_000


def measured(source: Path, to: str, out: Path) -> tuple[float, float]:
    """Seconds and megabytes of one export."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "sahelsum", "export", str(source), "--to", to, "-o", str(out)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        _, code, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
    assert process.returncode == 0
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def main() -> None:
    many = int(sys.argv[1]) if sys.argv[1:] else RECORDS
    with tempfile.TemporaryDirectory() as folder:
        sources = []
        for size in (many // 4, many):
            records, dossiers = Path(folder) / f"records-{size}.jsonl", Path(folder) / f"dossiers-{size}.jsonl"
            with records.open("w") as out:
                out.writelines(f"{line}\n" for line in lines(size))
            subprocess.run([sys.executable, "-m", "sahelsum", "corroborate", str(records), "-o", str(dossiers)],
                           check=True)  # fmt: skip
            sources.append((size, records, dossiers))
        for to in FORMATS:
            for size, records, dossiers in sources:
                made = Path(folder) / "made"
                seconds, megabytes = measured(dossiers, to, made)
                whole, held = measured(records, to, made) if to in ("acled-csv", "sqlite") else (0.0, 0.0)
                of_records = f"; as records {whole:6.1f} s, {held:4.0f} MB" if whole else ""
                print(f"{to:9} {size:7,} records: {seconds:6.1f} s, {megabytes:4.0f} MB as dossiers{of_records}",
                      flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
