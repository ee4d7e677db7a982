"""The merged handout: all treatments on one sheet, the strictest days winning."""
