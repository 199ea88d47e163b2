"""The parts of the list of plans, of the page of one, and of a comparison."""
