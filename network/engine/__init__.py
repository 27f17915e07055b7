"""The engine: one model of a firm in all fidelities, solved by HiGHS and checked without it."""
