package org.verdite.shared;

import java.util.List;

/// What was entered can't be taken as it is; each problem names its field and what is expected there (422).
public class Invalid extends RuntimeException {
    private final transient List<Problem> problems;

    /// @param field name of the form field or JSON member; empty for the whole
    /// @param key message key, for instance `ui.form.tooLong`
    public record Problem(String field, String key, List<Object> args) {}

    public Invalid(List<Problem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    public Invalid(String field, String key, Object... args) {
        this(List.of(new Problem(field, key, List.of(args))));
    }

    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }
}
