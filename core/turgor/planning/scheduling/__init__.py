"""The solver and all that it must keep: days, model, passes, times."""
