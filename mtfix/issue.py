"""An issue: a span that a detector believes to be an error. (`error_span` is what a person marked.)"""

import hashlib
import re
from dataclasses import dataclass, field

from mtfix.taxonomy import Category, Severity
from mtfix.text import Span


@dataclass(frozen=True, order=True)
class Issue:
    """Ordered by place, then code. Laws: text == plain[span]; 0 <= confidence <= 1, calibrated.

    `candidates` are replacements of the whole span that the detector already knows, best first; "" deletes it.
    """

    span: Span
    code: str
    category: Category
    severity: Severity
    message: str
    text: str
    confidence: float
    detector: str
    candidates: tuple[str, ...] = field(default=())

    def fingerprint(self, plain: str) -> str:
        """A stable id without absolute offsets: 16 hex digits of code, text and its neighbours in the same line.

        The neighbours are the 24 code points on each side. It survives edits to other lines, so a baseline does too.
        """
        before = re.split(r"[\r\n]", plain[max(0, self.span.start - 24) : self.span.start])[-1]
        after = re.split(r"[\r\n]", plain[self.span.end : self.span.end + 24])[0]
        key = "\x1f".join((self.code, " ".join(before.split()), self.text, " ".join(after.split())))
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
