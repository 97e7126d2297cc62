package org.verdite.monitoring.sensorthings;

/// The way from one kind of entity to another. SQL as in {@link Entity}.
///
/// @param many leads to a set, not to one
/// @param text the key is a text, not a number
/// @param source the key on this side
/// @param target the same key on the other side
record Link(String name, String to, boolean many, boolean text, String source, String target) {}
