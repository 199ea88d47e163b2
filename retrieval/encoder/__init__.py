"""The embedded encoder: model files, model card and the command that trains it."""
