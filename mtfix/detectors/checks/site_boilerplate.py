"""Lines of a web page that are no part of the article."""

import re
from collections.abc import Iterable

from mtfix.detectors.checks.base import Match, PatternCheck
from mtfix.taxonomy import Category, Example, Rule, Severity

_NETWORK = r"(?:Facebook|Twitter|X|WhatsApp|Telegram|LinkedIn|Reddit|Pinterest|Instagram|YouTube|Google News|Tumblr)"
# The whole segment must match one of these, apart from closing punctuation.
_WHOLE = (
    r"Leave a (?:Reply|reply|Comment|comment)(?: Cancel reply)?",
    r"(?:Post|Add|Write) a comment",
    r"Your email address will not be published\.?(?: Required fields are marked ?\*?)?",
    r"Required fields are marked ?\*?",
    r"Save my name, email,? and website in this browser.*",
    r"No comments yet|Comments are closed|Log in to reply|You must be logged in to post a comment",
    r"Share this(?: article| post| story| page)?:?|Like this:?|Like Loading|(?:Email|Print) this (?:article"
    r"|page|post)",
    rf"(?:Click to share|Share|Tweet) (?:this )?on {_NETWORK}(?: \(Opens in new window\))?",
    rf"Follow us on {_NETWORK}\b.{{0,80}}",
    r"Join the conversation|Report abuse|Copy link|Scroll to continue(?: with content)?",
    r"(?:Subscribe|Sign up) (?:to|for) our (?:\w+ ){0,2}newsletters?\b.{0,80}",
    r"Already a subscriber\?(?: (?:Log|Sign) in)?|This article is for subscribers only",
    r"We use cookies .{0,200}|By continuing to use this (?:web)?site,? you agree.{0,120}|Accept all cookies",
    r"(?:Proudly )?[Pp]owered by WordPress|Skip to (?:main )?content|Jump to navigation|Back to top|You are here:",
    r"(?:Story|Article) continues below(?: (?:this )?ad(?:vertisement)?)?|ADVERTISEMENT|Sponsored content",
    r"(?:Continue reading|Read [Mm]ore)(?: the main story)?(?: ?[»>→…]+)?|(?:Previous|Next) (?:article|post):?",
    r"(?:Older|Newer) posts|You may also like:?|Recommended for you|Trending now|Most popular|Editor['’]s picks",
    r"Related (?:articles|stories|posts|news|content):?|More in this section|(?:Load|Show) more",
    r"Media playback is (?:un|not )supported on (?:your|this) device",
    r"(?:Here is the translation|Translated text):?|Machine[- ]translated by Google|See original",
    r"This (?:page|article) (?:has been|was) (?:automatically translated|translated automatically).{0,60}",
    r"As an AI language model\b.{0,200}",
)
# A teaser: a label and the title of another story.
_TEASER = r"(?P<label>(?i:see also|read more|read also|also read|also see|more on this|you may also like|related))"
_BOILERPLATE = re.compile(
    rf"\s*(?:(?P<whole>{'|'.join(_WHOLE)})(?=[\s.!…*]*\Z)|{_TEASER}(?P<mark>[ \u00a0]*[:|»>–][ \u00a0]*| - "
    rf"|[ \u00a0]+)(?P<title>\S.*))",
    re.S,
)
_TITLE_START = re.compile(r"[\"“”'‘’(]*(?:[A-Z]|\d)")
# "See also Section 3.2.", "Related work is cited below." are sentences of the text.
_REFERENCE = re.compile(
    r"(?:Section|Chapter|Figure|Fig|Table|Appendix|Article|Part|Page|Pages|Note|Notes|Annex|Example|Rule"
    r"|Volume|Book)\b"
)


class SiteBoilerplate(PatternCheck):
    """ "Leave a Reply", "See also  <another story>": what a scraper took along."""

    rule = Rule(
        code="MT203",
        name="site-boilerplate",
        category=Category.NON_TRANSLATION,
        severity=Severity.MINOR,
        summary="This line belongs to a web page around the text, not to the text.",
        explanation="Scraped pages carry teasers, comment forms and cookie notes into the article.",
        confidence=0.92,
        safe=False,
        bad=(
            Example("[[Leave a Reply]]", ""),
            Example("[[Your email address will not be published. Required fields are marked *]]", ""),
            Example("[[See also  Census to Add New Category | National News]]", ""),
            Example("[[See also\u00a0 3 pm in Kiev.]]", ""),
            Example("[[Read more: Five Things to Know About the Vote]]", ""),
            Example("[[Subscribe to our weekly newsletter]]", ""),
        ),
        good=(
            Example("See also Section 3.2."),
            Example("Read more books and you will write better."),
            Example("She wanted to leave a reply, but the line was dead."),
            Example("Follow us on foot to the harbour."),
            Example("Related work is described in the last chapter."),
        ),
    )
    trigger = re.compile("")  # the pattern is anchored, which is cheaper than any search

    def find(self, text: str) -> Iterable[Match]:
        """The whole text, if it is one boilerplate line or a teaser."""
        match = _BOILERPLATE.match(text)
        if match is None:
            return
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        if match["whole"] is not None:
            yield Match(start, end, ("",))
        elif self._is_teaser(match["label"], match["mark"], match["title"].rstrip()):
            yield Match(start, end, ("",), confidence=0.85)

    @staticmethod
    def _is_teaser(label: str, mark: str, title: str) -> bool:
        """A title follows: after a clear mark, or in title case without a full stop."""
        if not label[0].isupper() or not _TITLE_START.match(title) or _REFERENCE.match(title):
            return False
        words = title.split()
        if mark.strip() or len(mark) > 1:
            return len(words) >= 3
        return label.lower() not in ("related", "you may also like") and len(words) >= 3 and title[-1] != "."
