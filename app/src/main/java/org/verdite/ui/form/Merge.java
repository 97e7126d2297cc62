package org.verdite.ui.form;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Joins what was typed with what somebody else stored meanwhile, by the values both began from: a form that edits a
/// record carries them as `was.<field>`.
///
/// ```java
/// var form = Merge.remember(Form.empty().with("title", stored.title()));        // drawn with ui.was
/// new Merge(form).field("title", t.of("…title"), stored.title()).with(who, at, stored.version(), action);
/// ```
public final class Merge {

    static final String WAS = "was.";

    private final Form mine;
    private final List<Difference.Row> rows = new ArrayList<>();
    private final List<Difference.Merged> merged = new ArrayList<>();
    private final List<Difference.Kept> kept = new ArrayList<>();

    public Merge(Form mine) {
        this.mine = mine;
    }

    /// The form carries what it was filled with.
    public static Form remember(Form filled) {
        filled.values().forEach((name, value) -> {
            if (!name.startsWith(WAS) && !name.equals("version")) {
                filled.with(WAS + name, value);
            }
        });
        return filled;
    }

    public Merge field(String field, String label, Object theirs) {
        return field(field, label, theirs, UnaryOperator.identity());
    }

    /// @param theirs the stored value as the form writes it
    /// @param words says a value to a person: the name behind an id, the word of a code
    public Merge field(String field, String label, Object theirs, UnaryOperator<String> words) {
        String stored = plain(theirs.toString());
        String typed = plain(mine.typed(field));
        boolean known = mine.values().containsKey(WAS + field);
        String was = plain(mine.typed(WAS + field));
        kept.add(new Difference.Kept(WAS + field, stored));
        if (typed.equals(stored)) {
            kept.add(new Difference.Kept(field, stored));
        } else if (known && was.equals(stored)) {
            kept.add(new Difference.Kept(field, typed));
            merged.add(new Difference.Merged(label, said(typed, words), true));
        } else if (known && was.equals(typed)) {
            kept.add(new Difference.Kept(field, stored));
            merged.add(new Difference.Merged(label, said(stored, words), false));
        } else {
            rows.add(new Difference.Row(field, label, stored, typed, said(stored, words), said(typed, words)));
        }
        return this;
    }

    private static String said(String value, UnaryOperator<String> words) {
        return value.isEmpty() ? "" : words.apply(value);
    }

    /// Browsers send lines with CR LF; that is no change.
    private static String plain(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    /// @param action where the choice is posted
    public Difference with(String who, Instant at, int version, String action) {
        return new Difference(who, at, version, action, List.copyOf(rows), List.copyOf(merged), List.copyOf(kept));
    }
}
