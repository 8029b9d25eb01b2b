"""Train the repairer: MiniLM reads, three of its layers write, both over one embedding table.

The decoder starts from layers of the encoder and its cross-attention from their self-attention (Rothe et al. 2020,
"Leveraging Pre-trained Checkpoints for Sequence Generation Tasks"), which saves most of the budget.
"""

import copy
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from transformers import BertConfig, BertLMHeadModel, BertModel, EncoderDecoderModel

from mtfix.corpora.marked import ErrorSpan, MarkedText, words
from mtfix.runtime.infilling import MAX_SOURCE, SPAN_IDS, START, Infilling
from mtfix.training.export import RowInt8, export, load_restored, restore
from mtfix.training.loop import Batch

DECODER_LAYERS = (0, 3, 5)
KEEP_SHARE = 0.25
LONGEST_ROW = 14  # longer replacements are rare and make every batch wide
_IGNORED = -100
_WIDER = (0, 0, 0, 0, 1, 1, 2, 3)


def new_model(encoder: Path, read: dict[str, torch.Tensor] | None = None) -> EncoderDecoderModel:
    """An encoder-decoder from a pretrained BERT-like encoder; `read` are a trained tagger's weights to start from."""
    quiet = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
    config = BertConfig.from_pretrained(encoder, **quiet)
    reader = BertModel.from_pretrained(encoder, config=config, add_pooling_layer=False)
    if read is not None:
        weights = {key.removeprefix("bert."): value for key, value in read.items() if key.startswith("bert.")}
        types = weights.pop("embeddings.token_type_embeddings.weight")
        weights["embeddings.token_type_embeddings.weight"] = types[: config.type_vocab_size]
        reader.load_state_dict(weights)
    writer = BertLMHeadModel(
        BertConfig.from_pretrained(
            encoder, is_decoder=True, add_cross_attention=True, num_hidden_layers=len(DECODER_LAYERS), **quiet
        )
    )
    with torch.no_grad():
        writer.bert.embeddings.load_state_dict(reader.embeddings.state_dict())
        writer.cls.predictions.transform.LayerNorm.load_state_dict(reader.embeddings.LayerNorm.state_dict())
        for mine, theirs in zip(writer.bert.encoder.layer, DECODER_LAYERS, strict=True):
            source = reader.encoder.layer[theirs].state_dict()
            mine.load_state_dict(source, strict=False)
            mine.crossattention.load_state_dict(
                {k.removeprefix("attention."): v for k, v in source.items() if k.startswith("attention.")}
            )
        writer.cls.predictions.transform.dense.weight.copy_(torch.eye(config.hidden_size))
        writer.cls.predictions.transform.dense.bias.zero_()
    model = EncoderDecoderModel(encoder=reader, decoder=writer)
    share_embeddings(model)
    model.config.decoder_start_token_id, model.config.pad_token_id = START, 0
    return model


def share_embeddings(model: EncoderDecoderModel) -> None:
    """One table for reading, writing and choosing words."""
    table = model.encoder.embeddings.word_embeddings.weight
    model.decoder.bert.embeddings.word_embeddings.weight = table
    model.decoder.cls.predictions.decoder.weight = table


def load_shipped(model: EncoderDecoderModel, folder: Path) -> None:
    """Go on from a shipped repairer: its int8 weights, as float32."""
    state = restore(folder / "encoder.onnx")
    for graph in ("decoder.onnx", "head.onnx"):
        state |= {f"decoder.{name}": value for name, value in restore(folder / graph).items()}
    load_restored(model, state, tied=("decoder.cls.predictions.bias",))


def with_kept(piece: MarkedText, rng: random.Random) -> MarkedText:
    """Error spans with a repair, jittered by a word on either side, and clean spans whose repair is their own text."""
    bounds = words(piece.text)
    usable = [span for span in piece.spans if span.repair is not None]
    if len(usable) > 1 and rng.random() < 0.2:
        usable = rng.sample(usable, rng.randint(1, len(usable)))
    spans = [_jittered(piece.text, span, bounds, rng) for span in usable]
    if bounds and (not spans or rng.random() < KEEP_SHARE):
        i = rng.randrange(len(bounds))
        start, end = bounds[i][0], bounds[min(len(bounds) - 1, i + rng.choice((0, 0, 0, 1, 1, 2, 3)))][1]
        spans.append(ErrorSpan(start, end, repair=piece.text[start:end]))
    kept: list[ErrorSpan] = []
    for span in spans:
        if all(
            span.end <= other.start or other.end <= span.start
            for other in (*kept, *(s for s in piece.spans if s not in usable))
        ):
            kept.append(span)
    return MarkedText(piece.text, tuple(sorted(kept)[: len(SPAN_IDS)]))


def _jittered(text: str, span: ErrorSpan, bounds: list[tuple[int, int]], rng: random.Random) -> ErrorSpan:
    """Neither the tagger nor people mark exactly what changes, so the marked span is often some words longer."""
    start, end, repair = span.start, span.end, span.repair or ""
    wider = rng.choice(_WIDER) if repair else 0
    if wider and (before := [s for s, _ in bounds if s < start][-wider:]):
        start, repair = before[0], text[before[0] : start] + repair
    wider = rng.choice(_WIDER) if repair else 0
    if wider and (after := [e for _, e in bounds if e > end][:wider]):
        end, repair = after[-1], repair + text[end : after[-1]]
    return ErrorSpan(start, end, span.category, span.severity, repair, span.weight)


def features(language: Infilling, piece: MarkedText) -> dict[str, Any] | None:
    """Encoder ids and one decoder row a span; None if there is nothing to learn or it is too long."""
    spans = [(span.start, span.end) for span in piece.spans]
    source = language.source(piece.text, spans)
    rows = [[SPAN_IDS[i], *language.target(span.repair or "")] for i, span in enumerate(piece.spans)]
    fits = [i for i, row in enumerate(rows) if len(row) <= LONGEST_ROW and SPAN_IDS[i] in source]
    return {"source": source, "rows": [rows[i] for i in fits]} if fits and len(source) <= MAX_SOURCE + 2 else None


def collate(items: Sequence[dict[str, Any]]) -> Batch:
    """Pad both sides; `owner` tells which encoder row each decoder row reads."""
    width = max(len(item["source"]) for item in items)
    rows = [(owner, row) for owner, item in enumerate(items) for row in item["rows"]]
    length = max(len(row) for _, row in rows)
    return {
        "input_ids": torch.tensor([i["source"] + [0] * (width - len(i["source"])) for i in items]),
        "attention_mask": torch.tensor([[1] * len(i["source"]) + [0] * (width - len(i["source"])) for i in items]),
        "owner": torch.tensor([owner for owner, _ in rows]),
        "decoder_input_ids": torch.tensor([[START, *row[:-1], *[0] * (length - len(row))] for _, row in rows]),
        "labels": torch.tensor([[_IGNORED, *row[1:], *[_IGNORED] * (length - len(row))] for _, row in rows]),
    }


def loss_of(model: torch.nn.Module, batch: Batch) -> torch.Tensor:
    """Cross-entropy of each replacement's tokens given its sentence and its span's number."""
    read = model.encoder(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).last_hidden_state
    states, mask = read[batch["owner"]], batch["attention_mask"][batch["owner"]]
    hidden = model.decoder.bert(
        input_ids=batch["decoder_input_ids"], encoder_hidden_states=states, encoder_attention_mask=mask, use_cache=False
    ).last_hidden_state
    wanted = batch["labels"] != _IGNORED  # only these rows of the large output layer are computed
    logits = model.decoder.cls(hidden[wanted]).float()
    return torch.nn.functional.cross_entropy(logits, batch["labels"][wanted], label_smoothing=0.05)


def batches(
    streams: Sequence[tuple[Iterator[MarkedText], float]], language: Infilling, rng: random.Random, batch_tokens: int
) -> Iterator[Batch]:
    """Endless batches of about `batch_tokens` encoder tokens drawn from streams by weight, of like length."""
    sources, weights = [stream for stream, _ in streams], [weight for _, weight in streams]
    while True:
        drawn = rng.choices(sources, weights, k=24 * batch_tokens // 50)
        made = (features(language, with_kept(next(source), rng)) for source in drawn)
        pool = sorted((item for item in made if item), key=lambda item: len(item["source"]))
        groups: list[list[dict[str, Any]]] = [[]]
        for item in pool:
            if groups[-1] and (len(groups[-1]) + 1) * len(item["source"]) > batch_tokens:
                groups.append([])
            groups[-1].append(item)
        rng.shuffle(groups)
        yield from (collate(group) for group in groups)


class _Encoder(torch.nn.Module):
    """(1, tokens) to (1, tokens, width)."""

    def __init__(self, model: EncoderDecoderModel) -> None:
        super().__init__()
        self.encoder = copy.deepcopy(model.encoder)
        _prepare(self.encoder)

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        hidden = self.encoder.embeddings(input_ids=input_ids)
        return self.encoder.encoder(hidden, attention_mask=None).last_hidden_state


class _Decoder(torch.nn.Module):
    """Prefixes (rows, length) over one sentence (1, tokens, width) to hidden states (rows, length, width)."""

    def __init__(self, model: EncoderDecoderModel) -> None:
        super().__init__()
        self.bert = copy.deepcopy(model.decoder.bert)
        _prepare(self.bert)

    def forward(self, decoder_input_ids: torch.Tensor, encoder_hidden_states: torch.Tensor) -> torch.Tensor:
        length = decoder_input_ids.shape[1]
        mask = torch.full((length, length), torch.finfo(torch.float32).min).triu(1)[None, None]
        hidden = self.bert.embeddings(input_ids=decoder_input_ids)
        for layer in self.bert.encoder.layer:
            hidden = _first(layer.attention(hidden, mask))
            hidden = _first(layer.crossattention(hidden, None, encoder_hidden_states))
            hidden = layer.output(layer.intermediate(hidden), hidden)
        return hidden


def _prepare(reader: BertModel) -> None:
    reader.config._attn_implementation = "eager"  # plain products that ONNX Runtime quantizes and fuses
    reader.embeddings.word_embeddings = RowInt8(reader.embeddings.word_embeddings.weight)


def _first(value: Any) -> torch.Tensor:
    return value[0] if isinstance(value, tuple) else value


class _Head(torch.nn.Module):
    """Hidden states (rows, width) to logits (rows, vocabulary)."""

    def __init__(self, model: EncoderDecoderModel) -> None:
        super().__init__()
        self.cls = model.decoder.cls

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        return self.cls(hidden)


def export_repairer(model: EncoderDecoderModel, folder: Path) -> None:
    """Write the three int8 graphs: encoder.onnx, decoder.onnx, head.onnx."""
    length, rows, prefix = (torch.export.Dim(name, min=2, max=512) for name in ("length", "rows", "prefix"))
    ids, states = torch.ones(1, 16, dtype=torch.long), torch.zeros(1, 16, model.encoder.config.hidden_size)
    export(_Encoder(model), {"input_ids": ids}, {"input_ids": {1: length}}, "states", folder / "encoder.onnx")
    export(
        _Decoder(model),
        {"decoder_input_ids": torch.ones(3, 5, dtype=torch.long), "encoder_hidden_states": states},
        {"decoder_input_ids": {0: rows, 1: prefix}, "encoder_hidden_states": {1: length}},
        "hidden",
        folder / "decoder.onnx",
    )
    export(
        _Head(model), {"hidden": torch.zeros(3, states.shape[2])}, {"hidden": {0: rows}}, "logits", folder / "head.onnx"
    )
