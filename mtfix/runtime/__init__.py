"""Loads and runs weights: model folders, tokenizers, ONNX sessions. Knows no linguistics."""
