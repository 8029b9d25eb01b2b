"""A small uncased vocabulary laid out as BERT's: reserved rows first, then letters and a few words."""

import string
from pathlib import Path

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import BertProcessing

WORDS = "the a of and to in is was it that he she said on for with his her not are were be by at from they this".split()


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """Spells every ASCII word; [PAD], [UNK], [CLS] and [SEP] where BERT has them."""
    tokens = ["[PAD]", *(f"[unused{i}]" for i in range(99)), "[UNK]", "[CLS]", "[SEP]"]
    letters = string.ascii_lowercase + string.digits
    tokens += [
        *letters,
        *(f"##{letter}" for letter in letters),
        *string.punctuation,
        *"“”‘’–—…€£°•×½»«≥©🌍⏱",
        *WORDS[:1],
    ]
    tokens += [word for word in WORDS[2:] if len(word) > 1] + ["##ing", "##ed", "##er"]
    ids = {token: i for i, token in enumerate(tokens)}
    made = Tokenizer(WordPiece(ids, unk_token="[UNK]"))
    made.normalizer = BertNormalizer(lowercase=True)
    made.pre_tokenizer = BertPreTokenizer()
    made.post_processor = BertProcessing(("[SEP]", 102), ("[CLS]", 101))
    return made


@pytest.fixture(scope="session")
def clean_texts() -> list[str]:
    """The documents of corpus/clean."""
    import json

    folder = Path(__file__).parents[3] / "corpus" / "clean"
    return [
        json.loads(line)["text"] for path in folder.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()
    ]
