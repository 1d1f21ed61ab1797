"""One module for each family of apps. The first five are the most reliable and the most wanted."""

from . import flip_cards, maze, particles, snake, typing_test

_MODULES = (maze, flip_cards, particles, typing_test, snake)
FAMILIES = {module.FAMILY.name: module.FAMILY for module in _MODULES}
