package org.verdite.ui.form;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Refused;
import org.verdite.ui.Flash;

/// Takes a step of a record and goes back to its page. What can't be taken as it was typed, or was changed by somebody
/// since it was read, is shown there with what was typed; a step that may not be taken now is said on the page.
public final class Steps {

    /// The step itself, by the room's verb.
    public interface Step {
        void take(Form form);
    }

    /// The record's page once more.
    public interface Page {
        ModelAndView show(Form form, boolean changed);
    }

    private Steps() {}

    /// Where several forms of a page ask for the same thing, each calls it otherwise: a problem is told at its own
    /// field.
    ///
    /// @param fields of the verb, and what the form calls them
    public static void named(Map<String, String> fields, Runnable step) {
        try {
            step.run();
        } catch (Invalid e) {
            throw new Invalid(e.problems().stream()
                    .map(p -> new Invalid.Problem(fields.getOrDefault(p.field(), p.field()), p.key(), p.args()))
                    .toList());
        }
    }

    /// A refusal is told at a field, so that the page keeps what was typed beside it.
    public static void told(String field, Runnable step) {
        try {
            step.run();
        } catch (Refused e) {
            throw new Invalid(field, e.key(), e.args());
        }
    }

    /// @param back where to go afterwards
    /// @param done message key of what was done
    public static ModelAndView take(
            Map<String, String> params, RedirectAttributes redirect, String back, String done, Step step, Page page) {
        var form = Form.of(params);
        boolean changed = false;
        try {
            step.take(form);
            Flash.done(redirect, done);
            return new ModelAndView("redirect:" + back);
        } catch (Invalid e) {
            form = form.ok() ? form.refused(e) : form;
        } catch (Refused e) {
            Flash.refused(redirect, e.key(), e.args());
            return new ModelAndView("redirect:" + back);
        } catch (Conflict e) {
            changed = true;
        }
        var again = page.show(form, changed);
        again.setStatus(changed ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }
}
