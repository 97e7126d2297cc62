package org.verdite.ui.book;

import java.util.List;

/// What was noticed while a sheet was turned into text.
///
/// @param key `sheet.` and what it is: `errors`, `uncached`, `merged`; who shows it has the words
/// @param args how often, and the first cell of that kind
public record SheetNote(String key, List<Object> args) {}
