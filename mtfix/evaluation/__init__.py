"""Measuring: spans, calibration, edits, baselines, and `python -m mtfix.evaluation` that prints the table of measures.

Only this package imports numpy, sacrebleu and the peers for measuring, and only inside functions.
"""
