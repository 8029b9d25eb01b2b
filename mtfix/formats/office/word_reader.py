"""WordprocessingML: what of a document, its headers, footers and notes a reader sees, with all changes accepted.

Fields and bound or locked content controls are read but not edited; tables of contents, deleted and hidden text are not
read. Namespaces are those of ECMA-376, transitional and strict.
"""

from typing import ClassVar

from mtfix.formats.office.reader import Frame, Reader
from mtfix.formats.office.tokens import Token

WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATH = ("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math")
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

_SHOWN = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011"}
_GONE = frozenset({"w:del", "w:moveFrom", "w:rt", "mc:Fallback"})
_LISTS = ("TOC", "TOA", "INDEX", "BIBLIOGRAPHY")  # fields that repeat what is read elsewhere
_BOUND = frozenset({"w:dataBinding", "w:dropDownList", "w:date"})  # content controls whose text is not typed
_CODE = 64  # as much of a field's code is looked at
_OFF = ("0", "false", "off")


class WordReader(Reader):
    """Reads one of a docx's XML files."""

    prefixes: ClassVar = {**dict.fromkeys(WORD, "w"), **dict.fromkeys(_MATH, "m"), _COMPATIBILITY: "mc"}
    paragraphs = frozenset({"w:p"})
    asides = frozenset({"w:txbxContent"})
    bars = _GONE | {"w:hyperlink", "w:ins", "w:moveTo", "w:sdt", "w:fldSimple", "m:oMath", "mc:AlternateContent"}
    objects = frozenset(
        f"w:{name}"
        for name in "drawing pict object sym footnoteReference endnoteReference softHyphen fldChar instrText".split()
    )

    def __init__(self) -> None:
        super().__init__()
        self._fields: list[str] = []  # the codes of complex fields that have begun
        self._unread: list[bool] = []  # for each, whether what comes is its code, or a list of text from elsewhere
        self._hiding = 0

    def opened(self, frame: Frame, token: Token) -> bool:
        """Fields, content controls and hidden runs; tabs and breaks are put out."""
        name, outer = frame.name, self.frame
        if name in _GONE:
            frame.unread()
        elif name == "w:fldChar":
            self._field(_value(token, "fldCharType"))
        elif name == "w:fldSimple":
            frame.locked = True
            frame.hidden = frame.hidden or _is_list(_value(token, "instr"))
        elif outer.name == "w:sdtPr":
            self._control(self.frames[-2], token, name)
        elif name == "w:vanish" and outer.name == "w:rPr" and self.frames[-2].name == "w:r":
            self.frames[-2].hidden |= _value(token, "val") not in _OFF
        elif outer.name == "w:r" and name in _SHOWN and not self._hidden(outer):
            self.out.rendered(token.raw, _SHOWN[name])
            return True
        return False

    def characters(self, token: Token) -> None:
        """Only w:t and math hold text; elsewhere is white space, or a field's code."""
        name = self.frame.name
        locked = name != "w:t" or self.frame.locked or self.cdata or self._fields
        if name not in ("w:t", "m:t") or self._hidden(self.frame):
            self.out.markup(token.raw)
        elif token.raw == token.name != "\n" and not locked:
            self.out.text(token.raw)
        else:
            self.out.rendered(token.raw, token.name.replace("\n", " "))

    def _text(self, token: Token) -> None:
        if self.frame.name == "w:instrText" and self._fields and len(self._fields[-1]) < _CODE:
            self._fields[-1] += token.name[:_CODE]
        super()._text(token)

    def _control(self, frame: Frame, token: Token, name: str) -> None:
        """What is said of a content control: what it holds may come from elsewhere, or be a request to fill it in."""
        locks = name == "w:lock" and _value(token, "val").lower().endswith("contentlocked")
        frame.locked = frame.locked or locks or name in _BOUND
        frame.hidden = frame.hidden or name == "w:showingPlcHdr"

    def _hidden(self, frame: Frame) -> bool:
        return frame.hidden or self._hiding > 0

    def _field(self, kind: str) -> None:
        """A complex field begins with its code, then shows its result, and ends."""
        if kind == "begin":
            self._fields.append("")
            self._unread.append(True)
            self._hiding += 1
        elif self._fields and kind == "separate" and self._unread[-1] and not _is_list(self._fields[-1]):
            self._unread[-1] = False
            self._hiding -= 1
        elif self._fields and kind == "end":
            self._fields.pop()
            self._hiding -= self._unread.pop()


def _is_list(code: str) -> bool:
    return next(iter(code.split()), "").upper() in _LISTS


def _value(token: Token, name: str) -> str:
    """An attribute of WordprocessingML; empty if it is not given."""
    return next((token.attributes[key] for space in WORD if (key := f"{space} {name}") in token.attributes), "")
