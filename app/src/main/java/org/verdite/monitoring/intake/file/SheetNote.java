package org.verdite.monitoring.intake.file;

import java.util.List;

/// What was noticed while a sheet was turned into text.
///
/// @param key last part of the message key `monitoring.import.noticed.…`
/// @param args how often, and the first cell of that kind
public record SheetNote(String key, List<Object> args) {}
