"""
Which files are the same picture twice, and which copy is worth keeping.
"""

__version__ = "0.1.0"
