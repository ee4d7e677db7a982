"""The parts of the plan record."""
