"""What is learned from labelled examples instead of written down: the form that a question asks for, the way one goes on."""
