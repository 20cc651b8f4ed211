"""Coverage-guided fuzzing of one adapter after another with atheris: `make fuzz SECONDS=60`.

Each seed of the corpus is one adapter's; what is found to break the law is kept beside it as `found-…`, and
`make test` reads it from then on.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["services.events.ingest"]):
    from tests.fuzz.law import CORPUS, check


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one adapter from its seed; libFuzzer ends the process."""
    stem = name.partition(".")[0]

    def once(data: bytes) -> None:
        check(data, f"https://seed.example/{stem}")

    with tempfile.TemporaryDirectory() as grown:
        (Path(grown) / name).write_bytes((CORPUS / name).read_bytes())
        options = [
            f"-max_total_time={seconds}",
            "-max_len=8192",
            "-timeout=10",
            "-rss_limit_mb=2048",
            "-verbosity=0",
            "-print_final_stats=1",
        ]
        atheris.Setup([sys.argv[0], grown, *options, f"-artifact_prefix={CORPUS}/found-{stem}-"], once)
        atheris.Fuzz()


def main(seconds: int) -> int:
    """Fuzz every adapter for so many seconds each, in a process of its own; return how many broke the law."""
    broken = 0
    for path in sorted(CORPUS.iterdir()):
        if not path.name.startswith("found-"):
            command = [sys.executable, "-m", "tests.fuzz.run", str(seconds), path.name]
            done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own arguments
            tries = [line for line in done.stderr.splitlines() if "number_of_executed_units" in line]
            broken += done.returncode != 0
            print(path.name, "BROKEN" if done.returncode else "holds", *tries)  # noqa: T201
            if done.returncode:
                print(done.stdout[-3000:], done.stderr[-3000:])  # noqa: T201
    return broken


if __name__ == "__main__":
    if len(sys.argv) > 2:
        fuzz(sys.argv[2], int(sys.argv[1]))
    else:
        sys.exit(main(int(sys.argv[1])) > 0)
