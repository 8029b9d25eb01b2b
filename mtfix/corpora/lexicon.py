"""Word lists behind the corruption recipes, written for this project, and the vocabulary they are checked against."""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

PREPOSITIONS = frozenset(
    "of in to for on with at by from about into after before over between against during under through across "
    "towards toward among within without upon".split()
)
ARTICLES = ("the", "a", "an")
AUXILIARIES = frozenset(
    "is are was were be been has have had will would can could may might must should do does did".split()
)
NEGATIONS = (
    "not", "never", "no", "neither", "without", "stop", "avoid", "prevent", "refuse", "refused", "failed", "hardly",
    "barely", "unless", "cease", "halt", "refrain", "stopped", "ceased",
)  # fmt: skip
# Of these the ones before a verb in -ing, which becomes the order to do it once they are lost.
STOPS = frozenset({"stop", "stopped", "cease", "ceased", "avoid", "refrain", "halt"})
PRONOUNS = {
    "he": ("she", "it", "they", "him"), "she": ("he", "it", "they", "her"), "it": ("he", "she", "they", "this"),
    "they": ("it", "he", "them"), "his": ("her", "its", "your", "their"), "her": ("his", "its", "your", "their"),
    "its": ("his", "her", "your", "their"), "their": ("its", "his", "your"), "him": ("her", "it", "he"),
    "them": ("it", "him", "they"), "who": ("which", "that", "whom"), "which": ("who", "what"), "whose": ("which", "that its"),
    "this": ("these", "it"), "these": ("this", "those"), "those": ("that", "these ones"), "where": ("when", "what"),
    "himself": ("itself", "herself", "him same"), "itself": ("himself", "same"), "we": ("us", "they"), "i": ("me",),
}  # fmt: skip
AGREEMENT = {
    "is": ("are", "be", "it is"), "are": ("is", "be"), "was": ("were", "is", "has been"), "were": ("was", "are"),
    "has": ("have", "had", "is"), "have": ("has", "had"), "does": ("do", "did"), "do": ("does",),
    "this": ("these",), "these": ("this",), "that": ("those",), "many": ("much",), "much": ("many",), "fewer": ("less",),
}  # fmt: skip
ANTONYMS = {
    "increase": "reduction", "increased": "decreased", "rise": "fall", "rose": "fell", "before": "after", "more": "less",
    "support": "oppose", "supported": "rejected", "accept": "reject", "accepted": "refused", "allow": "forbid",
    "confrontation": "conflict", "peace": "war", "first": "last", "early": "late", "win": "lose", "won": "lost",
    "buy": "sell", "bought": "sold", "import": "export", "teach": "learn", "lend": "borrow", "raise": "rise",
    "open": "closed", "strong": "weak", "high": "low", "long": "large", "present": "actual", "current": "actual",
    "attend": "assist", "carry": "realize", "sensitive": "sensible", "possible": "eventual", "currently": "actually",
    "finally": "in the end of all", "suppress": "repress", "ease": "facilitate", "cease": "stop to", "talks": "conversations",
    "meeting": "reunion", "company": "society", "director": "principal", "library": "bookstore", "news": "notices",
    "race": "career", "career": "race", "spring": "source", "bank": "bench", "party": "feast", "power": "current",
    "charge": "load", "charged": "loaded", "issue": "theme", "issues": "themes", "case": "box", "trial": "process",
    "sentence": "phrase", "sentenced": "condemned", "court": "tribunal", "fire": "shoot", "fired": "thrown out", "plant": "vegetable",
    "turn": "shift", "leave": "let", "left": "abandoned", "means": "half", "plane": "airplane flat", "station": "season",
    "season": "station", "time": "weather", "weather": "time", "scale": "ladder", "score": "note", "goal": "gate",
    "match": "party", "coach": "trainer car", "train": "form", "trained": "formed", "course": "current", "order": "command",
    "ordered": "commanded", "state": "condition", "right": "law", "law": "right", "safe": "sure", "security": "safety",
    "history": "story", "story": "history", "experience": "experiment", "experiment": "experience", "economic": "economical",
    "human": "humane", "political": "politic", "historic": "historical", "make": "do", "made": "done", "say": "tell",
    "said": "told", "look": "regard", "watch": "look", "take": "bring", "bring": "take", "know": "can", "learn": "know",
    "remember": "remind", "wait": "hope", "hope": "wait", "house": "home", "home": "house", "job": "work", "work": "labor",
}  # fmt: skip
IRREGULAR = (
    "be was been", "begin began begun", "break broke broken", "bring brought brought", "build built built", "buy bought bought",
    "choose chose chosen", "come came come", "do did done", "draw drew drawn", "drive drove driven", "eat ate eaten", "fall fell fallen",
    "feel felt felt", "find found found", "fly flew flown", "forget forgot forgotten", "get got gotten", "give gave given", "go went gone",
    "grow grew grown", "have had had", "hear heard heard", "hold held held", "keep kept kept", "know knew known", "lead led led",
    "leave left left", "lose lost lost", "make made made", "mean meant meant", "meet met met", "pay paid paid", "rise rose risen",
    "run ran run", "say said said", "see saw seen", "sell sold sold", "send sent sent", "speak spoke spoken", "spend spent spent",
    "stand stood stood", "take took taken", "teach taught taught", "tell told told", "think thought thought", "understand understood understood",
    "win won won", "write wrote written", "become became become", "catch caught caught", "fight fought fought", "seek sought sought",
    "shake shook shaken", "steal stole stolen", "strike struck struck", "throw threw thrown", "wear wore worn", "show showed shown",
)  # fmt: skip
IRREGULAR_ROWS = tuple(tuple(row.split()) for row in IRREGULAR)
FOREIGN = (
    "pero también según además entre ayer desde hacia gobierno empresa mismo todavía después ciudad reunión ventas trabajo "
    "mais aussi selon depuis entreprise ville toujours vers encore gouvernement réunion ensuite cependant maison "
    "aber auch seit zwischen Unternehmen Stadt immer noch Regierung danach jedoch Sitzung wegen Arbeit "
    "ma anche secondo città governo azienda ancora verso riunione dopo lavoro però mas também cidade empresa ainda trabalho "
    "ale také mezi město vláda nebo práce oraz także miasto rząd które ve şehir hükümet ancak için çalışma "
    "но также город правительство компания после встреча поэтому работа між місто уряд також 会议 公司 政府 城市 但是 工作 しかし 会社 政府 مدينة حكومة شركة"
).split()
BOILERPLATE = (
    "See also {title}", "Read also: {title}", "Read more: {title}", "Read More »", "Also read | {title}", "See also {title} | {section}",
    "Leave a Reply", "Your email address will not be published. Required fields are marked *", "Share this article", "Share on Facebook",
    "Click to share on Twitter (Opens in new window)", "Subscribe to our newsletter", "Sign up for our newsletter to get the latest news.",
    "Continue reading", "Related articles", "Follow us on Google News", "Advertisement", "Story continues below advertisement",
    "All rights reserved.", "Photo: {name} / Agency", "Click here for more details", "Don't miss: {title}", "You may also like: {title}",
    "Join our Telegram channel", "Tags: {title}", "More on this topic: {title}", "Watch the video: {title}", "Recommended: {title}",
    "Copyright © {year}. All rights reserved.", "Leave a comment Cancel reply", "Save my name and email in this browser for the next time I comment.",
    "We use cookies to improve your experience.", "This site uses Akismet to reduce spam.", "Home » {section} » {title}",
    "Loading…", "Previous article {title}", "Next article {title}", "Comments are closed.", "Source link", "Translated by Google",
    "{hour} pm in {city}. Here is what you need to know", "Updated at {hour}:00", "Listen to the article", "minutes to read: {hour}",
)  # fmt: skip
SECTIONS = (
    "World News", "Politics", "Sports", "Business", "Technology News", "Health", "Culture", "Racial Issues News",
    "Opinion",
)  # fmt: skip
CITIES = (
    "Kiev", "Moscow", "Paris", "Beijing", "London", "Ankara", "Cairo", "Tokyo", "Madrid", "Berlin", "Lagos", "Lima",
)  # fmt: skip


@dataclass(frozen=True)
class Lexicon:
    """Frequent lower-case English words and the families that share a stem: {"import": ("important", …)}."""

    frequency: dict[str, int]
    families: dict[str, tuple[str, ...]] = field(repr=False)

    @classmethod
    def load(cls, path: Path) -> "Lexicon":
        """Read `word TAB document frequency` lines (shared/data/lex/vocab_docfreq.tsv)."""
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            frequency = {row[0]: int(row[1]) for row in rows if len(row) == 2 and row[0].isalpha()}
        stems: dict[str, list[str]] = defaultdict(list)
        for word, count in frequency.items():
            if len(word) >= 5 and count >= 20:
                for cut in range(min(5, len(word) - 3)):
                    stems[word[: len(word) - cut]].append(word)
        families: dict[str, set[str]] = defaultdict(set)
        for members in stems.values():
            for word in members:
                families[word].update(other for other in members if other != word)
        for row in IRREGULAR_ROWS:
            for word in row:
                families[word].update(other for other in row if other != word)
        return cls(frequency, {word: tuple(sorted(others)) for word, others in families.items() if others})
