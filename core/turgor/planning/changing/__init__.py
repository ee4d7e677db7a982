"""Changes to a plan that there is: as few sessions as possible move, and what moves is told."""
