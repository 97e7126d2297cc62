package org.verdite.monitoring.intake;

import java.util.List;

/// A line, or a cell of it, that is not loaded.
///
/// @param column heading; empty for the whole line
/// @param code last part of the message key `monitoring.import.reject.…`, which says what was expected
public record Reject(long line, String column, String found, String code, List<Object> args) {}
