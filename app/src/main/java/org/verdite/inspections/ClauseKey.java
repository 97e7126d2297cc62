package org.verdite.inspections;

/// A clause by its address in the library of standards.
public record ClauseKey(String standard, String edition, String clause) {}
