"""A pass over the findings of a document: what an editor decides, kept safe beside it. No terminal code in here."""
