"""Training of both models, their calibration and their export. Needs the extra `train`."""
