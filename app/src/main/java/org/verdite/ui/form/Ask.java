package org.verdite.ui.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A short form put together from its fields: at most six of them, one column, its buttons below; what is
/// seldom asked may follow, folded. Drawn by `ui.ask`.
///
/// @param action where it is posted
/// @param back where "Cancel" leads
public record Ask(Form form, String action, String back, List<Field> fields, List<Button> buttons) {

    private static final String FOLD = "fold";

    /// @param type `text`, `date`, `textarea`, `select`, `check` or `hidden`
    /// @param options code → word, for `select`
    public record Field(
            String name, String label, String type, String hint, boolean optional, Map<String, String> options) {}

    /// @param value sent as `do`
    public record Button(String value, String label, boolean primary) {}

    public static Ask of(Form form, String action, String back) {
        return new Ask(form, action, back, List.of(), List.of());
    }

    public Ask field(String name, String label, String type) {
        return with(new Field(name, label, type, "", false, Map.of()));
    }

    public Ask field(String name, String label, String type, String hint) {
        return with(new Field(name, label, type, hint, false, Map.of()));
    }

    public Ask optional(String name, String label, String type, String hint) {
        return with(new Field(name, label, type, hint, true, Map.of()));
    }

    public Ask choice(String name, String label, String hint, boolean optional, Map<String, String> options) {
        return with(new Field(name, label, "select", hint, optional, options));
    }

    /// What follows is folded under a word until somebody opens it, or something in it can't be taken.
    public Ask fold(String label) {
        return with(new Field("", label, FOLD, "", true, Map.of()));
    }

    /// The fields before the fold.
    public List<Field> shown() {
        return fields.subList(0, at());
    }

    /// The fields after it.
    public List<Field> folded() {
        return at() == fields.size() ? List.of() : fields.subList(at() + 1, fields.size());
    }

    /// The word of the fold.
    public String fold() {
        return at() == fields.size() ? "" : fields.get(at()).label();
    }

    public boolean unfold() {
        return folded().stream().anyMatch(f -> !form.problems(f.name()).isEmpty());
    }

    private int at() {
        int at = 0;
        while (at < fields.size() && !fields.get(at).type().equals(FOLD)) {
            at++;
        }
        return at;
    }

    /// A value the form carries unseen.
    public Ask hidden(String name) {
        return with(new Field(name, "", "hidden", "", true, Map.of()));
    }

    public Ask button(String value, String label, boolean primary) {
        var more = new ArrayList<>(buttons);
        more.add(new Button(value, label, primary));
        return new Ask(form, action, back, fields, List.copyOf(more));
    }

    private Ask with(Field field) {
        var more = new ArrayList<>(fields);
        more.add(field);
        return new Ask(form, action, back, List.copyOf(more), buttons);
    }
}
