"""Train the tagger: MiniLM with letter case in its token types and one linear head.

The head has 1 + categories + severities outputs a token: the error logit, then the category's and the severity's, which
count only where there is an error. The error target is soft: how sure people are (see corpora.readers).
"""

import copy
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertForTokenClassification, BertModel

from mtfix.corpora.marked import MarkedText
from mtfix.runtime.encoding import CASES, case_ids
from mtfix.taxonomy import Category, Severity
from mtfix.training.export import RowInt8, export, load_restored, restore
from mtfix.training.loop import Batch

CATEGORIES = tuple(Category)
SEVERITIES = tuple(Severity)
OUTPUTS = 1 + len(CATEGORIES) + len(SEVERITIES)
MAX_TOKENS = 192
_IGNORED = -100


def new_model(encoder: Path) -> BertForTokenClassification:
    """A tagger on a pretrained BERT-like encoder; the token-type table becomes the table of letter cases."""
    config = BertConfig.from_pretrained(
        encoder, num_labels=OUTPUTS, type_vocab_size=CASES, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
    )
    model = BertForTokenClassification(config)
    pretrained = BertModel.from_pretrained(encoder, add_pooling_layer=False)
    weights = pretrained.state_dict()
    types = weights.pop("embeddings.token_type_embeddings.weight")
    model.bert.load_state_dict(weights, strict=False)
    with torch.no_grad():
        table = model.bert.embeddings.token_type_embeddings.weight
        table.copy_(types[0].expand_as(table) + 0.02 * torch.randn(table.shape))
    return model


def load_shipped(model: BertForTokenClassification, folder: Path) -> None:
    """Go on from a shipped tagger: its int8 weights, as float32."""
    load_restored(model, restore(folder / "tagger.onnx"))


def features(tokenizer: Tokenizer, piece: MarkedText) -> dict[str, list[Any]]:
    """Token ids, cases and targets of one marked text, cut at MAX_TOKENS."""
    encoding = tokenizer.encode(piece.text)
    ids, offsets = encoding.ids[:MAX_TOKENS], encoding.offsets[:MAX_TOKENS]
    size = len(ids)
    error, category, severity = [0.0] * size, [_IGNORED] * size, [_IGNORED] * size
    heaviest = [0.0] * size
    for span in piece.spans:
        for i, (start, end) in enumerate(offsets):
            if start < span.end and span.start < end:
                error[i] = min(1.0, error[i] + span.weight)
                if span.weight > heaviest[i]:
                    heaviest[i] = span.weight
                    category[i] = CATEGORIES.index(span.category) if span.category else _IGNORED
                    severity[i] = SEVERITIES.index(span.severity) if span.severity is not None else _IGNORED
    return {
        "ids": ids,
        "cases": case_ids(piece.text, offsets),
        "error": error,
        "category": category,
        "severity": severity,
        "real": [float(end > start) for start, end in offsets],
    }


def collate(items: Sequence[dict[str, list[Any]]]) -> Batch:
    """Pad to the longest."""
    width = max(len(item["ids"]) for item in items)

    def pad(key: str, value: float, dtype: torch.dtype) -> torch.Tensor:
        return torch.tensor([item[key] + [value] * (width - len(item[key])) for item in items], dtype=dtype)

    return {
        "input_ids": pad("ids", 0, torch.long),
        "attention_mask": torch.tensor([[1] * len(i["ids"]) + [0] * (width - len(i["ids"])) for i in items]),
        "token_type_ids": pad("cases", 0, torch.long),
        "error": pad("error", 0.0, torch.float),
        "real": pad("real", 0.0, torch.float),
        "category": pad("category", _IGNORED, torch.long),
        "severity": pad("severity", _IGNORED, torch.long),
    }


def loss_of(model: torch.nn.Module, batch: Batch) -> torch.Tensor:
    """Binary cross-entropy of the error, plus category and severity inside errors at smaller weights."""
    logits = model(**{key: batch[key] for key in ("input_ids", "attention_mask", "token_type_ids")}).logits.float()
    cross = torch.nn.functional.cross_entropy
    error = torch.nn.functional.binary_cross_entropy_with_logits(logits[..., 0], batch["error"], reduction="none")
    loss = (error * batch["real"]).sum() / batch["real"].sum()
    split = 1 + len(CATEGORIES)
    for key, part, weight in (("category", logits[..., 1:split], 0.03), ("severity", logits[..., split:], 0.02)):
        if bool((batch[key] != _IGNORED).any()):
            loss = loss + weight * cross(part.flatten(0, 1), batch[key].flatten(), ignore_index=_IGNORED)
    return loss


def batches(
    streams: Sequence[tuple[Iterator[MarkedText], float]], tokenizer: Tokenizer, rng: random.Random, batch_tokens: int
) -> Iterator[Batch]:
    """Endless batches of about `batch_tokens` tokens drawn from streams by weight, of like length to save padding."""
    sources, weights = [stream for stream, _ in streams], [weight for _, weight in streams]
    while True:
        drawn = rng.choices(sources, weights, k=24 * batch_tokens // 60)
        pool = sorted((features(tokenizer, next(source)) for source in drawn), key=lambda item: len(item["ids"]))
        groups: list[list[dict[str, list[Any]]]] = [[]]
        for item in pool:
            if groups[-1] and (len(groups[-1]) + 1) * len(item["ids"]) > batch_tokens:
                groups.append([])
            groups[-1].append(item)
        rng.shuffle(groups)
        yield from (collate(group) for group in groups)


class OneText(torch.nn.Module):
    """What ships: one text, no mask, all outputs of the head."""

    def __init__(self, model: BertForTokenClassification) -> None:
        super().__init__()
        model = copy.deepcopy(model)
        self.bert, self.classifier = model.bert, model.classifier
        self.bert.embeddings.word_embeddings = RowInt8(self.bert.embeddings.word_embeddings.weight)
        self.bert.config._attn_implementation = "eager"  # plain products that ONNX Runtime quantizes and fuses

    def forward(self, input_ids: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
        """(1, tokens) to (1, tokens, outputs)."""
        hidden = self.bert.embeddings(input_ids=input_ids, token_type_ids=token_type_ids)
        return self.classifier(self.bert.encoder(hidden, attention_mask=None).last_hidden_state)


def export_tagger(model: BertForTokenClassification, path: Path) -> None:
    """Write the int8 graph."""
    length = torch.export.Dim("length", min=2, max=512)
    inputs = {"input_ids": torch.ones(1, 16, dtype=torch.long), "token_type_ids": torch.zeros(1, 16, dtype=torch.long)}
    export(OneText(model), inputs, {"input_ids": {1: length}, "token_type_ids": {1: length}}, "logits", path)
