"""
A stand-in for Immich 2.7.5 or 3.1.0 over a folder: enough of its API to build against and to prove
a gateway, and for a first look.
"""
