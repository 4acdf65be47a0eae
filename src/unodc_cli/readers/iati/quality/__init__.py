"""What a data keeper would look at in an activity: rules of the standard, and of good sense.

Each rule names the part of the standard that it follows. Nothing is changed by any of them: it is said only.
What the reader itself cannot read is a fault of the reading, and is not found here again.
"""
