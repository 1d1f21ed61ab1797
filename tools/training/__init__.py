"""How Levin's built-in model is made: corpus, checker, evaluation."""
