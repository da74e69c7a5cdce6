"""
Which files are versions of one shot, and which of them is primary.
"""

__version__ = "0.1.0"
