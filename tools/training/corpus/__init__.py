"""Generators of training text. Everything here is deterministic from a seed."""
