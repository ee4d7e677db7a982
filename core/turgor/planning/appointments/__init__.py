"""The hours of a day: when sessions can be given, in which room, with which device and by whom."""
