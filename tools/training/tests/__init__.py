"""Quick tests of the generators; they need Python alone. The check of the pages in a browser is tools.training.check."""
