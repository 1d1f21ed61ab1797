"""One module for each family of apps. The first five are the most reliable and the most wanted."""

from . import (
    bar_chart, bouncing_balls, breakout, calculator, clock, colour_picker, drawing_pad,
    expense_table, flip_cards, life, maze, memory_game, particles, password_generator, pomodoro,
    quiz, snake, sorting, stopwatch, tic_tac_toe, todo, typing_test)

_MODULES = (
    maze, flip_cards, particles, typing_test, snake, memory_game, tic_tac_toe, calculator,
    stopwatch, pomodoro, todo, colour_picker, quiz, sorting, life, bouncing_balls, drawing_pad,
    clock, bar_chart, password_generator, breakout, expense_table)
FAMILIES = {module.FAMILY.name: module.FAMILY for module in _MODULES}
