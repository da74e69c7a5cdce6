"""
Benchmarks: each with one command, at the size it names.
"""
