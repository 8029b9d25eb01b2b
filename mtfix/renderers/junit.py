"""JUnit XML, which most CI servers show as test results: a suite a document, a failed case an issue."""

from collections.abc import Iterable, Iterator
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from mtfix.issue import Issue
from mtfix.renderers.look import Look, printable
from mtfix.renderers.passing import Passing
from mtfix.renderers.places import place, posix
from mtfix.renderers.sentence import proposal, sentence
from mtfix.report import Report


class Junit:
    """For CI servers. A clean document is one case that passed."""

    name = "junit"

    def __init__(self, look: Look) -> None:
        self._look = look

    def render(self, reports: Iterable[Report], out: IO[str]) -> None:
        """Write a suite a report, as it comes."""
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="mtfix">\n')
        for report in Passing(reports):
            out.writelines(line + "\n" for line in self._suite(report))
        out.write("</testsuites>\n")

    def _suite(self, report: Report) -> Iterator[str]:
        path, count = _attribute(posix(report.document.path)), len(report.issues)
        yield f'<testsuite name={path} tests="{max(count, 1)}" failures="{count}" errors="0" skipped="0">'
        yield f'<properties><property name="signature" value={_attribute(str(report.signature))}/></properties>'
        if not report.issues:
            yield f'<testcase classname={path} name="no issues"/>'
        for issue in report.issues:
            yield from self._case(report, issue, path)
        yield "</testsuite>"

    def _case(self, report: Report, issue: Issue, path: str) -> Iterator[str]:
        line, column, _, _ = place(report, issue)
        name = _attribute(f"{issue.code} {self._look.name(issue.code)} {line}:{column}")
        yield f"<testcase classname={path} name={name}>"
        kind = _attribute(f"{issue.category.value}, {issue.severity.label}")
        yield f"<failure message={_attribute(sentence(report, issue))} type={kind}>"
        yield _text(f"{posix(report.document.path)}:{line}:{column}: {issue.text}")
        for item in report.suggestions.get(issue, ()):
            yield _text(f"{proposal(item)} ({item.confidence:.0%} sure, {item.applicability.label})")
        yield "</failure></testcase>"


def _attribute(text: str) -> str:
    return quoteattr(_allowed(text))


def _text(text: str) -> str:
    return escape(_allowed(text))


def _allowed(text: str) -> str:
    """XML 1.0 has no place for most controls, surrogates and the two last code points of the first plane."""
    return printable(text).translate({0xFFFE: " ", 0xFFFF: " "})
