"""Paragraphs, sentences and the windows they are read in."""

from mtfix.segmenters.windows import segment

__all__ = ["segment"]
