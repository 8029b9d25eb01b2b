"""Makers of issues: the neural tagger, document checks, pattern checks; and what runs, merges and suppresses them."""
