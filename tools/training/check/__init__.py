"""Runs generated pages in a real browser engine and tells which checks hold."""
