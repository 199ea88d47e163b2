"""Managing the library from the browser: who may, which files were added, and the work in a child process."""
