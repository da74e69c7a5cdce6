"""
Twinlens on one machine without containers.
"""
