"""The stages from a case to a schedule: examine, judge, offer, schedule, explain; and the skin-state mechanism.

Each stage is one function from frozen records to frozen records. None of them prints, reads the clock, the
network or a database; all of them are deterministic. `turgor.planner` wires them.
"""
