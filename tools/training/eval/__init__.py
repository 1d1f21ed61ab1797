"""What the model is measured with that no generator makes."""
