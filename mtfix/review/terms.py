"""Adds words that an editor found right to an accept list: a text file with one term a line."""

from collections.abc import Iterable
from pathlib import Path

from mtfix import config, files


def add(path: str, words: Iterable[str]) -> None:
    """Add the words that the file lacks; it is made if it is not there. Raises InputError."""
    file = Path(path)
    known = config.accepted_terms([file]) if file.exists() else ()
    old = file.read_text(encoding="utf-8-sig") if known or file.exists() else ""
    terms = dict.fromkeys(" ".join(word.split()) for word in words)
    new = [term for term in terms if term not in known]
    if new:
        start = old if not old or old.endswith("\n") else f"{old}\n"
        files.write_atomic(path, "".join((start, *(f"{term}\n" for term in new))).encode("utf-8", "surrogatepass"))
