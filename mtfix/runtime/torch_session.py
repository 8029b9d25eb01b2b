"""Any Hugging Face seq2seq model as a repairer (T5, BART, mT5, …), if it was trained in the span format below.

Input   the sentence, each flagged span i as `<extra_id_i> words <extra_id_99>` (T5's own sentinels; a model
        that lacks them gets them as added tokens before it is fine-tuned)
Output  for span i, the decoder begins with its start token and `<extra_id_i>` and writes the replacement, then ends.
Weights are read from safetensors only; code from a model's repository is never run.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mtfix.errors import ExtraMissing, ModelError
from mtfix.runtime.infilling import MAX_SPANS, Filled

CLOSE = "<extra_id_99>"
LONGEST = 48


def sentinel(number: int) -> str:
    """The token that opens span `number`."""
    return f"<extra_id_{number}>"


def marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with its spans between sentinels."""
    result, position = "", 0
    for number, (start, end) in enumerate(spans):
        result += f"{text[position:start]}{sentinel(number)} {text[start:end]} {CLOSE}"
        position = end
    return result + text[position:]


class TorchInfiller:
    """A transformers model in evaluation mode, on a GPU if there is one."""

    def __init__(self, model: Any, tokenizer: Any, sha256: str) -> None:
        self.sha256 = sha256
        self._model, self._tokenizer = model.eval(), tokenizer
        needed = [*map(sentinel, range(MAX_SPANS)), CLOSE]
        self._ids = dict(zip(needed, tokenizer.convert_tokens_to_ids(needed), strict=True))
        missing = [token for token, number in self._ids.items() if number in (None, tokenizer.unk_token_id)]
        if missing:
            hint = "fine-tune it in the format of mtfix/runtime/torch_session.py first"
            raise ModelError("E022", f"the vocabulary has no {missing[0]}: not trained in the span format", hint=hint)

    @classmethod
    def load(cls, name: str) -> "TorchInfiller":
        """A model by folder or hub id. Raises ExtraMissing without torch, ModelError if it cannot be loaded."""
        try:
            import torch
            from transformers import AutoModelForSeq2SeqLM, AutoTokenizer
        except ImportError as error:
            raise ExtraMissing(error.name or "torch", "train") from error
        try:
            tokenizer = AutoTokenizer.from_pretrained(name, trust_remote_code=False)
            model = AutoModelForSeq2SeqLM.from_pretrained(name, use_safetensors=True, trust_remote_code=False)
        except (OSError, ValueError) as error:
            problem = f"transformers cannot load it as a seq2seq model: {str(error).splitlines()[0]}"
            raise ModelError("E020", problem, path=name, hint="weights must be safetensors") from error
        return cls(model.to("cuda" if torch.cuda.is_available() else "cpu"), tokenizer, _digest(name, model))

    def fill(self, text: str, spans: Sequence[tuple[int, int]], beams: int) -> list[Filled]:
        """For each span its replacements, best first, and the score of keeping it."""
        import torch

        with torch.inference_mode():
            source = self._tokenizer(marked(text, spans), return_tensors="pt").to(self._model.device)
            read = self._model.get_encoder()(**source)
            return [
                self._one(text[start:end], number, source, read, beams) for number, (start, end) in enumerate(spans)
            ]

    def score(
        self, text: str, spans: Sequence[tuple[int, int]], choices: Sequence[Sequence[str]]
    ) -> list[tuple[float, ...]]:
        """For each span the log-probability of each of its choices as its replacement."""
        import torch

        with torch.inference_mode():
            source = self._tokenizer(marked(text, spans), return_tensors="pt").to(self._model.device)
            read = self._model.get_encoder()(**source)
            prefixes = [self._prefix(number) for number in range(len(spans))]
            return [
                tuple(self._score(choice, prefix, source, read) for choice in found)
                for prefix, found in zip(prefixes, choices, strict=True)
            ]

    def _prefix(self, number: int) -> Any:
        import torch

        starts = (self._model.generation_config.decoder_start_token_id, self._model.config.decoder_start_token_id)
        start = next((token for token in starts if token is not None), self._tokenizer.bos_token_id)
        return torch.tensor([[start, self._ids[sentinel(number)]]], device=self._model.device)

    def _one(self, original: str, number: int, source: Any, read: Any, beams: int) -> Filled:
        from transformers.modeling_outputs import BaseModelOutput

        prefix = self._prefix(number)
        made = self._model.generate(
            encoder_outputs=BaseModelOutput(last_hidden_state=read.last_hidden_state.clone()),
            attention_mask=source["attention_mask"],
            decoder_input_ids=prefix,
            num_beams=beams,
            num_return_sequences=beams,
            max_new_tokens=LONGEST,
            length_penalty=0.0,  # plain sums of log-probabilities
            do_sample=False,
        )
        texts = dict.fromkeys(t.strip() for t in self._tokenizer.batch_decode(made[:, 2:], skip_special_tokens=True))
        scored = [(words, self._score(words, prefix, source, read)) for words in texts]
        keep = self._score(original, prefix, source, read)
        return Filled(sorted(scored, key=lambda item: -item[1]), keep)

    def _score(self, words: str, prefix: Any, source: Any, read: Any) -> float:
        """The log-probability of exactly these words and the end."""
        import torch

        target = (
            self._tokenizer(words, add_special_tokens=False, return_tensors="pt").input_ids.to(prefix.device).long()
        )
        end = torch.tensor([[self._tokenizer.eos_token_id]], device=prefix.device)
        row = torch.cat([prefix, target.reshape(1, target.numel()), end], dim=1)
        logits = self._model(
            encoder_outputs=(read.last_hidden_state,),
            attention_mask=source["attention_mask"],
            decoder_input_ids=row[:, :-1],
        ).logits
        logs = torch.log_softmax(logits[0, 1:].float(), dim=-1)
        return float(logs.gather(1, row[0, 2:, None]).sum())


def _digest(name: str, model: Any) -> str:
    """SHA-256 of the weight files of a folder, or of the hub's commit hash."""
    digest = hashlib.sha256()
    for path in sorted(Path(name).glob("*.safetensors")):
        digest.update(path.read_bytes())
    digest.update(str(getattr(model.config, "_commit_hash", "")).encode())
    return digest.hexdigest()
