"""UTF-8 read as Windows-1252 or Latin-1 (â€™ for ’), and U+FFFD."""

import re
from collections.abc import Iterable

from mtfix.detectors.checks.base import Match, PatternCheck
from mtfix.taxonomy import Category, Example, Rule, Severity

# what the continuation bytes 80..BF look like in Windows-1252; five of them have no letter there and stay C1 controls
_CONTINUATION = "\u0080-\u00bf" + bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")
_TWO = f"[\u00c2-\u00df][{_CONTINUATION}]"
_THREE = f"[\u00e0-\u00ef][{_CONTINUATION}]{{2}}"
_FOUR = f"[\u00f0-\u00f4][{_CONTINUATION}]{{3}}"
_CLEAR = f"â€[{_CONTINUATION}]?|ï»¿|ï¿½|[ÃÂ][{_CONTINUATION}]|ðŸ[{_CONTINUATION}]{{2}}"
_GARBLED = re.compile(f"(?:{_CLEAR}|(?:{_FOUR}|{_THREE}|{_TWO}){{2,}})(?:{_FOUR}|{_THREE}|{_TWO})*|\ufffd+")
_ENDINGS = re.compile(r"(?:s|t|re|ve|ll|d|m)\b")
_BYTES = {character: byte for byte in range(0x80, 0xA0) for character in bytes([byte]).decode("cp1252", "ignore")}


class Mojibake(PatternCheck):
    """Wrongly decoded bytes; the candidate is what they said."""

    rule = Rule(
        code="MT208",
        name="mojibake",
        category=Category.NON_TRANSLATION,
        severity=Severity.MAJOR,
        summary="Wrongly decoded characters.",
        explanation="The bytes of UTF-8 were read as Windows-1252 or Latin-1, or were lost (U+FFFD).",
        confidence=0.98,
        safe=True,
        bad=(
            Example("It isn[[â€™]]t over yet.", "’"),
            Example("The caf[[Ã©]] is closed.", "é"),
            Example("It isn[[\ufffd]]t over yet.", "’"),
            Example("Price: 20[[Â\u00a0]]euros.", "\u00a0"),
        ),
        good=(
            Example("São João, Âncora and Ângela are names."),
            Example("The café’s “crème brûlée” was à la carte – très bon…"),
            Example("It cost £20 (or €24) at 30 °C."),
        ),
    )
    trigger = re.compile("[\u00c2-\u00f4\ufffd]")

    def find(self, text: str) -> Iterable[Match]:
        """Runs that decode to something else."""
        for match in _GARBLED.finditer(text):
            if match[0][0] == "\ufffd":
                known = match.end() - match.start() == 1 and match.start() and text[match.start() - 1].isalpha()
                candidates = ("’",) if known and _ENDINGS.match(text, match.end()) else ()
                yield Match(match.start(), match.end(), candidates)
            elif (decoded := _decode(match[0])) is not None:
                yield Match(match.start(), match.end(), (decoded,) if "\ufffd" not in decoded else ())


def _decode(run: str) -> str | None:
    if run == "â€":  # the last byte of ” has no letter in Windows-1252 and is often lost
        return "”"
    try:
        return bytes(_BYTES.get(character, ord(character)) for character in run).decode("utf-8")
    except ValueError:
        return None
