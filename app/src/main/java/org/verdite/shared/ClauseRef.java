package org.verdite.shared;

/// A clause of a standard in one of its editions, by number and our own words, never the standard's text.
public record ClauseRef(String standard, String edition, String clause, String title) {}
