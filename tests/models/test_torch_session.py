"""Any seq2seq model of transformers can be the repairer: tiny random ones, saved to disk."""

import pytest

from mtfix.errors import ModelError
from mtfix.issue import Issue
from mtfix.repairers.seq2seq import Seq2SeqRepairer
from mtfix.runtime.card import is_transformers
from mtfix.runtime.infilling import MAX_SPANS
from mtfix.segment import Segment
from mtfix.taxonomy import Category, Severity
from mtfix.text import Span

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

WORDS = "he has have two cats . a the go goes".split()


def tokenizer(sentinels):
    from tokenizers import Tokenizer, models, pre_tokenizers

    names = ["<pad>", "</s>", "<unk>", *WORDS, *sentinels]
    made = Tokenizer(models.WordLevel({word: i for i, word in enumerate(names)}, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=made,
        pad_token="<pad>",
        eos_token="</s>",
        unk_token="<unk>",
        additional_special_tokens=list(sentinels),
    )


def t5(size):
    config = transformers.T5Config(
        vocab_size=size, d_model=16, d_kv=8, d_ff=32, num_layers=1, num_heads=2, decoder_start_token_id=0
    )
    return transformers.T5ForConditionalGeneration(config)


def bart(size):
    ids = {"pad_token_id": 0, "eos_token_id": 1, "bos_token_id": 0, "decoder_start_token_id": 1}
    layers = {"encoder_layers": 1, "decoder_layers": 1, "encoder_attention_heads": 2, "decoder_attention_heads": 2}
    config = transformers.BartConfig(
        vocab_size=size, d_model=16, encoder_ffn_dim=32, decoder_ffn_dim=32, forced_eos_token_id=1, **ids, **layers
    )
    return transformers.BartForConditionalGeneration(config)


SENTINELS = [*(f"<extra_id_{i}>" for i in range(MAX_SPANS)), "<extra_id_99>"]


@pytest.mark.parametrize("make", [t5, bart])
def test_a_tiny_model_proposes_and_is_never_safe(make, tmp_path):
    torch.manual_seed(3)
    words = tokenizer(SENTINELS)
    make(len(words)).save_pretrained(tmp_path)
    words.save_pretrained(tmp_path)
    assert is_transformers(str(tmp_path))
    repairer = Seq2SeqRepairer.load(str(tmp_path))
    segment = Segment.alone("he have two cats .")
    issue = Issue(Span(3, 7), "MT004", Category.GRAMMAR, Severity.MAJOR, "", "have", 0.9, "test")
    [candidates] = repairer.candidates(segment, [issue])
    assert candidates
    assert all(0 < candidate.probability <= 1 for candidate in candidates)
    assert [c.probability for c in candidates] == sorted((c.probability for c in candidates), reverse=True)
    assert sum(candidate.probability for candidate in candidates) + candidates[0].keep <= 1 + 1e-4
    assert repairer.safe_threshold > 1
    assert len(repairer.model_sha256) == 64


def test_a_model_without_sentinels_is_refused(tmp_path):
    words = tokenizer([])
    t5(len(words)).save_pretrained(tmp_path)
    words.save_pretrained(tmp_path)
    with pytest.raises(ModelError, match="E022.*span format"):
        Seq2SeqRepairer.load(str(tmp_path))


def test_pickled_weights_are_refused(tmp_path):
    words = tokenizer(SENTINELS)
    model = t5(len(words))
    model.config.save_pretrained(tmp_path)
    words.save_pretrained(tmp_path)
    torch.save(model.state_dict(), tmp_path / "pytorch_model.bin")
    with pytest.raises(ModelError, match="E020"):
        Seq2SeqRepairer.load(str(tmp_path))
