"""PlusN beside its peers: every speed claim is measured here, none is a timed test.

``python -m benchmarks`` prints the tables of docs/performance.md for the machine at hand.
"""
