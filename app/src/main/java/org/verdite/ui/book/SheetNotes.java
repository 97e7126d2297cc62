package org.verdite.ui.book;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts what is noticed in a sheet, and remembers where it was seen first.
public final class SheetNotes {

    private record Seen(String first, long[] count) {}

    private final Map<String, Seen> seen = new LinkedHashMap<>();

    public void see(String key, String where) {
        seen.computeIfAbsent(key, _ -> new Seen(where, new long[1])).count()[0]++;
    }

    /// In the order in which they were seen first.
    public List<SheetNote> list() {
        return seen.entrySet().stream()
                .map(e -> new SheetNote(
                        "sheet." + e.getKey(),
                        List.of(e.getValue().count()[0], e.getValue().first())))
                .toList();
    }
}
