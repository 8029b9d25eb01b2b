"""Training and evaluation data: readers, corruption recipes, round trips, splits. Loads no model."""
