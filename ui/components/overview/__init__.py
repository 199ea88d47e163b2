"""The parts of the pages that show the library as a whole."""
