package org.verdite.organisation.web;

import java.util.function.Consumer;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.ui.form.Form;

/// The small forms of this room: takes a step, and notes at its field what was refused.
final class Steps {

    private Steps() {}

    /// @param field where a refusal that names none is said
    static boolean taken(Form form, String field, Consumer<Form> step) {
        try {
            step.accept(form);
        } catch (Invalid e) {
            if (form.ok()) {
                form.refused(e);
            }
        } catch (Refused e) {
            form.problem(field, e.key(), e.args());
        } catch (Conflict e) {
            form.problem(field, "organisation.refused.savedBefore");
        }
        return form.ok();
    }

    /// Where the code of another record was typed.
    static <T> T named(Form form, String field, String key, java.util.function.Supplier<T> find, T none) {
        try {
            return find.get();
        } catch (NotHere e) {
            form.problem(field, key, form.typed(field));
            return none;
        }
    }

    static ModelAndView page(String template, Object page, Form form) {
        var view = new ModelAndView("organisation/web/" + template, "page", page);
        if (!form.ok()) {
            view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return view;
    }
}
