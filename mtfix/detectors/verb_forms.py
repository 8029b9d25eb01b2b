"""Irregular verbs whose past is no noun, adjective or other verb, as the grammar checks need them."""

from mtfix.detectors.slips import either

# base, past, participle
_TABLE = """
go went gone|take took taken|begin began begun|write wrote written|give gave given|know knew known|eat ate eaten
speak spoke spoken|break broke broken|choose chose chosen|fly flew flown|forget forgot forgotten|grow grew grown
sing sang sung|swim swam swum|throw threw thrown|wear wore worn|steal stole stolen|shake shook shaken
forgive forgave forgiven|become became become|come came come|drink drank drunk|freeze froze frozen
undergo underwent undergone
withdraw withdrew withdrawn|overcome overcame overcome|ring rang rung|arise arose arisen|blow blew blown
drive drove driven|ride rode ridden|draw drew drawn
bring brought brought|buy bought bought|teach taught taught|catch caught caught|understand understood understood
send sent sent|keep kept kept|build built built|lose lost lost|sell sold sold|spend spent spent|tell told told
say said said|make made made|hear heard heard|meet met met|pay paid paid|win won won|sleep slept slept
"""
_ROWS = [tuple(row.split()) for line in _TABLE.split("\n") for row in line.split("|") if row]
BASE_OF = {past: base for base, past, _ in _ROWS}
# pasts that differ from the participle
PARTICIPLE_OF_PAST = {past: participle for _, past, participle in _ROWS if past != participle}
# bases that differ from the participle and are hardly nouns
PARTICIPLE_OF_BASE = {
    base: participle
    for base, _, participle in _ROWS
    if base != participle and base not in {"go", "drive", "ride", "draw", "drink", "blow", "break", "throw", "win"}
}
BASE_OF_THIRD = {
    "goes": "go", "makes": "make", "takes": "take", "becomes": "become", "comes": "come", "gives": "give",
    "knows": "know", "gets": "get", "brings": "bring", "keeps": "keep", "begins": "begin", "loses": "lose",
    "understands": "understand", "writes": "write", "speaks": "speak", "wants": "want", "exists": "exist",
    "allows": "allow", "provides": "provide", "includes": "include", "requires": "require", "happens": "happen",
    "belongs": "belong", "depends": "depend", "contains": "contain", "receives": "receive", "helps": "help",
    "thinks": "think", "tries": "try", "believes": "believe", "continues": "continue", "says": "say",
    "finds": "find", "learns": "learn", "decides": "decide", "arrives": "arrive", "seems": "seem",
    "buys": "buy", "sells": "sell", "pays": "pay", "reads": "read", "creates": "create", "ensures": "ensure",
}  # fmt: skip
PASTS = either(BASE_OF)
THIRDS = either(BASE_OF_THIRD)
