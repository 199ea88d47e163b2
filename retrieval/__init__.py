"""Online: a question in, a ranking or a proven answer out."""
