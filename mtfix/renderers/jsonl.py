"""One JSON object a line and an issue, with its path, as it comes; the last line holds counts and signature."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import IO

from mtfix.renderers.look import Look
from mtfix.renderers.passing import Passing
from mtfix.report import JSON_VERSION, Report


class Jsonl:
    """For programs that read as it comes. The last line is the only one with "signature"."""

    name = "jsonl"

    def __init__(self, look: Look) -> None:
        self._look = look

    def render(self, reports: Iterable[Report], out: IO[str]) -> None:
        """Write each document's issues as it comes."""
        passing = Passing(reports)
        for report in passing:
            for issue in report.to_json()["issues"]:
                out.write(json.dumps({"path": report.document.path, **issue}, ensure_ascii=False) + "\n")
            for note in report.notes:
                out.write(json.dumps({"path": report.document.path, "note": note}, ensure_ascii=False) + "\n")
        signature = passing.signature.to_json() if passing.signature else None
        last = {"version": JSON_VERSION, **asdict(passing.tally), "signature": signature}
        out.write(json.dumps(last, ensure_ascii=False) + "\n")
