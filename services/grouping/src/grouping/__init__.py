"""
Which files are versions of one shot, and which of them is primary.
"""
