"""Placeholders, tags and entities that should never be seen by a reader."""

import html
import re
from collections.abc import Iterable

from mtfix.detectors.checks.base import Match, PatternCheck
from mtfix.taxonomy import Category, Example, Rule, Severity

_TAGS = (
    "a|abbr|b|big|blockquote|body|br|center|code|div|em|font|g|h[1-6]|head|hr|html|i|img|li|ol|p|ph|pre|s|small|span"
)
_TAGS += "|strong|strike|sub|sup|table|tbody|td|th|thead|tr|u|ul|unk|x|bpt|ept|script|style|ref|nowiki"
_PLACEHOLDER = re.compile(
    r"(?P<brace>\{\{\s*[\w.\-| ]{1,40}\s*\}\}|\$?\{(?:\d{1,2}|[a-z][A-Za-z]*(?:_[a-z]+)*_?\d?(?<=...))\})"
    r"|(?P<format>%\d\$[sdf@]|%\([a-z_]+\)[sd]|(?<![\w%])(?<!\d )%[sd@](?![\w%])|%[A-Z][A-Z_]{2,}%)"
    rf"|(?P<tag></?(?i:{_TAGS})(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s<>\"']+))*\s*/?>|<!--.{{0,200}}?-->)"
    r"|(?P<entity>&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|(?:nbsp|quot|amp|lt|gt|apos|[lr][sd]quo|[mn]dash|hellip"
    r"|bull|middot|copy|reg|deg"
    r"|[a-zA-Z](?:acute|grave|circ|uml|tilde|cedil)|euro|pound|laquo|raquo|szlig|trade));)"
    r"|(?P<token>\[\[[A-Z][A-Z_]*\d*\]\]|\[(?:UNK|PAD|MASK|SEP|CLS)\]|__[A-Z]+(?:_?\d+)?__|⟦[^⟧\n]{1,40}⟧|\bXXXX+\b"
    r"|\b(?:PLACEHOLDER|LOREM IPSUM)\b)"
    r"|(?P<piece>(?<=\w)@@ (?=\w)|▁)"
)


class LeakedPlaceholder(PatternCheck):
    """{0}, %s, {{name}}, <b>, &nbsp;, __PH_1__, @@ and their kin."""

    rule = Rule(
        code="MT209",
        name="leaked-placeholder",
        category=Category.NON_TRANSLATION,
        severity=Severity.MAJOR,
        summary="A placeholder, tag or entity leaked into the text.",
        explanation="Variables, markup and subword marks around machine translation were not put back or taken out.",
        confidence=0.93,
        bad=(
            Example("Welcome back, [[{0}]]!"),
            Example("You have [[%1$s]] new messages."),
            Example("Press the [[<b>]]red button.", ""),
            Example("Fish[[&nbsp;]]and chips.", "\u00a0"),
            Example("Visit [[[LINK]]] for details.".replace("[[[LINK]]]", "[[__LINK_1__]]")),
            Example("The ne[[@@ ]]gotiator left.", ""),
        ),
        good=(
            Example("Turnout was 100 % sure to rise, a 5 %s-curve aside."),
            Example("I <3 you; A&B and AT&T; x < b > c."),
            Example("Super Bowl XXX was played in 1996."),
            Example("The set {a, b} and the array a[[0]] are small."),
        ),
    )
    trigger = re.compile(r"[{%<⟦▁]|&[#a-zA-Z]|\[\[?[A-Z]|__[A-Z]|XXXX|PLACEHOLDER|LOREM|@@ ")

    def find(self, text: str) -> Iterable[Match]:
        """Leaked marks; tags and subword marks may be taken out, entities decoded."""
        for match in _PLACEHOLDER.finditer(text):
            candidates: tuple[str, ...] = ()
            if match["entity"]:
                candidates = (html.unescape(match[0]),)
            elif match["tag"] or match["piece"]:
                candidates = ("",) if match[0] != "▁" else (" ",)
            yield Match(match.start(), match.end(), candidates)
