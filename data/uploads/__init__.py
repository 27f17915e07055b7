"""Read what users bring, in a throw-away child process with limits."""
