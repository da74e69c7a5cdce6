"""
A stand-in for Immich 2.7.5 over a folder: enough of its API for tests and for a first look.
"""
