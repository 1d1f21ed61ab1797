"""Tools of the Levin repository that are Python packages; run them from the repository's root."""
