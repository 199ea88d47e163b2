"""From a question understood to an answer whose every quotation was read back from the record."""
