"""The numbers: progress, pace, roll-up and state of every goal on a day. Pure; knows no clock."""
