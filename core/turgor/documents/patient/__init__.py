"""The patient's plan: one page that says everything, and what stands behind it."""
