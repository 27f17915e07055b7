"""Ask PlusN from Python: the same verbs as the command and the pages."""
