"""Steps of the training command; needed for training only, never when searching."""
