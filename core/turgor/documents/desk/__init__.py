"""Documents for the desk: what to book, and what it costs."""
