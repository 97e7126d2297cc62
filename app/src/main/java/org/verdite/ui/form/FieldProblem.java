package org.verdite.ui.form;

import java.util.List;
import org.verdite.ui.Texts;

/// One problem of one field, ready to be said in the reader's language.
public record FieldProblem(String field, String key, List<Object> args) {
    public String in(Texts t) {
        return t.of(key, args.toArray());
    }
}
